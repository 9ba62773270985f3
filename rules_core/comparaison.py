"""What if: the bilan of a situation beside the one it would have with some facts otherwise, gains and risks together."""
from __future__ import annotations

import datetime as dt
import math
from typing import Any, Iterable, Iterator, Mapping

from . import sortie
from .citation import citer, enumerer
from .droit import Droit, droit
from .explication import dire_leviers, dire_manques, manques
from .faits import INCONNU
from .mots import mots
from .risques import risques

# What becomes of a protection, in the order it is told.
EFFETS = ("s_ouvre", "se_rapproche", "peut_s_ouvrir", "change_de_nature", "n_est_plus_sur", "s_eloigne", "se_ferme")


def comparer(situation: Mapping[str, Any], changements: Mapping[str, Any], le: dt.date | None = None) -> dict[str, Any]:
    """Compare `situation` with what it would be if `changements` ({fact: value}) were true, with the law of the day `le`.

    Neither side is stored anywhere. Raises EntreeRefusee, as `evaluer` does, for either side. Returns:

    - `le`, `textes_verifies_au`, `non_vu`: as in a bilan
    - `changements`: the facts supposed; `deja_vrai`: those of them that the situation already held
    - `avant`, `apres`: the two bilans, exactly those of `evaluer`
    - `protections`: those that change, [{id, intitule, general, effet, certain, avant, apres, fondements, manque}]:
      `effet` one of EFFETS, `certain` true when a verdict not known becomes known, `avant` and `apres` each
      {verdict, nature, leviers}, `fondements` those of `apres`, `manque` what it still lacks, in words ("" when it is open)
    - `gains`, `pertes`: the ids of those that open or come nearer, and of those that close or move away
    - `risques`: [{id, sens, reduire, reserve, selon}], each with how to lower it

    A récépissé supposed not to be there takes its date away.
    """
    le = le or dt.date.today()
    loi = droit()
    avant = sortie.evaluer(loi, situation, le)
    apres = sortie.evaluer(loi, supposer(situation, changements), le)
    par_id = {p["id"]: p for p in avant["protections"]}
    changees = [c for p in apres["protections"] if (c := _changement(loi, par_id[p["id"]], p)) is not None]
    nouveaux = {fait: valeur for fait, valeur in changements.items() if avant["situation"].get(fait, INCONNU) != valeur}
    return {
        **{cle: avant[cle] for cle in ("le", "textes_verifies_au", "non_vu")},
        "changements": dict(changements),
        "deja_vrai": [fait for fait in changements if fait not in nouveaux],
        "avant": avant,
        "apres": apres,
        "protections": changees,
        "gains": [c["id"] for c in changees if c["effet"] in EFFETS[:3]],
        "pertes": [c["id"] for c in changees if c["effet"] in EFFETS[4:]],
        "risques": risques(loi, nouveaux, apres, le),
    }


def supposer(situation: Mapping[str, Any], changements: Mapping[str, Any]) -> dict[str, Any]:
    """The situation with these facts otherwise."""
    supposee = {**situation, **changements}
    if supposee.get("recepisse_reflexion") == "non" and "date_recepisse" not in changements:
        supposee.pop("date_recepisse", None)
    return supposee


def _changement(loi: Droit, avant: Mapping[str, Any], apres: Mapping[str, Any]) -> dict[str, Any] | None:
    effet = _effet(avant, apres)
    if effet is None:
        return None
    return {
        "id": apres["id"],
        "intitule": apres["intitule"],
        "general": apres["general"],
        "effet": effet,
        "certain": avant["verdict"] == "inconnu" != apres["verdict"],
        "avant": {cle: avant[cle] for cle in ("verdict", "nature", "leviers")},
        "apres": {cle: apres[cle] for cle in ("verdict", "nature", "leviers")},
        "fondements": apres["fondements"],
        "manque": _manque(loi, apres),
    }


