"""Short answers: a bare yes, no or don't know, a number, a date, or the very words of a button."""
from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from . import protections
from .clauses import Clause
from .contract import LEXIQUE, lire, libelles, valeurs_des_faits
from .dates import days, number, number_words, vocabulary
from .folding import squeeze

_YES_NO = {"oui", "non", "inconnu"}


@lru_cache(maxsize=None)
def _answers() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """{answer: (pattern of a whole message, pattern of its opening)}."""
    raw = lire(LEXIQUE / "reponses.yml")
    return {
        answer: (re.compile(r"(?:" + "|".join(forms["tout"]) + r")"), re.compile(r"(?:" + "|".join(forms["debut"]) + r")\b"))
        for answer, forms in raw.items()
    }


@lru_cache(maxsize=None)
def _choices() -> dict[str, tuple[tuple[str, str], ...]]:
    """{folded words of a button or bare value: the (fact, value) pairs it can stand for}; yes and no are not here."""
    out: dict[str, list[tuple[str, str]]] = {}
    for label, pairs in libelles().items():
        out.setdefault(squeeze(label), []).extend(pairs)
    for fact, values in valeurs_des_faits().items():
        for value in values:
            for written in {value, value.replace("_", " ")}:
                out.setdefault(squeeze(written), []).append((fact, value))
    return {k: tuple(dict.fromkeys(v)) for k, v in out.items() if k not in _YES_NO}


def chosen(text: str) -> tuple[tuple[str, str], ...]:
    """The (fact, value) pairs that a message equal to a button's words or to a bare value can mean; or none."""
    plain = squeeze(text)
    return _choices().get(plain) or _choices().get(_bared(plain), ())


@lru_cache(maxsize=None)
def _edges() -> re.Pattern[str]:
    words = "|".join(sorted(lire(LEXIQUE / "remplissage.yml")["bords"], key=len, reverse=True))
    return re.compile(rf"^(?:(?:{words})\b ?)+|(?: (?:{words}))+$")


def _bared(plain: str) -> str:
    """An answer without the words that say nothing around it, unless nothing else is left."""
    return _edges().sub("", plain).strip() or plain


def whole_answer(clauses: list[Clause]) -> str | None:
    """"oui", "non" or "inconnu" when the whole message is just that."""
    text = " ".join(c.plain for c in clauses)
    for written in dict.fromkeys((text, _bared(text))):
        for answer in ("inconnu", "non", "oui"):
            if _answers()[answer][0].fullmatch(written):
                return answer
    return None


def opening_answer(clauses: list[Clause]) -> str | None:
    """"oui", "non" or "inconnu" when the message opens with it and goes on."""
    text = " ".join(c.plain for c in clauses[:2])
    for written in dict.fromkeys((text, _bared(text))):
        for answer in ("inconnu", "non", "oui"):
            if _answers()[answer][1].match(written):
                return answer
    return None


def disputes(clauses: list[Clause]) -> bool:
    """True when the whole message says that what was said back is wrong."""
    return bool(_replies()["conteste"].fullmatch(" ".join(c.plain for c in clauses)))


def why(clauses: list[Clause]) -> bool:
    """True when the whole message asks why: this question, or a line of the result."""
    plain = " ".join(c.plain for c in clauses)
    return bool(_replies()["pourquoi"].fullmatch(plain)) or protections.asks_why(plain)


def asks_meaning(clauses: list[Clause]) -> bool:
    """True when the whole message asks what a word means."""
    return bool(_replies()["sens"].fullmatch(" ".join(c.plain for c in clauses)))


def wants_text(clauses: list[Clause]) -> bool:
    """True when the whole message asks for the official words of a line of the result."""
    return bool(_replies()["texte"].fullmatch(" ".join(c.plain for c in clauses)))


def loses(clauses: list[Clause]) -> tuple[str, ...]:
    """Which of "effacer" and "recommencer" the message says in so many words."""
    text = " ".join(c.plain for c in clauses)
    return tuple(intent for intent in ("effacer", "recommencer") if _replies()[intent].fullmatch(text))


@lru_cache(maxsize=None)
def _replies() -> dict[str, re.Pattern[str]]:
    return {reply: re.compile("|".join(f"(?:{f})" for f in forms)) for reply, forms in lire(LEXIQUE / "repliques.yml").items() if isinstance(forms, list)}


def bare_number(clauses: list[Clause]) -> str | None:
    """A number that is the whole message, as digits."""
    text = _bared(" ".join(c.plain for c in clauses))
    match = re.fullmatch(rf"({number_words()})", text)
    return str(number(match.group(1))) if match and text not in ("un", "une") else None


def bare_date(clauses: list[Clause], today: dt.date) -> dt.date | None:
    """The day of a message that is nothing but a day ("c'était le 12/11")."""
    text = " ".join(c.plain for c in clauses)
    found = days(text, today)
    if len(found) != 1:
        return None
    rest = (text[:found[0].start] + " " + text[found[0].end:]).split()
    return found[0].day if set(rest) <= set(vocabulary()["autour"]) else None
