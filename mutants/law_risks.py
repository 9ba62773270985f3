"""Mutants of risques.yml: what goes with which step, for which protection, by which alinéas."""
from __future__ import annotations

from typing import Mapping

from mutants.law_articles import Articles, span
from mutants.law_file import LawFile
from mutants.law_references import references
from mutants.law_spoiler import Spoiler
from mutants.mutant import Mutant

UNKNOWN = "inconnu"


def risks(file: LawFile, values: Mapping[str, list[str]], articles: Articles) -> list[Mutant]:
    """Every mutant of the risks."""
    spoiler = Spoiler(file)
    reserves = sorted({risk["reserve"] for risk in file.tree.values() if risk.get("reserve")})
    for name, risk in file.tree.items():
        spoiler.hint = name
        spoiler.drop("risque", (name,))
        for key, more in (("quand", []), ("si", [UNKNOWN])):
            for fact, expected in risk.get(key, {}).items():
                spoiler.drop("risque", (name, key, fact))
                for rank in range(len(expected)):
                    spoiler.drop_item("risque", (name, key, fact, rank))
                for other in [*values[fact], *more]:
                    if other not in expected:
                        spoiler.replace("risque", (name, key, fact), [*expected, other])
        for rank in range(len(risk.get("pour", ()))):
            spoiler.drop_item("risque", (name, "pour", rank), alone=True)
        if risk.get("reserve"):
            spoiler.drop("risque", (name, "reserve"))
            spoiler.others("risque", (name, "reserve"), reserves)
        for rank, period in enumerate(risk.get("selon", ())):
            spoiler.drop_item("risque", (name, "selon", rank))
            spoiler.move_date("date_risque", (name, "selon", rank, "depuis"))
            spoiler.move_date("date_risque", (name, "selon", rank, "jusqu_au"))
            references(spoiler, (name, "selon", rank, "textes"), articles, span(period))
    return spoiler.mutants