def _effet(avant: Mapping[str, Any], apres: Mapping[str, Any]) -> str | None:
    if avant["verdict"] != apres["verdict"]:
        if apres["verdict"] == "inconnu":
            return "peut_s_ouvrir" if avant["verdict"] == "non" else "n_est_plus_sur"
        return "s_ouvre" if apres["verdict"] == "oui" else "se_ferme"
    pas_avant, pas_apres = pas_restants(avant), pas_restants(apres)
    if pas_apres < pas_avant:
        return "se_rapproche"
    if pas_apres > pas_avant:
        return "s_eloigne"
    return "change_de_nature" if apres["verdict"] != "non" and avant["nature"] != apres["nature"] else None


def pas_restants(protection: Mapping[str, Any]) -> float:
    """How many steps of the person's own are left before it opens; without end when none would do."""
    if protection["leviers"]:
        return min(len(levier) for levier in protection["leviers"])
    return math.inf if protection["verdict"] == "non" else 0


def _manque(loi: Droit, protection: Mapping[str, Any]) -> str:
    """What is still missing after the change, in sentences: a step, a condition out of reach, a fact to know."""
    paroles, dit = mots("comparaison")["manques"], []
    if protection["leviers"]:
        dit.append(paroles["pas"].format(manque=dire_leviers(loi.faits, protection["leviers"])))
    elif protection["verdict"] == "non":
        dit.append(protection.get("renvoi") or paroles["condition"].format(manque=dire_manques(loi.faits, manques(protection["preuve"]))))
    a_savoir = [f for f in protection["faits_utiles"] if not any(f in levier for levier in protection["leviers"])]
    if a_savoir:
        dit.append(paroles["a_savoir"].format(manque=enumerer(loi.faits.demandes[f].nom for f in a_savoir)))
    return " ".join(dit)


def lignes(comparaison: Mapping[str, Any]) -> Iterator[str]:
    """The comparison as French lines: what would change, for better and for worse, then each risk with how to lower it."""
    paroles, loi = mots("comparaison"), droit()
    if not comparaison["changements"]:
        yield paroles["rien"]
        return
    yield paroles["si"].format(faits=enumerer(_dire_fait(loi, f, v) for f, v in comparaison["changements"].items()))
    if len(comparaison["deja_vrai"]) == len(comparaison["changements"]):
        yield paroles["deja_vrai"]
        return
    if not comparaison["protections"]:
        yield paroles["rien"]
    for effet in EFFETS:
        changees = [p for p in comparaison["protections"] if p["effet"] == effet]
        if changees:
            yield paroles["effets"][effet]
            yield from _dire(loi, changees)
    if comparaison["risques"]:
        yield paroles["risques"]
        for risque in comparaison["risques"]:
            textes = paroles["textes"].format(textes=citer(risque["selon"])) if risque["selon"] else ""
            yield paroles["risque"].format(sens=risque["sens"], textes=textes)
            yield paroles["reduire"].format(reduire=risque["reduire"])
    yield paroles["decision"]


def _dire(loi: Droit, changees: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One line for each right of the regime; what goes with the card, and general rights, share a line."""
    paroles = mots("comparaison")
    ensemble = []
    for p in changees:
        if not loi.protections[p["id"]].poids:
            ensemble.append(p)
            continue
        detail = p["manque"] or paroles["natures"][p["apres"]["nature"]]
        titre = p["intitule"][0].upper() + p["intitule"][1:]
        yield paroles["ligne"].format(droit=titre, detail=detail, textes=citer(p["fondements"]))
    if ensemble:
        droits = [paroles["droit"].format(droit=p["intitule"], textes=citer(p["fondements"][:1])) for p in ensemble]
        yield paroles["aussi"].format(droits=" ; ".join(droits))


def _dire_fait(loi: Droit, fait: str, valeur: str) -> str:
    if valeur != INCONNU:
        return loi.faits.dire(fait, valeur)
    demande = loi.faits.demandes.get(fait)
    return mots("comparaison")["pas_connu"].format(fait=demande.nom if demande else loi.faits.dire(fait, "oui"))
