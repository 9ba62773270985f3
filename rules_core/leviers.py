"""What a person can do herself to open a right: the smallest sets of changes, exact."""
from __future__ import annotations

from typing import Iterable

from .chemins import Pas

# The facts a person can change by a step of her own.
A_PORTEE = frozenset(
    ("plainte", "temoignage", "lien_rompu", "informe_par_police", "travail_ou_formation", "prostitution_cessee",
     "parcours_autorise", "veut_partir")
)
_ORDRE = ("plainte", "temoignage", "lien_rompu")


def a_portee(pas: Pas) -> bool:
    """Is this step of a way one that a person can take herself?"""
    fait, voulu, valeurs = pas
    return fait in A_PORTEE and voulu and "oui" in valeurs


def manquants(ouvertures: Iterable[int], pour: int, contre: int, portee: int) -> list[int]:
    """For each way that no fact out of reach rules out, the mask of the steps within reach (`portee`) that it still needs.

    Other missing facts are assumed favourable.
    """
    restes = (chemin & ~pour for chemin in ouvertures)
    return [reste & portee for reste in restes if not reste & contre & ~portee]


def ensemble(pas: Iterable[Pas]) -> dict[str, str]:
    """Steps as the changes to make, {fact: "oui"}, in the order a person would read them."""
    faits = {fait for fait, _, _ in pas}
    return {f: "oui" for f in sorted(faits, key=lambda f: (_ORDRE.index(f) if f in _ORDRE else len(_ORDRE), f))}
