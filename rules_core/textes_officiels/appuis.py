"""Which protections rest on a reference: by the grounds they cite, by a condition, or by a reserve."""
from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator, Mapping

from ..articles import Reference
from . import donnees
from .comparaison import DEPLACE, EN_MOINS, MOT, SANS_EMPREINTE, Mouvement

PAR = ("fondement", "condition", "reserve")


@dataclass(frozen=True)
class Appui:
    """The ground `voie` of a protection cites `reference`, from `depuis` (included) to `jusqu_au` (excluded). `par`: see PAR."""

    protection: str
    intitule: str
    voie: str
    par: str
    reference: Reference
    depuis: dt.date
    jusqu_au: dt.date


Appuis = dict[tuple[str, str], list[Appui]]  # by code and article, as the data writes them


def lire_appuis(dossier: Path | None = None) -> Appuis:
    """Every reference of the protections (droit/protections by default)."""
    appuis: Appuis = {}
    for _, protections in donnees.lire_yaml(dossier or donnees.DROIT / "protections"):
        for protection, bloc in protections.items():
            for voie in bloc["voies"]:
                for par, texte in _citations(voie):
                    reference = Reference.lire(texte)
                    if reference is not None:
                        depuis, jusqu_au = voie.get("depuis") or dt.date.min, voie.get("jusqu_au") or dt.date.max
                        appui = Appui(protection, bloc["intitule"], voie["nom"], par, reference, depuis, jusqu_au)
                        appuis.setdefault((reference.code, reference.article), []).append(appui)
    return appuis


def _citations(voie: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from (("fondement", texte) for texte in voie["fondements"])
    yield from (("condition", texte) for texte in _selon(voie["si"]))
    yield from (("reserve", texte) for reserve in voie.get("reserves", ()) for texte in _selon(reserve))


def _selon(noeud: Any) -> Iterator[str]:
    """Every `selon` under a condition or a reserve."""
    if isinstance(noeud, Mapping):
        for cle, valeur in noeud.items():
            if cle == "selon":
                yield from [valeur] if isinstance(valeur, str) else valeur
            else:
                yield from _selon(valeur)
    elif isinstance(noeud, list):
        for partie in noeud:
            yield from _selon(partie)


def touchees(appuis: list[Appui], version: Mapping, mouvement: Mouvement) -> list[Appui]:
    """Those of `appuis`, all on the same article, that rest on what moved in `version`, while it is the law.

    A changed alinéa touches what cites it; one that went, what cites it or those after it. Anything else may change the meaning
    of the whole article: it touches all that cite it.
    """
    debut = max(filter(None, (version["depuis"], mouvement.le)), default=dt.date.min)
    fin = version.get("jusqu_au") or dt.date.max
    return [a for a in appuis if a.depuis < fin and a.jusqu_au > debut and _touche(a.reference, version, mouvement)]


def _touche(reference: Reference, version: Mapping, mouvement: Mouvement) -> bool:
    if mouvement.genre not in (MOT, EN_MOINS, DEPLACE, SANS_EMPREINTE):
        return True
    position = _position(reference, version)
    return position is None or position == mouvement.position or (mouvement.genre == EN_MOINS and position > mouvement.position)


def _position(reference: Reference, version: Mapping) -> int | None:
    """The index in `version` of the alinéa cited, None when it cannot be told."""
    for position, alinea in enumerate(version["alineas"]):
        rang = alinea.get("rang") if version.get("partiel") else position + 1
        if reference.alinea is not None:
            if rang == reference.alinea:
                return position
        elif alinea.get("point") == reference.point and (reference.point or rang is None):
            return position
    return None
