"""Every mutant of the law's data."""
from __future__ import annotations

from pathlib import Path
from typing import Callable

from mutants import law_articles_mutants, law_facts, law_protections, law_risks, words
from mutants.law_articles import Articles
from mutants.law_file import LawFile
from mutants.mutant import Mutant, distinct

FOLDER = "rules_core/droit"

# What each file of the folder is spoilt by; protections/ and articles/ apart.
_MAKERS: dict[str, Callable[[LawFile], list[Mutant]]] = {
    "faits.yml": law_facts.facts,
    "derives.yml": law_facts.derived,
    "reserves.yml": law_facts.reserves,
    "lectures.yml": law_facts.readings,
    "renvois.yml": law_facts.pointers,
    "couverture.yml": law_facts.coverage,
}


def files(root: Path) -> dict[str, LawFile]:
    """Every file of the law, by its path from its folder."""
    folder = root / FOLDER
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.yml"))
    return {name: LawFile(root, f"{FOLDER}/{name}") for name in names}


def mutants(root: Path) -> list[Mutant]:
    """Every mutant. Raises KeyError on a file that nothing here knows how to spoil, and that etapes.yml does not set apart."""
    read = files(root)
    facts = {name: list(fact["valeurs"]) for name, fact in read["faits.yml"].tree.items() if "valeurs" in fact}
    yes_no = {name: ["oui", "non"] for file in ("derives.yml", "reserves.yml") for name in read[file].tree}
    known = Articles(file for name, file in read.items() if name.startswith("articles/"))
    found: list[Mutant] = []
    for name, file in read.items():
        if name.startswith("protections/"):
            found += law_protections.protections(file, {**facts, **yes_no}, known)
        elif name.startswith("articles/"):
            found += law_articles_mutants.articles(file)
        elif name == "risques.yml":
            found += law_risks.risks(file, {**facts, **yes_no}, known)
        elif name not in words.read("etapes")["donnees_a_part"]:
            found += _MAKERS[name](file)
    return distinct(found)
