"""JSON Schema of what `evaluer` reads and writes, made from the law's data: it cannot fall behind it."""
from __future__ import annotations

from typing import Any

from .droit import Droit
from .faits import INCONNU
from .protections import EFFETS, NATURES

_DIALECTE = "http://json-schema.org/draft-07/schema#"
_DATE = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_TEXTE = {"type": "string", "minLength": 1}
_VERDICT = {"enum": ["oui", "non", INCONNU]}


def schemas(droit: Droit) -> dict[str, Any]:
    """{"entree", "sortie", "verdicts"}: the schema of a situation, of the object it gives, and of the short answer."""
    return {"entree": entree(droit), "sortie": sortie(droit), "verdicts": _verdicts(droit)}


def entree(droit: Droit) -> dict[str, Any]:
    """A situation: {fact: value}, nothing else, everything optional."""
    return {"$schema": _DIALECTE, **_situation(droit)}


def sortie(droit: Droit) -> dict[str, Any]:
    """The object of `evaluer`."""
    return {
        "$schema": _DIALECTE,
        **_objet(
            le=_DATE, textes_verifies_au=_DATE, non_vu=_liste(_liste(_DATE, minItems=2, maxItems=2)), situation=_situation(droit),
            protections=_liste(_ref("protection")), prochaine_question={"enum": [*sorted(droit.faits.demandes), None]},
            echeances=_liste(_ref("echeance")),
        ),
        "definitions": {"protection": _protection(droit), **_definitions(droit)},
    }


def _protection(droit: Droit) -> dict[str, Any]:
    levier = {"type": "object", "additionalProperties": {"const": "oui"}, "minProperties": 1}
    protection = _objet(
        id={"enum": sorted(droit.protections)}, intitule=_TEXTE, verdict=_VERDICT, nature={"enum": list(NATURES)},
        general={"type": "boolean"}, fondements=_liste(_ref("fondement"), minItems=1), preuve=_ref("preuve"),
        faits_utiles=_liste({"enum": sorted(droit.faits.demandes)}, uniqueItems=True),
        reserves=_liste({"enum": sorted(droit.faits.reserves)}), risques=_liste(_ref("risque")), leviers=_liste(levier),
        lectures=_liste(_ref("lecture")),
    )
    protection["properties"]["renvoi"] = _TEXTE
    protection["allOf"] = [
        {"if": {"properties": {"verdict": {"const": INCONNU}}}, "then": {"properties": {"faits_utiles": {"minItems": 1}}},
         "else": {"properties": {"faits_utiles": {"maxItems": 0}}}},
        {"if": {"properties": {"verdict": {"const": "oui"}}}, "then": {"properties": {"leviers": {"maxItems": 0}}}},
    ]
    return protection


def _verdicts(droit: Droit) -> dict[str, Any]:
    return {
        "$schema": _DIALECTE, "type": "object", "properties": dict.fromkeys(sorted(droit.protections), _VERDICT),
        "additionalProperties": False,
    }


def _situation(droit: Droit) -> dict[str, Any]:
    date = {"anyOf": [_DATE, {"const": INCONNU}]}
    faits = {f.id: date if f.est_date else {"enum": [*f.valeurs, INCONNU]} for f in droit.faits.demandes.values()}
    reserves = {reserve: {"enum": ["oui", "non", INCONNU]} for reserve in droit.faits.reserves}
    return {"type": "object", "properties": {**faits, **reserves}, "additionalProperties": False}


def _definitions(droit: Droit) -> dict[str, Any]:
    rang = {"type": ["integer", "null"], "minimum": 1}
    point = {"type": ["string", "null"]}
    citation = _objet(code=_TEXTE, article=_TEXTE, alinea=rang)
    citation["properties"]["point"] = _TEXTE
    fondement = _objet(
        code=_TEXTE, article=_TEXTE, alinea=rang, point=point, depuis={"anyOf": [_DATE, {"type": "null"}]},
        ancien={"type": ["string", "null"]}, url={"type": ["string", "null"], "pattern": "^https://"},
    )
    fondement["properties"].update(nouveau=_TEXTE, niveau_de_preuve={"enum": ["proche", "de_memoire", "non_vu"]})
    faits = sorted([*droit.faits.demandes, *droit.faits.reserves, *droit.faits.derives])
    feuille = _objet(fait={"enum": faits}, attendu=_liste(_TEXTE, minItems=1), valeur=_VERDICT, selon=_ref("citation"))
    feuille["properties"].update(
        selon_aussi=_liste(_ref("citation"), minItems=1), lecture={"enum": sorted(droit.lectures)}, voie=_TEXTE
    )
    noeud = _objet(condition={"enum": ["toutes", "une_de", "sauf"]}, valeur=_VERDICT, parties=_liste(_ref("preuve"), minItems=1))
    noeud["properties"]["voie"] = _TEXTE
    return {
        "citation": citation, "fondement": fondement, "preuve": {"if": {"required": ["fait"]}, "then": feuille, "else": noeud},
        "echeance": _objet(
            id=_TEXTE, depuis=_DATE, dernier_jour=_DATE, jours_restants={"type": "integer", "minimum": 0},
            fondements=_liste(_ref("fondement"), minItems=1), a_faire=_liste(_TEXTE, minItems=1),
        ),
        "lecture": _objet(id={"enum": sorted(droit.lectures)}, sens=_TEXTE, doute={"type": "boolean"}),
        "risque": _objet(
            reserve={"enum": sorted(droit.faits.reserves)}, effet={"enum": list(EFFETS)}, sens=_TEXTE,
            selon=_liste(_ref("citation"), minItems=1),
        ),
    }


def _objet(**cles: Any) -> dict[str, Any]:
    """An object with these keys and no other; those added to `properties` afterwards are optional."""
    return {"type": "object", "properties": cles, "required": list(cles), "additionalProperties": False}


def _liste(element: Any, **limites: Any) -> dict[str, Any]:
    return {"type": "array", "items": element, **limites}


def _ref(nom: str) -> dict[str, str]:
    return {"$ref": f"#/definitions/{nom}"}
