"""Facts: what may be known of a situation, how an input is checked, and what is computed from it.

A situation is {fact: value} with the names of the public contract; an absent fact or "inconnu" is not known, never "no".
"""
from __future__ import annotations

import datetime as dt
import functools
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterable, Mapping

from .erreurs import EntreeRefusee
from .lecture_yaml import Bloc, lire

INCONNU = "inconnu"
JOURS_DE_REFLEXION = 30


@dataclass(frozen=True)
class FaitDuDroit:
    """A fact: its accepted values in order (empty for a date), its meaning, and what asking for it costs a person."""

    id: str
    nom: str
    sens: str
    valeurs: tuple[str, ...]
    prix: int
    prealable: Mapping[str, str]
    libelles: Mapping[str, str]
    dits: Mapping[str, str]
    bref: Mapping[str, str]
    implique: Mapping[str, Mapping[str, str]]

    @property
    def est_date(self) -> bool:
        return not self.valeurs

    @property
    def acceptees(self) -> str:
        return ", ".join(self.valeurs or ("AAAA-MM-JJ",)) + f", {INCONNU}"

    def apres(self, valeur: str) -> Mapping[str, str]:
        """What this answer settles as well."""
        return self.implique.get(valeur, {})


@dataclass(frozen=True)
class Faits:
    """Facts that are asked, reserves that never are, and derived facts with the facts they come from."""

    demandes: Mapping[str, FaitDuDroit]
    reserves: Mapping[str, Mapping[str, str]]  # how each value is said
    derives: Mapping[str, tuple[str, ...]]
    dits_derives: Mapping[str, Mapping[str, str]]

    @functools.cached_property
    def _permis(self) -> frozenset[tuple[str, str]]:
        """Every (fact, value) that a situation may hold, dates left aside: what is not known, in a date too."""
        demandes = [(f.id, v) for f in self.demandes.values() for v in (*f.valeurs, INCONNU)]
        return frozenset([*demandes, *((r, v) for r in self.reserves for v in ("oui", "non", INCONNU))])

    def dire(self, fait: str, valeur: str) -> str:
        """A fact's value said back to a person, as a noun phrase."""
        if fait in self.demandes:
            dits = self.demandes[fait].dits
            return dits["date"].format(date=dire_date(valeur)) if "date" in dits else dits[valeur]
        return (self.reserves.get(fait) or self.dits_derives[fait])[valeur]

    def verifier(self, situation: Mapping[str, Any], le: dt.date, debut: dt.date = dt.date.min) -> dict[str, str]:
        """The situation as given, or EntreeRefusee: unknown fact, value outside its list, impossible date.

        No récépissé was handed over after `le`, nor before `debut`, the first day of the regime.
        """
        for cle, valeur in situation.items():
            if not isinstance(valeur, str) or (cle, valeur) not in self._permis:
                self._verifier_date(cle, valeur)
        recu = situation.get("date_recepisse", INCONNU)
        if recu != INCONNU:
            if dt.date.fromisoformat(recu) > le:
                raise EntreeRefusee("date_recepisse_future", date=recu, le=le)
            if dt.date.fromisoformat(recu) < debut:
                raise EntreeRefusee("date_recepisse_ancienne", date=recu, debut=debut)
            if situation.get("recepisse_reflexion") == "non":
                raise EntreeRefusee("date_recepisse_sans_recepisse")
        return dict(situation)

    def _verifier_date(self, cle: str, valeur: Any) -> None:
        """What is none of the values of a list must be the date of a fact that is one."""
        if cle in self.derives:
            raise EntreeRefusee("fait_derive", fait=cle, acceptes=", ".join(self.derives[cle]))
        fait = self.demandes.get(cle)
        if fait is None and cle not in self.reserves:
            raise EntreeRefusee("fait_inconnu", fait=cle, acceptes=", ".join([*self.demandes, *self.reserves]))
        if fait is None or not fait.est_date or not isinstance(valeur, str) or lire_date(valeur) is None:
            acceptes = fait.acceptees if fait else f"oui, non, {INCONNU}"
            raise EntreeRefusee("valeur_refusee", fait=cle, valeur=_montrer(valeur), acceptes=acceptes)

    def exiger(self, fait: str, valeurs: Iterable[Any], bloc: Bloc, a: object = None) -> None:
        """Refuse a fact or values that the law's data names, in `bloc` (at key `a`, the fact's by default), and that do not exist."""
        permises = ("oui", "non") if fait in self.derives else self.demandes[fait].valeurs if fait in self.demandes else None
        if permises is None:
            raise bloc.refuser("fait_du_droit_inconnu", a=fait, fait=fait)
        for valeur in valeurs:
            if valeur not in permises:
                acceptes = ", ".join(permises)
                raise bloc.refuser("valeur_du_droit_inconnue", a=a or fait, fait=fait, valeur=valeur, acceptes=acceptes)

    def connus(self, situation: Mapping[str, str], le: dt.date) -> dict[str, str]:
        """What is known on `le`: the situation without its unknowns, and the derived facts."""
        connus = {cle: valeur for cle, valeur in situation.items() if valeur != INCONNU}
        calcules = {
            "delai_en_cours": delai_en_cours(connus.get("recepisse_reflexion"), connus.get("date_recepisse"), le),
            "etranger": etranger(connus.get("nationalite")),
            "mineur": mineur(connus.get("age")),
        }
        connus.update({cle: valeur for cle, valeur in calcules.items() if valeur is not None})
        return connus


