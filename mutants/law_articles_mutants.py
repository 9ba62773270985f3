"""Mutants of droit/articles: versions and their dates, alinéas, old and new numbers, how well a text was seen."""
from __future__ import annotations

from mutants.law_file import LawFile, Path_
from mutants.law_spoiler import Spoiler
from mutants.mutant import Mutant

LEVELS = ("verbatim", "proche", "de_memoire", "non_vu")


def articles(file: LawFile) -> list[Mutant]:
    """Every mutant of one file of articles."""
    spoiler = Spoiler(file)
    spoiler.replace("code", ("legitext",), "LEGITEXT000000000001")
    numbers = list(file.tree["articles"])
    for name, article in file.tree["articles"].items():
        path = ("articles", name)
        spoiler.hint = f"{file.tree['code']} {name}"
        for key in ("ancien", "nouveau"):
            if key in article:
                spoiler.drop("numero", (*path, key))
                spoiler.replace("numero", (*path, key), next((n for n in numbers if n not in (name, article[key])), "L. 1"))
        for rank in range(len(article["versions"])):
            spoiler.drop_item("version", (*path, "versions", rank))
            _version(spoiler, (*path, "versions", rank))
    return spoiler.mutants


def _version(spoiler: Spoiler, path: Path_) -> None:
    version = spoiler.file.get(path)
    spoiler.move_date("date_version", (*path, "depuis"))
    spoiler.move_date("date_version", (*path, "jusqu_au"))
    spoiler.replace("niveau", (*path, "niveau"), LEVELS[(LEVELS.index(version["niveau"]) + 1) % len(LEVELS)])
    for rank, alinea in enumerate(version["alineas"]):
        item = (*path, "alineas", rank)
        spoiler.drop_item("alinea_retire", item)
        if alinea.get("point"):
            spoiler.replace("point", (*item, "point"), None)
        if alinea.get("rang"):
            spoiler.move_number("rang", (*item, "rang"))
