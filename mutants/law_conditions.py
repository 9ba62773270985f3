"""Mutants of what grounds ask for: conditions, the values they expect, the readings they name."""
from __future__ import annotations

from typing import Any, Mapping

from mutants.law_articles import Articles, Span
from mutants.law_file import Path_
from mutants.law_references import references
from mutants.law_spoiler import Spoiler
from mutants.words import say

NOT_FACTS = ("selon", "lecture")


def condition(spoiler: Spoiler, path: Path_, values: Mapping[str, list[str]], articles: Articles, span: Span) -> None:
    """Every way to spoil the condition at `path`, and its parts. `values`: those each fact may have."""
    node = spoiler.file.get(path)
    for word, other in (("toutes", "une_de"), ("une_de", "toutes")):
        if word in node:
            parts = node[word]
            if len(parts) > 1:
                spoiler.replace("ensemble", path, {other: parts}, say("remplace", avant=word, apres=other))
            for rank in range(len(parts)):
                spoiler.drop_item("condition", (*path, word, rank))
                condition(spoiler, (*path, word, rank), values, articles, span)
            return
    if "sauf" in node:
        spoiler.replace("sauf", path, node["sauf"], say("retire_sauf"))
        condition(spoiler, (*path, "sauf"), values, articles, span)
        return
    _leaf(spoiler, path, node, values, articles, span)


def _leaf(spoiler: Spoiler, path: Path_, node: dict, values: Mapping[str, list[str]], articles: Articles, span: Span) -> None:
    [fact] = [key for key in node if key not in NOT_FACTS]
    expected: Any = node[fact]
    known = values[fact]
    others = [value for value in known if value not in (expected if isinstance(expected, list) else [expected])]
    if isinstance(expected, list):
        for rank in range(len(expected)):
            spoiler.drop_item("valeur", (*path, fact, rank))
        for other in others:
            spoiler.replace("valeur", (*path, fact), [*expected, other])
    else:
        spoiler.others("valeur", (*path, fact), others)
        for other in others if len(known) > 2 else ():
            spoiler.replace("valeur", (*path, fact), [expected, other])
    references(spoiler, (*path, "selon"), articles, span)
    if "lecture" in node:
        spoiler.drop("lecture", (*path, "lecture"))