def _montrer(valeur: Any) -> str:
    """A refused value as it was given in JSON; as Python writes it when it could not come from JSON."""
    try:
        return json.dumps(valeur, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        return repr(valeur)


def delai_en_cours(recepisse: str | None, date_recepisse: str | None, le: dt.date) -> str | None:
    """Do the thirty days still run on `le`? "oui", "non" or None (not known).

    They run from the hand-over of the récépissé (CESEDA R. 425-2 al. 1; R. 316-2 al. 1 before 2021), day 30 included.
    A date alone does not prove that the récépissé was handed over; a date too far back settles the matter.
    """
    if recepisse == "non":
        return "non"
    if date_recepisse is None:
        return None
    if (le - dt.date.fromisoformat(date_recepisse)).days > JOURS_DE_REFLEXION:
        return "non"
    return "oui" if recepisse == "oui" else None


def etranger(nationalite: str | None) -> str | None:
    """Neither French nor a national of the EU, the EEA or Switzerland? "oui", "non" or None (not known)."""
    return None if nationalite is None else "oui" if nationalite in ("algerienne", "autre") else "non"


def mineur(age: str | None) -> str | None:
    """Under eighteen? "oui", "non" or None (not known)."""
    return None if age is None else "non" if age == "majeur" else "oui"


def lire_date(texte: str) -> dt.date | None:
    """A date written AAAA-MM-JJ, or None."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", texte):
        return None
    try:
        return dt.date.fromisoformat(texte)
    except ValueError:
        return None


def dire_date(iso: str) -> str:
    """ "2026-04-03" as a French reader writes it: 03/04/2026."""
    return "/".join(reversed(iso.split("-")))


def charger(dossier: Path) -> Faits:
    """Read faits.yml, reserves.yml and derives.yml. Raises DroitIncoherent."""
    demandes = {cle: _fait(cle, bloc) for cle, bloc in lire(dossier / "faits.yml").blocs()}
    reserves = {cle: _dit(bloc) for cle, bloc in lire(dossier / "reserves.yml").blocs()}
    derives, dits = {}, {}
    for cle, bloc in lire(dossier / "derives.yml").blocs():
        dits[cle] = _dit(bloc, {"de"})
        derives[cle] = tuple(bloc["de"])
        for origine in derives[cle]:
            if origine not in demandes:
                raise bloc.refuser("fait_du_droit_inconnu", a="de", fait=origine)
    faits = Faits(demandes, reserves, derives, dits)
    for fait in demandes.values():
        for suite in (fait.prealable, *fait.implique.values()):
            for cle, valeur in suite.items():
                faits.exiger(cle, (valeur,), suite)
    return faits


def _dit(bloc: Bloc, autres: set[str] = frozenset()) -> Bloc:
    """How each value of a reserve or a derived fact is said."""
    bloc.exiger({"dit"} | autres)
    if not isinstance(bloc["dit"], Bloc):
        raise bloc.refuser_genre("dit", "tableau")
    bloc["dit"].exiger({"oui", "non"})
    return bloc["dit"]


def _fait(cle: str, bloc: Bloc) -> FaitDuDroit:
    if bloc.get("type") == "date":
        bloc.exiger({"nom", "sens", "type", "dit", "prix"}, {"prealable"})
        valeurs: Mapping[str, Any] = {}
        dits = {"date": bloc["dit"]}
    else:
        bloc.exiger({"nom", "sens", "valeurs", "prix"}, {"prealable", "bref"})
        valeurs = bloc["valeurs"]
        for _, valeur in bloc["valeurs"].blocs():
            valeur.exiger({"libelle", "dit"}, {"implique"})
        dits = {v: d["dit"] for v, d in valeurs.items()}
    return FaitDuDroit(
        cle, bloc["nom"], bloc["sens"], tuple(valeurs), bloc["prix"], bloc.get("prealable", {}),
        {v: d["libelle"] for v, d in valeurs.items()}, dits, bloc.get("bref", {}),
        {v: d["implique"] for v, d in valeurs.items() if "implique" in d},
    )
