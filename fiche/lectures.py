"""Readings: their words by date, and who relies on each."""
from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Iterator

from rules_core.articles import DEBUT, FIN
from rules_core.protections import Lecture, Protection


@dataclass(frozen=True)
class Periode:
    """What was said from a day (included) to another (excluded)."""

    depuis: dt.date
    jusqu_au: dt.date
    sens: str


def periodes(lecture: Lecture, du: dt.date = DEBUT, au: dt.date = FIN) -> list[Periode]:
    """The words of a reading from `du` to `au`, the latest first."""
    bornes = sorted({max(du, lecture.depuis), *(jour for jour, _ in lecture.avant if du < jour < au), au})
    suite = [Periode(debut, fin, lecture.dire(debut)) for debut, fin in zip(bornes, bornes[1:]) if lecture.dire(debut)]
    return suite[::-1]


def de_protection(protection: Protection) -> dict[str, tuple[dt.date, dt.date]]:
    """The readings of a protection and of its grounds, with the days they matter between."""
    dates: dict[str, tuple[dt.date, dt.date]] = {}
    for lecture, du, au in _appels(protection):
        avant = dates.get(lecture, (FIN, DEBUT))
        dates[lecture] = min(avant[0], du), max(avant[1], au)
    return dates


def _appels(protection: Protection) -> Iterator[tuple[str, dt.date, dt.date]]:
    for voie in protection.voies:
        for lecture in (*protection.lectures, *voie.lectures):
            yield lecture, voie.depuis, voie.jusqu_au
