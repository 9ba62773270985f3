"""Deadlines that run: the last day, the days left, and what to do before it."""
from __future__ import annotations

import datetime as dt
from typing import Any, Iterable, Mapping

from .citation import citer
from .droit import Droit
from .faits import JOURS_DE_REFLEXION, dire_date
from .mots import mots

_PORTE_LE_DELAI = "non_eloignement"  # the protection that lasts as long as the period: its condition says by which alinéa


def echeances(
    droit: Droit, situation: Mapping[str, str], le: dt.date, protections: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The deadlines that run on `le`; `protections` are those of the bilan of that day.

    One exists today: thirty days from the hand-over of the récépissé, the thirtieth included.
    """
    connus = droit.faits.connus(situation, le)
    if connus.get("delai_en_cours") != "oui":
        return []
    par_id = {p["id"]: p for p in protections}
    if _PORTE_LE_DELAI not in par_id:
        return []
    depuis = dt.date.fromisoformat(connus["date_recepisse"])
    dernier = plus(depuis, JOURS_DE_REFLEXION)
    return [{
        "id": "delai_reflexion",
        "depuis": depuis.isoformat(),
        "dernier_jour": dernier.isoformat(),
        "jours_restants": (dernier - le).days,
        "fondements": par_id[_PORTE_LE_DELAI]["fondements"],
        "a_faire": _a_faire(par_id, connus),
    }]


def _a_faire(par_id: Mapping[str, Mapping[str, Any]], connus: Mapping[str, str]) -> list[str]:
    paroles, carte, delai = mots("echeances")["a_faire"], par_id["carte_sejour"], par_id[_PORTE_LE_DELAI]
    etapes = []
    if "oui" not in (connus.get("plainte"), connus.get("temoignage")):
        etapes.append(paroles["choisir"])
    etapes.append(paroles["aide"])
    if carte["verdict"] != "non" or carte["leviers"]:
        etapes.append(paroles["carte"].format(textes=citer(carte["fondements"][:1])))
    else:
        etapes.append(paroles["avocat"])
    risques = [r for r in delai["risques"] if r["reserve"] == "lien_renoue"]
    etapes += [paroles["lien"].format(textes=citer(r["selon"])) for r in risques]
    return etapes


def dire(echeance: Mapping[str, Any]) -> str:
    """A deadline of a bilan in French lines: the days left, the last day, what ends with it, what to do before."""
    paroles = mots("echeances")
    jours = echeance["jours_restants"]
    reste = paroles["reste"]["zero" if jours == 0 else "un" if jours == 1 else "plusieurs"].format(jours=jours)
    return paroles[echeance["id"]].format(
        reste=reste, dernier_jour=dire_date(echeance["dernier_jour"]), depuis=dire_date(echeance["depuis"]),
        textes=citer(echeance["fondements"]), a_faire="\n".join(paroles["pas"].format(pas=pas) for pas in echeance["a_faire"]),
    )


def plus(jour: dt.date, jours: int) -> dt.date:
    """`jours` days later, or the last day a calendar knows."""
    return dt.date.fromordinal(min(jour.toordinal() + jours, dt.date.max.toordinal()))
