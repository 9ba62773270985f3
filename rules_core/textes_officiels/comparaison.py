"""What moved between the articles of the data and an export of the official texts.

A wording of the data is compared with the wording of the export that was in force on its first day. In an export of the whole law
the old wordings do not change: what moves comes as a new wording, compared in turn with the one the data still takes for the law.
"""
from __future__ import annotations

import datetime as dt
import difflib
from dataclasses import dataclass, field, replace
from typing import Iterable, Iterator, Mapping

from ..empreinte import empreinte
from .donnees import COMPARES, Cle, cle
from .export import Export, Texte

MOT, EN_PLUS, EN_MOINS, DEPLACE, SANS_EMPREINTE = "mot", "en_plus", "en_moins", "deplace", "sans_empreinte"
NOUVELLE, ABROGE, FIN, RENUMEROTE = "nouvelle_version", "abroge", "fin", "renumerote"
_FIN_DES_TEMPS = dt.date.max


@dataclass(frozen=True)
class Mouvement:
    """One thing that moved in the wording `depuis` of an article.

    `position`: index of the alinéa in the data (that of the first shifted one for EN_PLUS). `rang`: its rank in the text, or its
    point where the data knows no rank. `decales`: first rank, last rank and shift of the alinéas that follow. `le`: the day it
    takes effect, None when the export does not say. `vers`: the other number (code, article, rank not known), for RENUMEROTE.
    """

    genre: str
    depuis: dt.date | None
    le: dt.date | None = None
    position: int | None = None
    rang: int | str | None = None
    decales: tuple[int, int, int] | None = None
    vers: tuple[str, str] | None = None


@dataclass(frozen=True)
class Mot:
    """The official words of one alinéa whose fingerprint is the data's. `rang`: see `nom_d_alinea`."""

    code: str
    article: str
    depuis: dt.date | None
    rang: str
    mots: str


@dataclass
class Constat:
    """What the comparison found, by article of the data ({(code, article as written): …}).

    `verifies` and `absents` count alinéas that have a fingerprint; `jamais_vus` those that have none.
    """

    mouvements: dict[tuple[str, str], list[Mouvement]] = field(default_factory=dict)
    verifies: dict[tuple[str, str], int] = field(default_factory=dict)
    absents: dict[tuple[str, str], list[tuple[dt.date | None, int]]] = field(default_factory=dict)
    jamais_vus: int = 0
    mots: list[Mot] = field(default_factory=list)


def comparer(fichiers: Iterable[Mapping], export: Export) -> Constat:
    """Compare every article of `fichiers` (the mappings of droit/articles) with `export`."""
    fichiers = list(fichiers)
    constat = Constat()
    connues = _empreintes_par_article(fichiers)
    for fichier in fichiers:
        for numero, article in fichier["articles"].items():
            _Article(fichier["code"], str(numero), article["versions"], export, connues, constat).comparer()
    return constat


def nom_d_alinea(version: Mapping, position: int) -> str:
    """How the data names an alinéa of `version`: its rank, its point where the rank is not known, or "extrait"."""
    alinea = version["alineas"][position]
    rang = alinea.get("rang") if version.get("partiel") else position + 1
    return str(rang or alinea.get("point") or "extrait")


def _empreintes_par_article(fichiers: Iterable[Mapping]) -> dict[Cle, set[str]]:
    connues: dict[Cle, set[str]] = {}
    for fichier in fichiers:
        for numero, article in fichier["articles"].items():
            marques = connues.setdefault(cle(fichier["code"], numero), set())
            marques.update(m for version in article["versions"] for m in _marques(version) if m)
    return connues


def _marques(version: Mapping) -> list[str | None]:
    return [alinea.get("empreinte") for alinea in version["alineas"]]


def _se_recouvrent(texte: Texte, version: Mapping) -> bool:
    debut, fin = version["depuis"] or dt.date.min, version.get("jusqu_au") or _FIN_DES_TEMPS
    return (texte.debut or dt.date.min) < fin and (texte.fin or _FIN_DES_TEMPS) > debut


