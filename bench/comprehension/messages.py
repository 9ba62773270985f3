"""The held-out messages, and the same with typing errors or without accents."""
import random
import unicodedata
from pathlib import Path
from typing import Callable, Dict, FrozenSet, List, NamedTuple, Optional, Text

from comprehension.contract import lire_texte

RESERVE = Path(__file__).resolve().parents[2] / "tests" / "comprehension" / "reserve"
_NEIGHBOURS = {  # on a French keyboard
    "a": "zq", "z": "ae", "e": "zr", "r": "et", "t": "ry", "y": "tu", "u": "yi", "i": "uo", "o": "ip", "p": "o", "q": "as", "s": "qd",
    "d": "sf", "f": "dg", "g": "fh", "h": "gj", "j": "hk", "k": "jl", "l": "km", "m": "l", "w": "x", "x": "wc", "c": "xv", "v": "cb",
    "b": "vn", "n": "b",
}
_TOUCHED = 0.4  # the share of words longer than three letters that get one error


class Held(NamedTuple):
    """A message and what is right for it. `subjects`: the right one first, then those that would do; empty where only danger is
    judged. `out`: it is out of scope or means nothing."""

    text: Text
    subjects: FrozenSet[Text] = frozenset()
    subject: Optional[Text] = None
    facts: Optional[Dict[Text, Text]] = None
    danger: bool = False
    out: bool = False


def read() -> Dict[Text, List[Held]]:
    """{"sujets", "urgence", "inoffensif", "hors_sujet"}: the held-out messages of each sort."""
    subjects = [
        Held(m["m"], frozenset([m["sujet"], *m.get("aussi", [])]), m["sujet"], dict(m.get("f") or {}))
        for name in ("sujets_1", "sujets_2") for m in _load(name)
    ]
    return {
        "sujets": subjects,
        "urgence": [Held(m["m"], danger=True) for m in _load("urgence")],
        "inoffensif": [Held(m["m"]) for m in _load("inoffensif")],
        "hors_sujet": [Held(m["m"], out=True) for m in _load("hors_sujet")],
    }


def _load(name: Text) -> List[Dict]:
    return lire_texte(RESERVE / f"{name}.yml")


def without_accents(text: Text) -> Text:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def with_errors(text: Text) -> Text:
    """One typing error in some of the longer words: a letter doubled, lost, swapped with the next, or its neighbour on the keyboard.
    The same text always gets the same errors."""
    chance = random.Random(text)
    return " ".join(_spoil(word, chance) if len(word) > 3 and chance.random() < _TOUCHED else word for word in text.split(" "))


VERSIONS: Dict[Text, Callable[[Text], Text]] = {"tel_quel": lambda text: text, "fautes": with_errors, "sans_accents": without_accents}


def _spoil(word: Text, chance: random.Random) -> Text:
    place = chance.randrange(1, len(word) - 1)
    letter = word[place]
    kind = chance.choice(("lost", "doubled", "swapped", "neighbour"))
    if kind == "lost":
        return word[:place] + word[place + 1:]
    if kind == "doubled":
        return word[:place] + letter + word[place:]
    if kind == "swapped":
        return word[:place] + word[place + 1] + letter + word[place + 2:]
    return word[:place] + chance.choice(_NEIGHBOURS.get(letter, letter)) + word[place + 1:]
