"""What the comparison found, said to whoever maintains the data: as one JSON object, and as French lines."""
from __future__ import annotations

import datetime as dt
from typing import Any, Iterable, Iterator, Mapping

from ..mots import mots
from .appuis import PAR, Appui, Appuis, touchees
from .comparaison import Constat, Mouvement
from .export import SANS_DATE, Export

_ARTICLES = "rules_core/droit/articles/"


def rapport(fichiers: Iterable[Mapping], appuis: Appuis, constat: Constat, export: Export) -> dict[str, Any]:
    """The JSON object of `verifier --json`:

    {bouge, articles: [{code, article, fichier, mouvements: [{genre, phrase, depuis, le, alinea, decales, vers, protections}]}],
    verifies: {articles, alineas}, absents: {articles, alineas, versions: [{code, article, depuis, alineas}]}, jamais_vus, jusqu_au}

    `protections`: [{id, intitule, voies: [{nom, par: [fondement, condition, reserve], references}]}]. Days are AAAA-MM-JJ or null.
    """
    articles = []
    for fichier in fichiers:
        for numero, article in fichier["articles"].items():
            nom = (fichier["code"], str(numero))
            if nom in constat.mouvements:
                versions = {version["depuis"]: version for version in article["versions"]}
                dits = [_mouvement(m, versions[m.depuis], appuis.get(nom, [])) for m in constat.mouvements[nom]]
                articles.append({"code": nom[0], "article": nom[1], "fichier": _ARTICLES + fichier["fichier"], "mouvements": dits})
    absents = [
        {"code": code, "article": article, "depuis": _jour(depuis), "alineas": alineas}
        for (code, article), versions_ in constat.absents.items() for depuis, alineas in versions_
    ]
    return {
        "bouge": bool(articles),
        "articles": articles,
        "verifies": {"articles": len(constat.verifies), "alineas": sum(constat.verifies.values())},
        "absents": {
            "articles": len(constat.absents.keys() - constat.verifies.keys()),
            "alineas": sum(absent["alineas"] for absent in absents),
            "versions": absents,
        },
        "jamais_vus": constat.jamais_vus,
        "jusqu_au": _jour(export.jusqu_au),
    }


def _mouvement(mouvement: Mouvement, version: Mapping, appuis: list[Appui]) -> dict[str, Any]:
    point = version["alineas"][mouvement.position].get("point") if _a_un_alinea(mouvement, version) else None
    return {
        "genre": mouvement.genre,
        "phrase": _phrase(mouvement, point),
        "depuis": _jour(mouvement.depuis),
        "le": _jour(mouvement.le),
        "alinea": mouvement.rang,
        "decales": mouvement.decales and dict(zip(("du", "au", "de"), mouvement.decales)),
        "vers": mouvement.vers and dict(zip(("code", "article"), mouvement.vers)),
        "protections": _protections(touchees(appuis, version, mouvement)),
    }


def _a_un_alinea(mouvement: Mouvement, version: Mapping) -> bool:
    return mouvement.position is not None and mouvement.genre != "en_plus" and mouvement.position < len(version["alineas"])


def _protections(appuis: Iterable[Appui]) -> list[dict[str, Any]]:
    par_protection: dict[tuple[str, str], dict[str, tuple[set[str], dict[str, None]]]] = {}
    for appui in appuis:
        voies = par_protection.setdefault((appui.protection, appui.intitule), {})
        par, references = voies.setdefault(appui.voie, (set(), {}))
        par.add(appui.par)
        references[str(appui.reference)] = None
    return [
        {"id": id_, "intitule": intitule, "voies": [
            {"nom": nom, "par": sorted(par, key=PAR.index), "references": list(references)} for nom, (par, references) in voies.items()
        ]}
        for (id_, intitule), voies in par_protection.items()
    ]


def _phrase(mouvement: Mouvement, point: str | None) -> str:
    paroles = mots("textes_officiels")
    if mouvement.rang is None:
        alinea = paroles["un_alinea"]
    elif isinstance(mouvement.rang, str) or not point:
        alinea = str(mouvement.rang)
    else:
        alinea = paroles["alinea_et_point"].format(alinea=mouvement.rang, point=point)
    phrase = paroles[mouvement.genre].format(
        depuis=_dire(mouvement.depuis, "depuis_toujours"), le=_dire(mouvement.le, "jour_non_dit"), alinea=alinea,
        vers=" ".join(mouvement.vers or ()),
    )
    if mouvement.decales:
        du, au, de = mouvement.decales
        cle = "decale" if du == au else "decales"
        phrase += " " + paroles[cle].format(du=du, au=au, nouveau_du=du + de, nouveau_au=au + de)
    return phrase


def _dire(jour: dt.date | None, inconnu: str) -> str:
    paroles = mots("textes_officiels")
    return paroles[inconnu] if jour is None else paroles["jour_non_fixe"] if jour == SANS_DATE else jour.isoformat()


def _jour(jour: dt.date | None) -> str | None:
    return jour and jour.isoformat()


def lignes(rapport_: Mapping[str, Any]) -> Iterator[str]:
    """The same as French lines."""
    paroles = mots("textes_officiels")
    for article in rapport_["articles"]:
        yield from _article(article)
        yield ""
    yield paroles["bilan_bouge"].format(nombre=len(rapport_["articles"])) if rapport_["bouge"] else paroles["bilan_calme"]
    yield paroles["bilan_verifies"].format(**rapport_["verifies"])
    absents = rapport_["absents"]
    if absents["alineas"]:
        yield paroles["bilan_absents"].format(**absents)
        yield from _absents(absents["versions"])
    if rapport_["jamais_vus"]:
        yield paroles["bilan_jamais_vus"].format(alineas=rapport_["jamais_vus"])
    yield paroles["export_jusqu_au" if rapport_["jusqu_au"] else "export_sans_jour"].format(jour=rapport_["jusqu_au"])


def _article(article: Mapping[str, Any]) -> Iterator[str]:
    paroles = mots("textes_officiels")
    yield paroles["titre"].format(**article)
    avant: Any = None
    for mouvement in article["mouvements"]:
        yield "  • " + mouvement["phrase"]
        protections = mouvement["protections"]
        if not protections:
            yield "    " + paroles["aucun_appui"]
        elif protections == avant:
            yield "    " + paroles["memes_appuis"]
        else:
            yield "    " + paroles["appuis"]
            yield from ("      – " + _protection(protection) for protection in protections)
        avant = protections
    for faire in dict.fromkeys(paroles["faire"][m["genre"]] for m in article["mouvements"]):
        yield "  " + paroles["a_faire"].format(faire=faire.format(**article))


def _protection(protection: Mapping[str, Any]) -> str:
    paroles = mots("textes_officiels")
    voies = (
        paroles["voie"].format(nom=voie["nom"], par=", ".join(paroles["par"][p] for p in voie["par"])) for voie in protection["voies"]
    )
    return paroles["protection"].format(id=protection["id"], intitule=protection["intitule"], voies=" ; ".join(voies))


def _absents(versions: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One line for each code: its articles, with the first days of the wordings that were not checked."""
    par_code: dict[str, dict[str, list[str]]] = {}
    for version in versions:
        jours = par_code.setdefault(version["code"], {}).setdefault(version["article"], [])
        jours.append(version["depuis"] or mots("textes_officiels")["depuis_toujours"])
    for code, articles in par_code.items():
        yield f"  {code} : " + ", ".join(f"{article} ({', '.join(jours)})" for article, jours in articles.items())
