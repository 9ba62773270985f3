"""Articles of law as data: versions, alinéas, and references that must exist.

An alinéa is every paragraph of an article, "1°", "2°"… included. Versions run from `depuis` (included) to `jusqu_au`
(excluded). The official words are not here: each alinéa has a meaning of our own and the fingerprint of the official one.
"""
from __future__ import annotations

import datetime as dt
import functools
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Iterator

from .lecture_yaml import Bloc, lire

DEBUT, FIN = dt.date.min, dt.date.max

# Where Légifrance shows a text as it was on a day, by the kind of its identifier: a code, or a law outside the codes.
_LEGIFRANCE = {
    "LEGITEXT": "https://www.legifrance.gouv.fr/codes/texte_lc/{legitext}/{le}/",
    "JORFTEXT": "https://www.legifrance.gouv.fr/loda/id/{legitext}/{le}/",
}
_REFERENCE = re.compile(
    r"(?P<code>CESEDA|CASF|CSS|C\. trav\.|C\. pén\.|CPP|C\. civ\.|L\. 91-647) "
    r"(?P<article>.+?)(?: al\. (?P<alinea>\d+)| (?P<point>(?:[IVX]+, )?\d+°(?: (?:bis|ter))?)| \(extrait\))$"
)


@dataclass(frozen=True)
class Reference:
    """A citation: code, article, and an alinéa by rank, or by point where its rank moves or is not known.

    Neither rank nor point: the one paragraph that was seen of an article.
    """

    code: str
    article: str
    alinea: int | None
    point: str | None

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.code, self.article, self.alinea, self.point)))

    def __hash__(self) -> int:  # references are keys everywhere: their hash is computed once
        return self._hash

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:  # a hash is worth nothing in another process
        return Reference, (self.code, self.article, self.alinea, self.point)

    def __str__(self) -> str:
        return f"{self.code} {self.article} " + (f"al. {self.alinea}" if self.alinea else self.point or "(extrait)")

    @classmethod
    @functools.lru_cache(maxsize=None)  # one object per citation
    def lire(cls, texte: str) -> "Reference | None":
        """Read "CESEDA R. 425-7 al. 3", "CESEDA L. 441-7 11°" or "CESEDA R. 311-6 (extrait)"; None when it is none of them."""
        trouve = _REFERENCE.fullmatch(texte)
        if trouve is None:
            return None
        alinea = trouve["alinea"]
        return cls(trouve["code"], trouve["article"], int(alinea) if alinea else None, trouve["point"])


@dataclass(frozen=True)
class Alinea:
    rang: int | None
    point: str | None
    sens: str
    empreinte: str | None


@dataclass(frozen=True)
class Version:
    """One wording of an article. `niveau`: verbatim, proche, de_memoire or non_vu (how well its text was seen)."""

    depuis: dt.date
    jusqu_au: dt.date
    niveau: str
    partiel: bool
    alineas: tuple[Alinea, ...]

    def alinea(self, reference: Reference) -> Alinea | None:
        for alinea in self.alineas:
            if reference.alinea is not None and alinea.rang == reference.alinea:
                return alinea
            if reference.alinea is None and alinea.point == reference.point and (reference.point or alinea.rang is None):
                return alinea
        return None


@dataclass(frozen=True)
class Article:
    code: str
    numero: str
    legitext: str | None
    ancien: str | None
    nouveau: str | None
    versions: tuple[Version, ...]

    def version(self, le: dt.date) -> Version | None:
        """The version in force on `le`, if any."""
        for version in self.versions:
            if version.depuis <= le < version.jusqu_au:
                return version
        return None

    def url(self, le: dt.date) -> str | None:
        """Légifrance's page of the code or the law as it was on `le`."""
        return self.legitext and _LEGIFRANCE[self.legitext[:8]].format(legitext=self.legitext, le=le.isoformat())