@dataclass
class _Article:
    """One article being compared."""

    code: str
    article: str
    versions: list[Mapping]
    export: Export
    connues: Mapping[Cle, set[str]]
    constat: Constat

    def comparer(self) -> None:
        self._nom = (self.code, self.article)
        self._cle = cle(self.code, self.article)
        self._textes = self.export.textes(self._cle)
        mouvements = [m for version in self.versions for m in self._version(version)]
        if mouvements:
            self.constat.mouvements[self._nom] = mouvements

    def _version(self, version: Mapping) -> Iterator[Mouvement]:
        marques = _marques(version)
        self.constat.jamais_vus += marques.count(None)
        if version["niveau"] not in COMPARES:
            yield from self._fin(version, set())
            return
        empreintes = [m for m in marques if m]
        texte = self._texte_de(version)
        if texte is None:
            self.constat.absents.setdefault(self._nom, []).append((version["depuis"], len(empreintes)))
        else:
            self.constat.verifies[self._nom] = self.constat.verifies.get(self._nom, 0) + len(empreintes)
            self._garder_les_mots(version, texte)
            yield from _ecarts(version, texte, version["depuis"])
        yield from self._suites(version, texte)
        yield from self._fin(version, set(empreintes))

    def _texte_de(self, version: Mapping) -> Texte | None:
        """The wording of the export that `version` was written from.

        The one that begins the same day; else the one that has most of its alinéas, among those in force on its first day (during it,
        when its first day is not known) and a text without a date that no other wording can claim.
        """
        depuis = version["depuis"]
        possibles = [t for t in self._textes if t.debut and t.debut == depuis]
        if not possibles:
            possibles = [t for t in self._textes if t.debut and _se_recouvrent(t, version) and (depuis is None or t.debut < depuis)]
            if depuis is not None:  # the last one begun: a copy may not say when the others ended
                possibles = [t for t in possibles if t.debut == possibles[-1].debut]
            sans_date = [t for t in self._textes if t.debut is None]
            dates = {t.debut for t in self._textes}
            libres = [v for v in self.versions if v["niveau"] in COMPARES and (v["depuis"] is None or v["depuis"] not in dates)]
            if len(sans_date) == 1 and (depuis is None or len(libres) == 1):
                possibles += sans_date
        return self._le_plus_proche(version, possibles) if possibles else None

    @staticmethod
    def _le_plus_proche(version: Mapping, textes: list[Texte]) -> Texte:
        marques = set(_marques(version))
        return max(textes, key=lambda t: sum(empreinte(a) in marques for a in t.alineas))

    def _suites(self, version: Mapping, texte: Texte | None) -> Iterator[Mouvement]:
        """The wordings that began while the data says that `version` was the law. One with the same words is no change."""
        avant = texte.alineas if texte else None
        debut = max(version["depuis"] or dt.date.min, (texte and texte.debut) or dt.date.min)
        for suite in self._textes:
            if suite is texte or not suite.debut or suite.debut <= debut or not _se_recouvrent(suite, version):
                continue
            if suite.alineas == avant or (suite.abroge and suite.fin is None):
                continue  # a repeal is told by _fin
            ecarts = list(_ecarts(version, suite, suite.debut))
            if ecarts:
                yield Mouvement(NOUVELLE, version["depuis"], suite.debut)
                yield from ecarts
                yield from self._renumerote(version, self._perdues(version, suite), suite.debut)
            avant = suite.alineas

    def _perdues(self, version: Mapping, texte: Texte) -> set[str]:
        presentes = {empreinte(alinea) for alinea in texte.alineas}
        return {m for m in _marques(version) if m and m not in presentes}

    def _fin(self, version: Mapping, empreintes: set[str]) -> Iterator[Mouvement]:
        """The article has ended in the export, and goes on in the data."""
        au = version.get("jusqu_au") or _FIN_DES_TEMPS
        dernier = next((t for t in reversed(self._textes) if _se_recouvrent(t, version)), None)
        if dernier is None:
            if au == _FIN_DES_TEMPS and not self._textes:
                yield from self._renumerote(version, empreintes, None)
            return
        if dernier.abroge and dernier.fin is None:  # it ended on a day not said, unless its own first day is that of the repeal
            fin = dernier.debut if dernier.debut and dernier.debut > (version["depuis"] or dt.date.min) else None
        else:
            fin = dernier.fin
            if fin is None or fin >= au:
                return
        yield Mouvement(ABROGE if dernier.abroge else FIN, version["depuis"], fin)
        yield from self._renumerote(version, empreintes, fin)

    def _renumerote(self, version: Mapping, perdues: set[str], le: dt.date | None) -> Iterator[Mouvement]:
        """Half at least of the alinéas are now under another number, where the data does not have them."""
        total = sum(1 for m in _marques(version) if m)
        if not perdues or 2 * len(perdues) < total:
            return
        trouvees: dict[tuple[str, str], set[str]] = {}
        apres = le or version["depuis"] or dt.date.min
        for marque in perdues:
            for place in self.export.places.get(marque, ()):
                ailleurs = place.cle != self._cle and marque not in self.connues.get(place.cle, ())
                if ailleurs and (place.debut is None or place.debut >= apres):
                    trouvees.setdefault((place.code, place.article), set()).add(marque)
        vers = max(sorted(trouvees), key=lambda nom: len(trouvees[nom]), default=None)
        if vers and 2 * len(trouvees[vers]) >= total:
            yield Mouvement(RENUMEROTE, version["depuis"], le, vers=vers)

    def _garder_les_mots(self, version: Mapping, texte: Texte) -> None:
        officiels = {empreinte(alinea): alinea for alinea in texte.alineas}
        for position, marque in enumerate(_marques(version)):
            if marque in officiels:
                rang = nom_d_alinea(version, position)
                self.constat.mots.append(Mot(self.code, self.article, version["depuis"], rang, officiels[marque]))


