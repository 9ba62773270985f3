"""Mutants of droit/protections: grounds, natures, reserves, dates, weights."""
from __future__ import annotations

import datetime as dt
from typing import Mapping

from mutants.law_articles import Articles, Span, span
from mutants.law_conditions import condition
from mutants.law_file import LawFile, Path_
from mutants.law_references import references
from mutants.law_spoiler import Spoiler
from mutants.mutant import Mutant

NATURES = ("possible", "de_droit")
EFFECTS = ("empeche", "rend_possible", "risque")


def protections(file: LawFile, values: Mapping[str, list[str]], articles: Articles) -> list[Mutant]:
    """Every mutant of one file of protections."""
    spoiler = Spoiler(file)
    for name, block in file.tree.items():
        spoiler.protection = spoiler.hint = name
        spoiler.drop("protection", (name,))
        spoiler.replace("general", (name, "general"), not block.get("general", False))
        spoiler.replace("poids", (name, "poids"), block.get("poids", 1) + 1)
        spoiler.replace("poids", (name, "poids"), 0)
        _readings(spoiler, (name,))
        wordings(spoiler, (name,))
        for rank in range(len(block["voies"])):
            path = (name, "voies", rank)
            spoiler.drop_item("voie", path)
            _ground(spoiler, path, values, articles)
    return spoiler.mutants


def _ground(spoiler: Spoiler, path: Path_, values: Mapping[str, list[str]], articles: Articles) -> None:
    ground = spoiler.file.get(path)
    spoiler.others("nature", (*path, "nature"), NATURES)
    spoiler.move_date("date_voie", (*path, "depuis"))
    spoiler.move_date("date_voie", (*path, "jusqu_au"))
    days = span(ground)
    condition(spoiler, (*path, "si"), values, articles, days)
    references(spoiler, (*path, "fondements"), articles, days)
    _readings(spoiler, path)
    for rank in range(len(ground.get("reserves", ()))):
        _reserve(spoiler, (*path, "reserves", rank), values, articles, days)


def _reserve(spoiler: Spoiler, path: Path_, values: Mapping[str, list[str]], articles: Articles, days: Span) -> None:
    reserve = spoiler.file.get(path)
    [fact] = [key for key in reserve if key in values]
    spoiler.drop_item("reserve", path)
    spoiler.others("effet", (*path, fact), EFFECTS)
    spoiler.move_date("date_reserve", (*path, "depuis"))
    spoiler.move_date("date_reserve", (*path, "jusqu_au"))
    first, last = span(reserve)
    references(spoiler, (*path, "selon"), articles, (max(first, days[0]), min(last, days[1])))


def _readings(spoiler: Spoiler, path: Path_) -> None:
    for rank in range(len(spoiler.file.get(path).get("lectures", ()))):
        spoiler.drop_item("lecture", (*path, "lectures", rank), alone=True)


def wordings(spoiler: Spoiler, path: Path_) -> None:
    """The days until which something was said otherwise."""
    for rank, block in enumerate(spoiler.file.get(path).get("avant", ())):
        spoiler.move_date("date_mots", (*path, "avant", rank, "jusqu_au"))
        spoiler.drop_item("mots", (*path, "avant", rank))
        assert isinstance(block["jusqu_au"], dt.date)
