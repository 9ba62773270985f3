"""Compare the articles of this project with a copy of the official texts.

The official texts are not in the project: whoever holds a copy gives it, as a
list of {code, article, version_from, version_until, text, confidence,
truncated, …} where each line of `text` is one alinéa. Only versions marked
`verbatim` or `proche` are compared: the others have no fingerprint.

Articles are the raw YAML (plain mappings), so that this check does not depend
on the loader it helps to trust. Sentences come from paroles/textes_officiels.yml.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from pathlib import Path
from typing import Iterable, Mapping

import yaml

from .empreinte import empreinte
from .mots import mots as _mots

_ICI = Path(__file__).resolve().parent
_COMPARES = ("verbatim", "proche")

# Copies made from web pages glue paragraphs ("…carte.L'autorité…", "; -titre"):
# a full stop, semicolon or colon with no space before a capital, a number, a
# dash or "a)" is a paragraph mark that was lost.
_COLLE = re.compile(r"(?<=[.;:])(?=\d+° |\d+\. |[a-z]\) |[\"“«]?[A-ZÀ-Ý])|(?<=[;:])(?=-\w)")
# Copies also break a paragraph at a link: the next line then starts in lower case
# or with a full stop, or the line ended with a comma.
_SUITE = re.compile(r"(?![a-z]\) )[a-zà-ÿ]|\.")
_ABSENT = re.compile(r"\[.*")


def alineas(texte: str) -> list[str]:
    """Cut an official text into its alinéas, lost and false paragraph marks mended.

    Empty lines and editor's marks ("[...]") are not alinéas.
    """
    lignes: list[str] = []
    for ligne in filter(None, map(str.strip, texte.split("\n"))):
        if lignes and (lignes[-1].endswith(",") or _SUITE.match(ligne)):
            lignes[-1] += ("" if ligne.startswith(".") else " ") + ligne
        elif not _ABSENT.fullmatch(ligne):
            lignes.append(ligne)
    return [morceau.strip() for ligne in lignes for morceau in _COLLE.split(ligne)]


def comparer(fichiers: Iterable[Mapping], textes: Iterable[Mapping]) -> list[str]:
    """Return one French sentence per difference, [] when all agree.

    `fichiers`: the mappings of droit/articles/*.yml. `textes`: the official
    texts. A version is matched by code, article and first day; an official text
    without a date is matched with the one version that no dated text claims.
    A complete version must have as many alinéas as the text and the same
    fingerprints in the same order; a partial one, only alinéas that the text has.
    """
    officiels: dict[tuple[str, str], list[Mapping]] = {}
    for texte in textes:
        officiels.setdefault((_code(texte["code"]), _numero(texte["article"])), []).append(texte)
    ecarts: list[str] = []
    for fichier in fichiers:
        for numero, article in fichier["articles"].items():
            nom = f"{fichier['code']} {numero}"
            trouves = officiels.get((fichier["code"], str(numero)), [])
            for version in article["versions"]:
                if version["niveau"] not in _COMPARES:
                    continue
                texte = _texte(version, article["versions"], trouves)
                if texte is None:
                    ecarts.append(_phrase("sans_texte", article=nom, depuis=version["depuis"]))
                else:
                    ecarts.extend(_ecarts(nom, version, alineas(texte["text"])))
    return ecarts


def lire_articles(dossier: Path | None = None) -> list[dict]:
    """Return the mapping of each articles file (droit/articles by default)."""
    chemins = sorted((dossier or _ICI / "droit" / "articles").glob("*.yml"))
    return [yaml.load(c.read_text(encoding="utf-8"), yaml.CSafeLoader) for c in chemins]


def _ecarts(nom: str, version: Mapping, officiel: list[str]) -> Iterable[str]:
    depuis = version["depuis"]
    attendues = [empreinte(alinea) for alinea in officiel]
    ecrites = [alinea.get("empreinte") for alinea in version["alineas"]]
    if version.get("partiel"):
        for rang, (alinea, ecrite) in enumerate(zip(version["alineas"], ecrites), 1):
            if ecrite is not None and ecrite not in attendues:
                yield _phrase("en_trop", article=nom, depuis=depuis, rang=alinea.get("point") or rang)
        return
    # Aligned, so that one inserted alinéa is one difference, not one per alinéa after it.
    alignement = difflib.SequenceMatcher(None, ecrites, attendues, autojunk=False)
    for genre, d, f, d_off, f_off in alignement.get_opcodes():
        if genre == "equal":
            continue
        communs = min(f - d, f_off - d_off)
        for k in range(communs):
            cle = "different" if ecrites[d + k] is not None else "sans_empreinte"
            yield _phrase(cle, article=nom, depuis=depuis, rang=d + k + 1)
        for k in range(d + communs, f):
            yield _phrase("en_trop", article=nom, depuis=depuis, rang=k + 1)
        for k in range(d_off + communs, f_off):
            yield _phrase("manquant", article=nom, depuis=depuis, rang=k + 1)


def _texte(version: Mapping, versions: list[Mapping], textes: list[Mapping]) -> Mapping | None:
    dates = {_jour(texte["version_from"]): texte for texte in textes}
    if version["depuis"] in dates:
        return dates[version["depuis"]]
    sans_date = dates.get(None)
    libres = [v for v in versions if v["niveau"] in _COMPARES and v["depuis"] not in dates]
    return sans_date if sans_date is not None and len(libres) == 1 else None


def _code(nom: str) -> str:
    for debut, code in _mots("textes_officiels")["codes"].items():
        if nom.startswith(debut):
            return code
    return re.sub(r" \(.*\)$", "", nom)


def _numero(nom: str) -> str:
    # "R. 441-5 (Mayotte)": what stands in brackets is the copyist's remark.
    return re.sub(r" \(.*\)$", "", nom)


def _jour(texte: str | None) -> dt.date | None:
    return dt.date.fromisoformat(texte) if texte else None


def _phrase(cle: str, **mots: object) -> str:
    if "depuis" in mots:
        mots["depuis"] = mots["depuis"] or _mots("textes_officiels")["date_inconnue"]
    return _mots("textes_officiels")[cle].format(**mots)
