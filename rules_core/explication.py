"""Why: a proof of the public contract read as French lines, and what is missing in it."""
from __future__ import annotations

from typing import Any, Iterator, Mapping

from .citation import citer, enumerer, paroles
from .faits import Faits

Manque = tuple[tuple[str, tuple[str, ...]], ...]  # facts with the values the law expects

_RETRAIT = "   "


def lignes(faits: Faits, preuve: Mapping[str, Any]) -> list[str]:
    """The proof as indented French lines, one condition each, with its alinéa."""
    return list(_lignes(faits, preuve, 0))


def _lignes(faits: Faits, noeud: Mapping[str, Any], niveau: int) -> Iterator[str]:
    mots = paroles()
    retrait = _RETRAIT * niveau
    if "voie" in noeud:
        yield retrait + mots["voie"].format(voie=noeud["voie"])
    if "fait" in noeud:
        dit = enumerer((faits.dire(noeud["fait"], v) for v in noeud["attendu"]), mots["valeurs_ou"])
        citation = citer([noeud["selon"], *noeud.get("selon_aussi", ())])
        yield retrait + mots["feuille_" + noeud["valeur"]].format(dit=dit, citation=citation)
        return
    yield retrait + mots[noeud["condition"]]
    for partie in noeud["parties"]:
        yield from _lignes(faits, partie, niveau + 1)


def manques(preuve: Mapping[str, Any]) -> list[Manque]:
    """What would have to be otherwise, for a proof that is not met: the nearest ways, each as the facts it misses."""
    voies = list(dict.fromkeys(_manques(preuve, "oui")))
    moins = min((len(v) for v in voies), default=0)
    return [v for v in voies if len(v) == moins]


def _manques(noeud: Mapping[str, Any], voulu: str) -> list[Manque]:
    """Ways to give `noeud` the value `voulu`, counting only what is known to stand against it."""
    if noeud["valeur"] in (voulu, "inconnu") and "fait" in noeud:
        return [()]
    if "fait" in noeud:
        return [((noeud["fait"], tuple(noeud["attendu"]) if voulu == "oui" else ()),)]
    if noeud["condition"] == "sauf":
        return _manques(noeud["parties"][0], "non" if voulu == "oui" else "oui")
    parties = [_manques(p, voulu) for p in noeud["parties"]]
    if (noeud["condition"] == "une_de") == (voulu == "oui"):
        toutes = [v for partie in parties for v in partie]
        moins = min(len(v) for v in toutes)
        return [v for v in toutes if len(v) == moins]
    voies: list[Manque] = [()]
    for partie in parties:
        voies = [tuple(dict.fromkeys((*debut, *suite))) for debut in voies for suite in partie]
    return voies


def dire_manques(faits: Faits, manques_: list[Manque]) -> str:
    """ "a et b, ou c": what is missing, in words."""
    mots = paroles()
    voies = []
    for manque in manques_:
        faits_dits = [
            enumerer((faits.dire(fait, v) for v in attendu), mots["valeurs_ou"]) if attendu else faits.demandes[fait].nom
            for fait, attendu in manque
        ]
        if faits_dits:
            voies.append(enumerer(faits_dits))
    return (", " + mots["valeurs_ou"] + " ").join(dict.fromkeys(voies))
