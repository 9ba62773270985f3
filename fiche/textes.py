"""References: where each one is used, and what its alinéa says in each wording in force meanwhile."""
from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Iterable, Iterator, Mapping

from rules_core import Droit
from rules_core.articles import Article, Reference

from .cles import ancre
from .conditions import feuilles, noeud


@dataclass(frozen=True)
class Usage:
    """A place that cites an alinéa: a condition, a reserve or the ground of a right ("C2.1", "R1", "F3") of one `voie`."""

    protection: str
    voie: int
    etiquette: str
    du: dt.date
    au: dt.date

    @property
    def ancre(self) -> str:
        return ancre("p", self.protection, f"v{self.voie}", self.etiquette)


@dataclass(frozen=True)
class Redaction:
    """What an alinéa says from a day to another; `versions` of its article say it alike."""

    depuis: dt.date
    jusqu_au: dt.date
    point: str | None
    niveau: str
    sens: str
    versions: int


def usages(droit: Droit) -> dict[Reference, list[Usage]]:
    """Every use of every reference, protections and grounds in order."""
    tous: dict[Reference, list[Usage]] = {}
    for reference, usage in _usages(droit):
        tous.setdefault(reference, []).append(usage)
    return tous


def _usages(droit: Droit) -> Iterator[tuple[Reference, Usage]]:
    for protection in droit.protections.values():
        for rang, voie in enumerate(protection.voies, 1):
            dates = voie.depuis, voie.jusqu_au
            for feuille in feuilles(noeud(voie.si, ())):
                for reference in feuille.fait.selon:
                    yield reference, Usage(protection.id, rang, f"C{feuille.numero}", *dates)
            for numero, reserve in enumerate(voie.reserves, 1):
                for reference in reserve.selon:
                    yield reference, Usage(protection.id, rang, f"R{numero}", reserve.depuis, reserve.jusqu_au)
            for numero, reference in enumerate(voie.fondements, 1):
                yield reference, Usage(protection.id, rang, f"F{numero}", *dates)


def de_protection(tous: Mapping[Reference, list[Usage]], protection: str) -> dict[Reference, list[Usage]]:
    """The references of one protection, ground after ground."""
    siens = {r: [u for u in liste if u.protection == protection] for r, liste in tous.items()}
    return {r: liste for r, liste in siens.items() if liste}


def redactions(article: Article, reference: Reference, lieux: Iterable[Usage]) -> list[Redaction]:
    """The wordings of an alinéa while these places cite it; those alike that follow each other are one."""
    lieux = list(lieux)
    suite: list[Redaction] = []
    for version in article.versions:
        alinea = version.alinea(reference)
        if alinea is None or not any(version.depuis < u.au and u.du < version.jusqu_au for u in lieux):
            continue
        cette = Redaction(version.depuis, version.jusqu_au, alinea.point, version.niveau, alinea.sens, 1)
        avant = suite[-1] if suite else None
        if avant and avant.jusqu_au == cette.depuis and (avant.point, avant.niveau, avant.sens) == (cette.point, cette.niveau, cette.sens):
            suite[-1] = replace(avant, jusqu_au=cette.jusqu_au, versions=avant.versions + 1)
        else:
            suite.append(cette)
    return suite
