"""Mutants of what the law cites: another alinéa, another article, a reference left out."""
from __future__ import annotations

from mutants.law_articles import Articles, Span
from mutants.law_file import Path_
from mutants.law_spoiler import Spoiler


def references(spoiler: Spoiler, path: Path_, articles: Articles, span: Span) -> None:
    """The reference at `path`, or each one of the list that is there."""
    cited = spoiler.file.get(path)
    if not isinstance(cited, list):
        _one(spoiler, path, cited, articles, span)
        return
    for rank, reference in enumerate(cited):
        spoiler.drop_item("reference", (*path, rank))
        _one(spoiler, (*path, rank), reference, articles, span)


def _one(spoiler: Spoiler, path: Path_, reference: str, articles: Articles, span: Span) -> None:
    for near in articles.near(reference):
        spoiler.replace("alinea", path, near)
    elsewhere = articles.elsewhere(reference, span)
    if elsewhere:
        spoiler.replace("article", path, elsewhere)
