"""Days said in French, as dates: "le 12/11", "mardi dernier", "il y a 3 semaines". Only past days are asked here."""
from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from .contract import LEXIQUE, lire


@dataclass(frozen=True)
class Day:
    """A day read at [start:end] of a folded text."""

    day: dt.date
    start: int
    end: int


@lru_cache(maxsize=None)
def vocabulary() -> dict:
    return lire(LEXIQUE / "nombres.yml")


@lru_cache(maxsize=None)
def number_words() -> str:
    return "|".join(sorted(vocabulary()["mots"], key=len, reverse=True)) + r"|\d+"


def number(word: str) -> int:
    """"17" or "dix sept" as 17."""
    return int(word) if word.isdigit() else vocabulary()["mots"][word]


@lru_cache(maxsize=None)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    v = vocabulary()
    months, days = "|".join(v["mois"]), "|".join(v["jours"])
    near = "|".join(sorted(v["proches"], key=len, reverse=True))
    units = "|".join(v["unites"])
    return (
        ("iso", re.compile(r"\b(?P<y>\d{4}) (?P<m>\d{1,2}) (?P<d>\d{1,2})\b")),
        ("dmy", re.compile(r"\b(?P<d>\d{1,2}) (?P<m>\d{1,2}) (?P<y>\d{4}|\d{2})\b")),
        ("named", re.compile(rf"\b(?P<d>\d{{1,2}}|premier|1er|1 er) (?P<m>{months})\b(?: (?P<y>\d{{4}}))?")),
        ("dm", re.compile(r"\b(?:le|du|au|depuis le) (?P<d>\d{1,2}) (?P<m>\d{1,2})\b(?! (?:\d|ans|h|heures?))")),
        ("ago", re.compile(rf"\b(?:il )?(?:y a|depuis|ca fait|cela fait|fait)(?: environ| a peu pres| deja| moins de| presque)? (?P<n>{number_words()}) (?P<u>{units})\b")),
        ("near", re.compile(rf"\b(?P<w>{near})\b")),
        ("weekday", re.compile(rf"\b(?P<w>{days})\b(?! prochain)")),
        ("d", re.compile(r"\b(?:le|du|depuis le) (?P<d>\d{1,2})\b(?! (?:\d|ans|h\b|heures?|euros?|rue))")),
    )


def days(text: str, today: dt.date) -> list[Day]:
    """The past days named in a folded text ("12/11" written "12 11"), nearest past year when none is given."""
    found: list[Day] = []
    for kind, pattern in _patterns():
        for match in pattern.finditer(text):
            if any(match.start() < d.end and d.start < match.end() for d in found):
                continue
            day = _day(kind, match.groupdict(), today)
            if day is not None and day <= today:
                found.append(Day(day, match.start(), match.end()))
    return sorted(found, key=lambda d: d.start)


def _day(kind: str, part: dict[str, str], today: dt.date) -> dt.date | None:
    v = vocabulary()
    if kind == "ago":
        return today - dt.timedelta(days=number(part["n"]) * v["unites"][part["u"]])
    if kind == "near":
        return today - dt.timedelta(days=v["proches"][part["w"]])
    if kind == "weekday":
        return today - dt.timedelta(days=(today.weekday() - v["jours"][part["w"]] - 1) % 7 + 1)
    day = int(part["d"]) if part["d"].isdigit() else 1
    if kind == "d":
        month = today if day <= today.day else today.replace(day=1) - dt.timedelta(days=1)
        return _made(month.year, month.month, day)
    month_number = v["mois"].get(part["m"]) or int(part["m"])
    year = part.get("y")
    if year:
        return _made(int(year) + (2000 if len(year) == 2 else 0), month_number, day)
    this_year = _made(today.year, month_number, day)
    return this_year if this_year is None or this_year <= today else _made(today.year - 1, month_number, day)


def _made(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
