"""Citations as a French reader expects them: "CESEDA, art. R. 425-7, alinéa 3 (1°), ancien R. 316-7"."""
from __future__ import annotations

import re
from typing import Any, Iterable, Mapping

from .mots import mots as _mots


def paroles() -> Mapping[str, str]:
    """The words of citations and explanations."""
    return _mots("explication")


def citer(fondements: Iterable[Mapping[str, Any]]) -> str:
    """One line for several references (dictionaries of the public contract), one article after the other."""
    par_article: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for fondement in fondements:
        par_article.setdefault((fondement["code"], fondement["article"]), []).append(fondement)
    return " ; ".join(_citer_article(groupe) for groupe in par_article.values())


def _citer_article(groupe: list[Mapping[str, Any]]) -> str:
    mots = paroles()
    premier = groupe[0]
    ranges = sorted((f for f in groupe if f["alinea"] is not None), key=lambda f: f["alinea"])
    alineas = list(dict.fromkeys(_alinea(f) for f in ranges))
    points = list(dict.fromkeys(f["point"] for f in groupe if f["alinea"] is None and f.get("point")))
    # Some numbers come with their own word: "Annexe 10", "art. 3".
    forme = "article" if re.match(r"[A-Z]{1,2}\.|\d", premier["article"]) else "article_nomme"
    texte = mots[forme].format(code=mots["codes"].get(premier["code"], premier["code"]), article=premier["article"])
    if alineas:
        texte += ", " + mots["alinea" if len(alineas) == 1 else "alineas"].format(alineas=enumerer(alineas))
    if points:
        texte += ", " + enumerer(points)
    for cle in ("ancien", "nouveau"):
        if premier.get(cle):
            texte += mots[cle].format(article=premier[cle])
    if premier.get("niveau_de_preuve") in ("proche", "de_memoire", "non_vu"):
        texte += mots["texte_a_verifier"]
    return texte


def _alinea(fondement: Mapping[str, Any]) -> str:
    return f"{fondement['alinea']} ({fondement['point']})" if fondement.get("point") else str(fondement["alinea"])


def enumerer(mots: Iterable[str], liaison: str = "et") -> str:
    """ "a", "a et b", "a, b et c"."""
    *avant, dernier = list(mots)
    return f"{', '.join(avant)} {liaison} {dernier}" if avant else dernier
