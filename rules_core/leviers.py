"""What a person can do herself to open a right: the smallest sets of changes, exact."""
from __future__ import annotations

from typing import Iterable, Mapping

from .chemins import Chemin

# The facts a person can change by a step of her own.
A_PORTEE = frozenset(
    ("plainte", "temoignage", "lien_rompu", "informe_par_police", "travail_ou_formation", "prostitution_cessee",
     "parcours_autorise", "veut_partir")
)


def leviers(ouvertures: Iterable[Chemin], connus: Mapping[str, str]) -> tuple[dict[str, str], ...]:
    """The smallest sets {fact: "oui"} within reach that would open one of the ways `ouvertures`.

    Other missing facts are assumed favourable. Empty when nothing is within reach, or when no step is missing.
    """
    ensembles = [pas for chemin in ouvertures if (pas := _pas(chemin, connus)) is not None]
    minimaux = [e for e in dict.fromkeys(ensembles) if not any(autre < e for autre in ensembles)]
    return tuple({fait: "oui" for fait in _ordonner(e)} for e in minimaux if e)


def _pas(chemin: Chemin, connus: Mapping[str, str]) -> frozenset[str] | None:
    """The steps that open this way, or None when something out of reach stands in it."""
    pas = set()
    for fait, voulu, valeurs in chemin:
        connu = connus.get(fait)
        if connu is not None and (connu in valeurs) == voulu:
            continue
        if fait in A_PORTEE and voulu and "oui" in valeurs:
            pas.add(fait)
        elif connu is not None:
            return None
    return frozenset(pas)


def _ordonner(faits: Iterable[str]) -> list[str]:
    ordre = ("plainte", "temoignage", "lien_rompu")
    return sorted(faits, key=lambda f: (ordre.index(f) if f in ordre else len(ordre), f))
