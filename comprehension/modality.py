"""How a fact is said: done, going on, wanted, doubted, possible, asked, supposed, and whether it is denied."""
from __future__ import annotations

import re
from dataclasses import dataclass

from .clauses import Clause, grammar
from .contract import LEXIQUE, lire

_WINDOW = 8  # words looked at on the left of what matched
_moods: list[tuple[str, re.Pattern[str]]] = []
_negations: dict[str, re.Pattern[str]] = {}


@dataclass(frozen=True)
class Mood:
    """`name`: accompli, present, nominal, futur, veut, hesite, peut, doit, autre, question or condition."""

    name: str
    denied: bool


def mood(clause: Clause, start: int, end: int) -> Mood:
    """The mood of what stands at [start:end] in a clause, from the words before it and the clause it hangs on."""
    if not _moods:
        _load()
    left = " ".join(clause.plain[:start].split()[-_WINDOW:])
    denied = bool(_negations["avant"].search(left)) or bool(_negations["dedans"].search(clause.plain[start:end]))
    if clause.question:
        return Mood("question", denied)
    if clause.condition:
        return Mood("condition", denied)
    hanging = _hangs_on(clause, left)
    if hanging is not None and hanging.name in ("hesite", "veut", "doit", "question", "condition", "peut", "autre"):
        return Mood(hanging.name, denied or hanging.denied)
    name = _own(left)
    if name == "nominal" and clause.previous is not None and _shares(clause, left):
        before = clause.previous
        inherited = mood(before, len(before.plain), len(before.plain))
        elided = _own_anywhere(before.plain)
        return Mood(elided or inherited.name, denied or bool(_negations["portee"].search(before.plain)))
    return Mood(name, denied)


def _own(left: str) -> str:
    for name, pattern in _moods:
        if pattern.search(left):
            return name
    return "nominal"


def _own_anywhere(plain: str) -> str:
    """The mood an elided second half takes from the first: "j'ai porté plainte et coupé les ponts"."""
    for name, pattern in _moods:
        if name in ("hesite", "veut", "doit", "peut") and re.search(pattern.pattern.rstrip("$"), plain):
            return name
    return "accompli" if grammar()["auxiliaire"].search(plain) else ""


def _hangs_on(clause: Clause, left: str) -> Mood | None:
    """The mood of the governing clause, when this one is what it is about ("je sais pas si j'ai…", "on dit que…")."""
    if clause.governor is None or not clause.link.startswith(("que", "qu", "pour qu", "avant qu")):
        return None
    how = mood(clause.governor, len(clause.governor.plain), len(clause.governor.plain))
    # "elle veut que je…": what another person wants says nothing of what is planned.
    return Mood("doit", how.denied) if how.name == "veut" else how


def _shares(clause: Clause, left: str) -> bool:
    """True for a second half without subject or verb of its own, joined by et, ou, ni."""
    return clause.link in ("et", "ou", "ni") and not clause.subject and len(left.split()) <= 2


def _load() -> None:
    raw = lire(LEXIQUE / "modes.yml")
    for entry in raw["modes"]:
        _moods.append((entry["mode"], re.compile(r"(?:^|\b)(?:" + "|".join(entry["formes"]) + r")$")))
    for name, forms in raw["negation"].items():
        _negations[name] = re.compile(r"\b(?:" + "|".join(forms) + r")\b")