def _ecarts(version: Mapping, texte: Texte, le: dt.date | None) -> Iterator[Mouvement]:
    """The differences, alinéa by alinéa. A complete wording must be the text; a partial one, be found in it."""
    ecrites, officielles = _marques(version), [empreinte(alinea) for alinea in texte.alineas]
    modele = Mouvement(MOT, version["depuis"], le)
    if version.get("partiel"):
        yield from _ecarts_partiels(version, texte, ecrites, officielles, modele)
        return
    # Aligned, so that one inserted alinéa is one difference, not one per alinéa after it.
    decalage = 0
    for genre, d, f, d_off, f_off in difflib.SequenceMatcher(None, ecrites, officielles, autojunk=False).get_opcodes():
        if genre == "equal":
            continue
        communs = min(f - d, f_off - d_off)
        for k in range(communs):
            genre = MOT if ecrites[d + k] is not None else SANS_EMPREINTE
            yield replace(modele, genre=genre, position=d + k, rang=d + k + 1)
        for k in range(d + communs, f):
            decalage -= 1
            yield replace(modele, genre=EN_MOINS, position=k, rang=k + 1, decales=_decales(f, len(ecrites), decalage))
        for k in range(d_off + communs, f_off):
            decalage += 1
            yield replace(modele, genre=EN_PLUS, position=f, rang=k + 1, decales=_decales(f, len(ecrites), decalage))


def _decales(premier: int, nombre: int, decalage: int) -> tuple[int, int, int] | None:
    return (premier + 1, nombre, decalage) if premier < nombre and decalage else None


def _ecarts_partiels(
    version: Mapping, texte: Texte, ecrites: list[str | None], officielles: list[str], modele: Mouvement
) -> Iterator[Mouvement]:
    restantes = list(officielles)  # each alinéa of the text answers for one of the data
    cadre = 0 if texte.complet else None  # how many alinéas before those copied are missing from a copy that may be an extract
    for position, marque in enumerate(ecrites):
        if marque is None:
            continue
        alinea = version["alineas"][position]
        rang, nom = alinea.get("rang"), alinea.get("rang") or alinea.get("point")
        if marque not in restantes:
            yield replace(modele, position=position, rang=nom)
            continue
        restantes.remove(marque)
        if not rang:
            continue
        rangs = [k for k, officielle in enumerate(officielles, 1) if officielle == marque]
        if cadre is None:
            cadre = rangs[0] - rang
        if rang + cadre not in rangs:
            yield replace(modele, genre=DEPLACE, position=position, rang=rang, decales=(rang, rang, rangs[0] - rang - cadre))