@dataclass(frozen=True)
class Articles:
    """Every article, by (code, number)."""

    par_numero: dict[tuple[str, str], Article] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Article]:
        return iter(self.par_numero.values())

    def de(self, reference: Reference) -> Article:
        return self.par_numero[reference.code, reference.article]

    def verifier(self, texte: object, bloc: Bloc, cle: object, du: dt.date, au: dt.date) -> Reference:
        """The reference written `texte`, or a refusal: it must exist in every version in force from `du` to `au` (excluded)."""
        reference = Reference.lire(texte) if isinstance(texte, str) else None
        if reference is None:
            raise bloc.refuser("reference_illisible", a=cle, reference=texte)
        article = self.par_numero.get((reference.code, reference.article))
        if article is None:
            raise bloc.refuser("article_inconnu", a=cle, article=f"{reference.code} {reference.article}")
        jour = du
        for version in article.versions:
            if version.jusqu_au <= du or version.depuis >= au:
                continue
            if version.depuis > jour:
                break
            if version.alinea(reference) is None:
                raise bloc.refuser("alinea_inconnu", a=cle, reference=reference, depuis=version.depuis)
            jour = version.jusqu_au
        if jour < au:
            raise bloc.refuser("article_pas_en_vigueur", a=cle, reference=reference, jour=jour)
        return reference


def charger(dossier: Path) -> Articles:
    """Read every file of `dossier`. Raises DroitIncoherent."""
    articles: dict[tuple[str, str], Article] = {}
    for chemin in sorted(dossier.glob("*.yml")):
        fichier = lire(chemin)
        fichier.exiger({"code", "intitule", "legitext", "articles"}, {"note"})
        for numero, bloc in fichier["articles"].blocs():
            article = _article(fichier, str(numero), bloc)
            if articles.setdefault((article.code, article.numero), article) is not article:
                raise fichier["articles"].refuser("article_deux_fois", a=numero, article=numero)
    return Articles(articles)


def _article(fichier: Bloc, numero: str, bloc: Bloc) -> Article:
    bloc.exiger({"versions"}, {"ancien", "nouveau", "note"})
    lues = sorted(((_version(v), v) for v in bloc["versions"]), key=lambda lue: lue[0].depuis)
    for (avant, _), (apres, ecrite) in zip(lues, lues[1:]):
        if avant.jusqu_au > apres.depuis:
            raise ecrite.refuser("versions_en_desordre", a="depuis", article=numero, date=apres.depuis)
    versions = tuple(version for version, _ in lues)
    return Article(fichier["code"], numero, fichier["legitext"], bloc.get("ancien"), bloc.get("nouveau"), versions)


def _version(bloc: Bloc) -> Version:
    bloc.exiger({"depuis", "niveau", "alineas"}, {"jusqu_au", "partiel", "note"})
    depuis, jusqu_au = intervalle(bloc)
    partiel = bool(bloc.get("partiel", False))
    alineas = []
    for position, alinea in enumerate(bloc["alineas"], 1):
        alinea.exiger({"sens"}, {"point", "empreinte", "rang", "note"})
        empreinte = alinea.get("empreinte")
        if empreinte is not None and not re.fullmatch(r"[0-9a-f]{64}", str(empreinte)):
            raise alinea.refuser("empreinte_illisible", a="empreinte")
        rang = alinea.get("rang") if partiel else position
        alineas.append(Alinea(rang, alinea.get("point"), alinea["sens"], empreinte))
    return Version(depuis, jusqu_au, bloc["niveau"], partiel, tuple(alineas))


def intervalle(bloc: Bloc, debut: str = "depuis", fin: str = "jusqu_au") -> tuple[dt.date, dt.date]:
    """The dates at the keys `debut` (null = as far back as seen) and `fin` (null = still) of a block, in that order."""
    for cle in (debut, fin):
        if type(bloc.get(cle)) not in (dt.date, type(None)):  # not a date with an hour
            raise bloc.refuser_genre(cle, "date")
    depuis, jusqu_au = bloc.get(debut) or DEBUT, bloc.get(fin) or FIN
    if jusqu_au <= depuis:
        raise bloc.refuser("dates_inversees", a=fin, debut=depuis, fin=jusqu_au)
    return depuis, jusqu_au


