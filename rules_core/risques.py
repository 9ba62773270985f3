"""Risks that go with a step, by which alinéas, and how to lower each."""
from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass
from typing import Any, Mapping

from . import sortie
from .articles import Reference, intervalle
from .droit import DOSSIER, Droit
from .faits import INCONNU
from .lecture_yaml import Bloc, lire


@dataclass(frozen=True)
class Risque:
    """One risk. `periodes`: its references, from a day (included) to a day (excluded); none for a risk of life, not of law."""

    id: str
    quand: Mapping[str, tuple[str, ...]]
    pour: tuple[str, ...]
    si: Mapping[str, tuple[str, ...]]
    reserve: str | None
    sens: str
    reduire: str
    periodes: tuple[tuple[dt.date, dt.date, tuple[Reference, ...]], ...]

    def references(self, le: dt.date) -> tuple[Reference, ...] | None:
        """The alinéas that say it on `le`; None when none does yet."""
        if not self.periodes:
            return ()
        return next((textes for depuis, jusqu_au, textes in self.periodes if depuis <= le < jusqu_au), None)

    def concerne(self, changements: Mapping[str, str], apres: Mapping[str, Any], connus: Mapping[str, str]) -> bool:
        """Does it go with these changes, in the bilan `apres` that follows them? `connus`: its facts, derived ones included."""
        ouvrables = {p["id"] for p in apres["protections"] if p["verdict"] != "non" or p["leviers"]}
        return (
            (any(changements.get(fait) in valeurs for fait, valeurs in self.quand.items()) or changements.get(self.reserve) == "oui")
            and (not self.pour or any(p in ouvrables for p in self.pour))
            and all(connus.get(fait, INCONNU) in valeurs for fait, valeurs in self.si.items())
            and connus.get(self.reserve) != "non"
        )


def risques(droit: Droit, changements: Mapping[str, str], apres: Mapping[str, Any], le: dt.date) -> list[dict[str, Any]]:
    """The risks of these changes on `le`: [{id, sens, reduire, reserve, selon}]."""
    dits, connus = [], droit.faits.connus(apres["situation"], le)
    for risque in charger(droit):
        references = risque.references(le)
        if references is not None and risque.concerne(changements, apres, connus):
            selon = [sortie.fondement(droit, r, le) for r in references]
            dits.append({"id": risque.id, "sens": risque.sens, "reduire": risque.reduire, "reserve": risque.reserve, "selon": selon})
    return dits


@functools.lru_cache(maxsize=2)
def charger(droit: Droit) -> tuple[Risque, ...]:
    """Read risques.yml. Raises DroitIncoherent: a fact, a value, a protection or an alinéa that does not exist."""
    return tuple(_risque(droit, cle, bloc) for cle, bloc in lire(DOSSIER / "risques.yml").blocs())


def _risque(droit: Droit, cle: str, bloc: Bloc) -> Risque:
    bloc.exiger({"quand", "sens", "reduire"}, {"pour", "si", "reserve", "selon"})
    for faits in (bloc["quand"], bloc.get("si", {})):
        for fait, valeurs in faits.items():
            droit.faits.exiger(fait, [v for v in valeurs if v != INCONNU], faits)
    for protection in bloc.get("pour", ()):
        if protection not in droit.protections:
            raise bloc.refuser("protection_du_droit_inconnue", a="pour", protection=protection)
    if bloc.get("reserve") and bloc["reserve"] not in droit.faits.reserves:
        raise bloc.refuser("fait_du_droit_inconnu", a="reserve", fait=bloc["reserve"])
    return Risque(
        cle, {f: tuple(v) for f, v in bloc["quand"].items()}, tuple(bloc.get("pour", ())),
        {f: tuple(v) for f, v in bloc.get("si", {}).items()}, bloc.get("reserve"), bloc["sens"], bloc["reduire"],
        tuple(_periode(droit, periode) for periode in bloc.get("selon", ())),
    )


def _periode(droit: Droit, bloc: Bloc) -> tuple[dt.date, dt.date, tuple[Reference, ...]]:
    bloc.exiger({"depuis", "textes"}, {"jusqu_au"})
    depuis, jusqu_au = intervalle(bloc)
    return depuis, jusqu_au, tuple(droit.articles.verifier(t, bloc, "textes", depuis, jusqu_au) for t in bloc["textes"])
