"""Fact patterns: read from lexique/faits/*.yml, compiled once, matched clause by clause."""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Iterator

from .clauses import Clause, grammar
from .contract import LEXIQUE, accepte, lire
from .modality import mood
from .nationality import countries
from .places import towns

_DONE = ("accompli", "nominal")
_STATE = ("accompli", "nominal", "present")
# In the lexicon: a thing done; a state; a noun group, whatever verb leads to it; anything that is not asked or
# supposed; anything at all (what a possessive takes for granted, "mon proxénète").
_MOODS = {
    "fait": _DONE,
    "etat": _STATE,
    "nom": ("nominal", "accompli", "present", "veut"),
    "tous": ("nominal", "accompli", "present", "veut", "doit", "peut", "futur"),
    "toujours": ("nominal", "accompli", "present", "veut", "doit", "peut", "futur", "hesite", "autre", "question", "condition"),
}


@dataclass(frozen=True)
class Pattern:
    """One way of saying a fact. `said`, `denied`, `planned`, `held_back`: the value in each case, or None when it says nothing.

    `planned`: it is only intended. `held_back`: it is hesitated over, not wanted, or not possible.
    """

    fact: str
    regex: re.Pattern[str]
    moods: tuple[str, ...]
    said: str | None
    denied: str | None
    planned: str | None
    held_back: str | None
    subject: str  # "personne": the person concerned must be the subject; "libre": anyone
    weight: int
    unless: re.Pattern[str] | None
    along: re.Pattern[str] | None  # must be said somewhere in the message
    absolute: bool  # the negation is part of the pattern ("je ne le vois plus")
    anchored: bool  # speaks of where a clause starts or ends; the others are looked for in the whole message first
    dated: bool  # False: says nothing when the clause dates it in the past ("il y a trois ans")


@dataclass(frozen=True)
class Hit:
    """A fact read in a clause: which words, in which clause, and how strongly."""

    fact: str
    value: str
    weight: int
    clause: Clause
    start: int
    end: int
    subject: str


@dataclass(frozen=True)
class FactPatterns:
    fact: str
    clue: re.Pattern[str]
    patterns: tuple[Pattern, ...]


@lru_cache(maxsize=None)
def fact_patterns() -> tuple[FactPatterns, ...]:
    """Every fact's patterns. ValueError names the file when a value is not one of the contract."""
    macros = dict(lire(LEXIQUE / "macros.yml"), PAYS=countries(), VILLE=towns())
    out = []
    for path in sorted((LEXIQUE / "faits").glob("*.yml")):
        raw = lire(path)
        fact = raw.get("fait", path.stem)
        patterns = tuple(_pattern(fact, entry, macros, path.name) for entry in raw["motifs"])
        out.append(FactPatterns(fact, re.compile(r"\b(?:" + raw["indices"] + ")"), patterns))
    return tuple(out)


def hits(clauses: list[Clause]) -> Iterator[Hit]:
    """Every fact said in these clauses, with the value its mood gives it."""
    whole = " | ".join(c.plain for c in clauses)
    for group in fact_patterns():
        if not group.clue.search(whole):
            continue
        for pattern in group.patterns:
            if pattern.along is not None and not pattern.along.search(whole):
                continue
            if not pattern.anchored and not pattern.regex.search(whole):
                continue
            for clause, following in zip_longest(clauses, clauses[1:]):
                for match in pattern.regex.finditer(clause.plain):
                    hit = _hit(pattern, clause, match.start(), match.end(), following)
                    if hit is not None:
                        yield hit


def _hit(pattern: Pattern, clause: Clause, start: int, end: int, following: Clause | None) -> Hit | None:
    if pattern.unless is not None and pattern.unless.search(clause.plain):
        return None
    if not pattern.dated and _over(clause):
        return None
    how = mood(clause, start, end)
    denied = how.denied and not pattern.absolute
    if pattern.moods is _DONE and how.name == "nominal" and not _participle(clause.accented[start:end]):
        return None
    if how.name in pattern.moods:
        value = pattern.denied if denied else pattern.said
    elif how.name == "hesite" or (how.name in ("veut", "peut") and how.denied):
        value = pattern.held_back
    elif how.name == "veut":
        recoils = following is not None and grammar()["recule"].match(following.plain)
        value = pattern.held_back if recoils else pattern.planned
    else:
        value = None
    if value is None:
        return None
    return Hit(pattern.fact, value, pattern.weight, clause, start, end, pattern.subject)


def _over(clause: Clause) -> bool:
    """True when the clause, or the one it hangs on, dates itself in the past ("à l'époque j'avais peur qu'il me tue")."""
    g = grammar()
    return any(g["temps_passe"].search(c.plain) or g["imparfait"].search(c.plain) for c in (clause, clause.governor) if c is not None)


def _participle(accented: str) -> bool:
    """True when the first word can only be a past participle: an infinitive or a present alone says nothing."""
    return bool(grammar()["participe"].fullmatch(accented.split()[0]))


def _pattern(fact: str, entry: dict, macros: dict[str, str], source: str) -> Pattern:
    said, denied, planned = (entry.get(key) for key in ("dit", "nie", "projet"))
    held_back = entry.get("recul", planned)
    for value in (said, denied, planned, held_back):
        if value is not None and not accepte(fact, value):
            raise ValueError(f"{source}: {fact} = {value}")
    moods = _MOODS[entry.get("temps", "etat")]
    unless = entry.get("sauf")
    return Pattern(fact, _compile(entry["motif"], macros), moods, said, denied, planned, held_back,
                   entry.get("sujet", "personne"), int(entry.get("poids", 2)), _compile(unless, macros) if unless else None,
                   re.compile(r"\b(?:" + _spelt(entry["avec"], macros) + ")") if "avec" in entry else None,
                   bool(entry.get("absolu", False)), "^" in _spelt(entry["motif"], macros) or "$" in _spelt(entry["motif"], macros),
                   bool(entry.get("passe", True)))


def _compile(regex: str, macros: dict[str, str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + _spelt(regex, macros) + r")(?:\b|$)")


def _spelt(regex: str, macros: dict[str, str]) -> str:
    """The regex with its <MACROS> written out."""
    for _ in range(3):  # a macro may use another
        regex = re.sub(r"<(\w+)>", lambda m: "(?:" + macros[m.group(1)] + ")", regex)
    return regex
