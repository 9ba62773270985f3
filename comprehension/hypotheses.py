"""Messages that only suppose something ("et si je porte plainte ?"), and those that ask how many days are left.

What is supposed is no fact: it is never read as one.
"""
from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .contract import LEXIQUE, accepte, lire
from .writing import Word

_LONGEST = 30  # words in one sentence: more is a story
Typed = list[tuple[list[Word], bool]]  # the sentences of a message, each with whether a question mark ends it


class Supposition(NamedTuple):
    """What is supposed, and the rest of the message, where facts may be read."""

    facts: tuple[tuple[str, str], ...]
    rest: str


class _Form(NamedTuple):
    facts: tuple[tuple[str, str], ...]
    regex: re.Pattern[str]


class _Lexicon(NamedTuple):
    sentence: re.Pattern[str]
    joint: re.Pattern[str]
    forms: tuple[_Form, ...]
    deadline: re.Pattern[str]
    comparison: re.Pattern[str]
    clues: frozenset[str]  # without one of these words, nothing is supposed
    deadline_clues: tuple[str, ...]  # without a word that begins so, no deadline is asked


def supposed(typed: Typed) -> Supposition | None:
    """The facts that a message supposes, one sentence of it at least being nothing else; or None.

    None as well when another sentence asks something: that question is answered instead.
    """
    facts: dict[str, str] = {}
    rest: list[str] = []
    if not any(w.plain in _lexicon().clues for tokens, _ in typed for w in tokens):
        return None
    for sentence, accented, asked in _plain_sentences(typed):
        found = _suppositions(sentence)
        if found is not None:
            facts.update(found)
        elif asked:
            return None
        else:
            rest.append(accented)
    return Supposition(tuple(facts.items()), ". ".join(rest)) if facts else None


def deadline(typed: Typed) -> bool:
    """Does a sentence of the message ask how many days are left, or for the date in a calendar?"""
    if not any(w.plain.startswith(_lexicon().deadline_clues) for tokens, _ in typed for w in tokens):
        return False
    said = (sentence for sentence, _, _ in _plain_sentences(typed) if sentence.count(" ") < _LONGEST)
    return any(_lexicon().deadline.fullmatch(sentence) for sentence in said)


def compares(typed: Typed) -> bool:
    """Does the message use the words of a comparison?"""
    return any(_lexicon().comparison.search(sentence) for sentence, _, _ in _plain_sentences(typed))


def _plain_sentences(typed: Typed) -> list[tuple[str, str, bool]]:
    """Each sentence without accents nor punctuation, with its accents, and whether it ends with a question mark."""
    cut = [([w for w in tokens if not w.punctuation], asked) for tokens, asked in typed]
    return [(" ".join(w.plain for w in said), " ".join(w.accented for w in said), asked) for said, asked in cut if said]


def _suppositions(sentence: str) -> dict[str, str] | None:
    match = _lexicon().sentence.fullmatch(sentence) if sentence.count(" ") < _LONGEST else None
    return _read(match["suppose"]) if match else None


def _read(said: str) -> dict[str, str] | None:
    """The facts of what follows "si": one form, or two and more joined by "et"; a closing may follow."""
    lexicon = _lexicon()
    for form in lexicon.forms:
        match = form.regex.match(said)
        if match is None:
            continue
        left = said[match.end():].strip()
        joint = lexicon.joint.match(left)
        if joint is None:
            return dict(form.facts)
        others = _read(left[joint.end():])
        return {**dict(form.facts), **others} if others else None
    return None


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    raw = lire(LEXIQUE / "hypotheses.yml")
    opening, without = "|".join(raw["ouvertures"]), "|".join(raw["sans_si"])
    closing = "(?:" + "|".join(f"(?:{c})" for c in raw["fermetures"]) + ")"
    forms = []
    for entry in raw["suppositions"]:
        facts = tuple(entry["dit"].items())
        for fact, value in facts:
            if not accepte(fact, value):
                raise ValueError(f"hypotheses.yml: {fact} = {value}")
        subject = "" if entry.get("sujet") == "libre" else f"(?:{raw['sujets']} )?"
        end = rf"(?=$| {raw['et']} | {closing}(?: {closing})?$)"
        forms.append(_Form(facts, re.compile(subject + "(?:" + "|".join(entry["formes"]) + ")" + end)))
    return _Lexicon(
        re.compile(rf"(?:{opening}){{0,5}}(?:(?:{raw['si']}) |(?<=\b)(?:{without})(?: que| qu)? )(?P<suppose>.+)"),
        re.compile(raw["et"] + " "),
        tuple(forms),
        re.compile("|".join(f"(?:{f})" for f in raw["echeance"])),
        re.compile(r"\b(?:" + raw["comparer"] + r")\b"),
        frozenset(raw["indices"]),
        tuple(raw["indices_echeance"]),
    )
