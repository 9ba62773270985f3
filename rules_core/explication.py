"""Why, why not, what would open it: a verdict of the public contract read as French lines, and what is missing in it."""
from __future__ import annotations

from typing import Any, Iterable, Iterator, Mapping

from .citation import citer, enumerer, paroles
from .faits import Faits

Manque = tuple[tuple[str, tuple[str, ...]], ...]  # facts with the values the law expects

_RETRAIT = "   "


def expliquer(faits: Faits, protection: Mapping[str, Any]) -> list[str]:
    """One protection of a bilan, as lines: verdict and nature, what is missing, what would open it, the proof, risks, readings.

    The title is left to whoever prints them.
    """
    mots = paroles()
    dit = [_verdict(protection)]
    dit += _manquant(faits, protection)
    dit.append(mots["preuve"])
    dit += [_RETRAIT + ligne for noeud in _voies_utiles(protection) for ligne in lignes(faits, noeud)]
    dit += _liste("risques", [mots["risque"].format(sens=r["sens"], textes=citer(r["selon"])) for r in protection["risques"]])
    dit += _liste("lectures", [l["sens"] for l in protection["lectures"] if not l["doute"]])
    dit += _liste("doutes", [l["sens"] for l in protection["lectures"] if l["doute"]])
    niveaux: dict[str, list[Mapping[str, Any]]] = {}
    for fondement in protection["fondements"]:
        niveaux.setdefault(fondement.get("niveau_de_preuve", "verbatim"), []).append(fondement)
    for niveau, fondements in niveaux.items():
        if niveau in mots["niveaux"]:
            dit.append(mots["niveaux"][niveau].format(textes=citer({**f, "niveau_de_preuve": None} for f in fondements)))
    return dit


def _verdict(protection: Mapping[str, Any]) -> str:
    verdicts = paroles()["verdicts"]
    if protection["verdict"] == "oui":
        cle = "oui_" + protection["nature"]
    elif protection["verdict"] == "inconnu":
        cle = "inconnu_" + protection["nature"]
    else:
        cle = "non_avec_levier" if protection["leviers"] else "non"
    return verdicts[cle].format(textes=citer(protection["fondements"]))


def _manquant(faits: Faits, protection: Mapping[str, Any]) -> Iterator[str]:
    mots = paroles()
    if protection.get("renvoi"):
        yield protection["renvoi"]
    elif protection["verdict"] == "non":
        yield mots["manque"].format(manque=dire_manques(faits, manques(protection["preuve"])))
    if protection["leviers"]:
        yield mots["levier"].format(pas=dire_leviers(faits, protection["leviers"]))
    a_savoir = [f for f in protection["faits_utiles"] if not any(f in levier for levier in protection["leviers"])]
    if a_savoir:
        yield mots["a_savoir"].format(faits=enumerer(faits.demandes[f].nom for f in a_savoir))


def dire_leviers(faits: Faits, leviers: Iterable[Mapping[str, str]]) -> str:
    """ "a et b, ou c": the steps that would open a right."""
    liaison = ", " + paroles()["valeurs_ou"] + " "
    return liaison.join(enumerer(faits.dire(f, v) for f, v in levier.items()) for levier in leviers)


def _voies_utiles(protection: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The proofs to read: the grounds met when there is one, otherwise every ground that is not closed, otherwise all."""
    preuve = protection["preuve"]
    voies = [preuve] if "voie" in preuve else preuve["parties"]
    return [_elaguer(v) for v in voies if v["valeur"] == protection["verdict"]]


def _elaguer(noeud: Mapping[str, Any]) -> Mapping[str, Any]:
    """A choice that is met keeps only what meets it: what else would have done explains nothing."""
    if "fait" in noeud:
        return noeud
    parties = noeud["parties"]
    if noeud["condition"] == "une_de" and noeud["valeur"] == "oui":
        parties = [p for p in parties if p["valeur"] == "oui"]
        if len(parties) == 1:
            voie = {"voie": noeud["voie"]} if "voie" in noeud else {}
            return {**_elaguer(parties[0]), **voie}
    return {**noeud, "parties": [_elaguer(p) for p in parties]}


def _liste(cle: str, dits: Iterable[str]) -> list[str]:
    dits = list(dict.fromkeys(dits))
    return [paroles()[cle], *(_RETRAIT + dit for dit in dits)] if dits else []


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
