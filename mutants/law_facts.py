"""Mutants of the facts, of the readings, of the pointers elsewhere and of the days that are covered."""
from __future__ import annotations

from mutants.law_file import LawFile
from mutants.law_protections import wordings
from mutants.law_spoiler import Spoiler
from mutants.mutant import Mutant


def facts(file: LawFile) -> list[Mutant]:
    """faits.yml: what asking costs, when it makes sense, what an answer settles as well."""
    spoiler = Spoiler(file)
    values = {name: list(fact.get("valeurs", {})) for name, fact in file.tree.items()}
    for name, fact in file.tree.items():
        spoiler.hint = f"[{name}]"
        spoiler.move_number("prix", (name, "prix"))
        for key in ("prealable", "bref"):
            if key in fact:
                spoiler.drop(key, (name, key))
        for other, value in fact.get("prealable", {}).items():
            spoiler.others("prealable", (name, "prealable", other), values[other])
        for answer, block in fact.get("valeurs", {}).items():
            spoiler.drop("valeur_du_fait", (name, "valeurs", answer))
            if "implique" in block:
                spoiler.drop("implique", (name, "valeurs", answer, "implique"))
                for other, value in block["implique"].items():
                    spoiler.others("implique", (name, "valeurs", answer, "implique", other), values[other])
    return spoiler.mutants


def derived(file: LawFile) -> list[Mutant]:
    """derives.yml: what a fact is computed from."""
    spoiler = Spoiler(file)
    for name, fact in file.tree.items():
        spoiler.drop("derive", (name,))
        for rank in range(len(fact["de"])):
            spoiler.drop_item("derive", (name, "de", rank), alone=True)
    return spoiler.mutants


def reserves(file: LawFile) -> list[Mutant]:
    """reserves.yml: the facts nobody is asked."""
    spoiler = Spoiler(file)
    for name in file.tree:
        spoiler.drop("reserve", (name,))
    return spoiler.mutants


def readings(file: LawFile) -> list[Mutant]:
    """lectures.yml: what is in doubt, and from which day."""
    spoiler = Spoiler(file)
    for name, reading in file.tree.items():
        spoiler.drop("lecture", (name,))
        spoiler.replace("doute", (name, "doute"), not reading.get("doute", False))
        spoiler.move_date("date_lecture", (name, "depuis"))
        if "depuis" in reading:
            spoiler.drop("date_lecture", (name, "depuis"))
        wordings(spoiler, (name,))
    return spoiler.mutants


def pointers(file: LawFile) -> list[Mutant]:
    """renvois.yml: where to look instead."""
    spoiler = Spoiler(file)
    for fact, sentences in file.tree.items():
        for value in sentences:
            spoiler.drop("renvoi", (fact, value))
    return spoiler.mutants


def coverage(file: LawFile) -> list[Mutant]:
    """couverture.yml: the days whose law is known, and how far the texts were seen."""
    spoiler = Spoiler(file)
    for rank, period in enumerate(file.tree["periodes"]):
        for key in ("du", "au"):
            spoiler.move_date("couverture", ("periodes", rank, key))
        if period["au"] is None:
            spoiler.replace("couverture", ("periodes", rank, "au"), file.tree["textes_verifies_au"])
    for key in ("plus_ancienne", "textes_verifies_au"):
        spoiler.move_date("couverture", (key,))
    for rank, hole in enumerate(file.tree["non_vu"]):
        spoiler.drop("couverture", ("non_vu", rank))
        for end in range(len(hole)):
            spoiler.move_date("couverture", ("non_vu", rank, end))
    return spoiler.mutants
