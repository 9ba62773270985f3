"""Danger and distress, read before anything else. What is over, denied or a figure of speech does not count."""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .clauses import Clause, grammar
from .contract import LEXIQUE, lire


@dataclass(frozen=True)
class Alarm:
    """One way danger is said. `past`: still counts when dated in the past; `whole`: looked for in the whole message."""

    motif: str
    regex: re.Pattern[str]
    unless: re.Pattern[str] | None
    past: bool
    whole: bool


@lru_cache(maxsize=None)
def _alarms() -> tuple[tuple[Alarm, ...], re.Pattern[str]]:
    raw = lire(LEXIQUE / "urgence.yml")
    words = raw["mots"]

    def compiled(source: str) -> re.Pattern[str]:
        for _ in range(3):
            source = re.sub(r"<(\w+)>", lambda m: "(?:" + words[m.group(1)] + ")", source)
        return re.compile(r"\b(?:" + source + r")(?:\b|$)")

    alarms = tuple(
        Alarm(entry["motif"], compiled(form), compiled(entry["sauf"]) if "sauf" in entry else None,
              bool(entry.get("passe", False)), bool(entry.get("message", False)))
        for entry in raw["alarmes"] for form in entry["formes"]
    )
    return alarms, compiled(raw["jamais"])


def alarms(clauses: list[Clause]) -> list[str]:
    """The motifs of danger or distress in a message, most pressing first; empty when there is none."""
    listed, never = _alarms()
    whole = " , ".join(c.plain for c in clauses)
    texts = [(never.sub(" ", c.plain), _is_past(c, clauses)) for c in clauses]
    found = []
    for alarm in listed:
        if alarm.motif in found:
            continue
        for text, past in [(never.sub(" ", whole), False)] if alarm.whole else texts:
            match = alarm.regex.search(text)
            if match and (alarm.past or not past) and not _cancelled(alarm, text):
                found.append(alarm.motif)
                break
    return found


def motifs_named(clauses: list[Clause]) -> set[str]:
    """The motifs whose words are there, be they over, denied or a figure of speech: what else is said decides."""
    whole = " , ".join(c.plain for c in clauses)
    return {alarm.motif for alarm in _alarms()[0] if alarm.regex.search(whole)}


def _cancelled(alarm: Alarm, text: str) -> bool:
    return alarm.unless is not None and bool(alarm.unless.search(text))


def _is_past(clause: Clause, clauses: list[Clause]) -> bool:
    """Dated in the past, in this clause or in one that hangs together with it ("quand j'étais petite, il…")."""
    g = grammar()
    if g["maintenant"].search(clause.plain):
        return False
    near = [clause] + ([clause.previous] if clause.previous is not None else [])
    after = clauses.index(clause) + 1
    if after < len(clauses):
        near.append(clauses[after])
    return any(g["temps_passe"].search(c.plain) for c in near)
