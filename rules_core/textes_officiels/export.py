"""What is kept of an export: the articles that the data names, and where its alinéas stand elsewhere.

A dump of the whole law has millions of articles: nothing else is kept of them.
"""
from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Collection, Iterable, Mapping

from ..empreinte import empreinte
from .donnees import Cle, cle, codes_par_identifiant

_HORODATE = re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)-\d{6}(?!\d)")  # LEGI_20260402-211234.tar.gz, 20260402-211234/legi/…
SANS_DATE = dt.date(2222, 2, 22)  # how LEGI writes a day that a decree has yet to set


@dataclass(frozen=True)
class Texte:
    """One wording of an article, from `debut` (included, None: not said) to `fin` (excluded, None: no end).

    `article`: its number as the export writes it. `complet`: all its alinéas are there; a copy
    may be an extract, whose first alinéa is not that of the article.
    """

    code: str
    article: str
    debut: dt.date | None
    fin: dt.date | None
    alineas: tuple[str, ...]
    abroge: bool = False
    complet: bool = True
    identifiant: str | None = None

    @property
    def cle(self) -> Cle:
        return cle(self.code, self.article)


@dataclass(frozen=True)
class Place:
    """Where an alinéa of the data stands in the export."""

    code: str
    article: str
    debut: dt.date | None
    fin: dt.date | None

    @property
    def cle(self) -> Cle:
        return cle(self.code, self.article)


@dataclass
class Export:
    """`jusqu_au`: the day it was made, when it says so. `reconnus`: articles seen, those of other codes included."""

    codes: Mapping[str, str]  # {LEGITEXT…: code}, those of the data
    nommes: Collection[Cle]
    empreintes: Collection[str]
    jusqu_au: dt.date | None = None
    reconnus: int = 0
    places: dict[str, set[Place]] = field(default_factory=dict)  # by fingerprint
    _textes: dict[Cle, dict[object, tuple[dt.date, Texte]]] = field(default_factory=dict)

    @classmethod
    def pour(cls, fichiers: Iterable[Mapping]) -> "Export":
        """An empty export that will keep what concerns these articles files."""
        fichiers = list(fichiers)
        nommes, empreintes = set(), set()
        for fichier in fichiers:
            for numero, article in fichier["articles"].items():
                nommes.add(cle(fichier["code"], numero))
                empreintes.update(a["empreinte"] for v in article["versions"] for a in v["alineas"] if a.get("empreinte"))
        return cls(codes_par_identifiant(fichiers), nommes, empreintes)

    def ajouter(self, texte: Texte, ecrit_le: dt.date | None = None) -> None:
        """Keep what is needed of `texte`. The same version written twice: the one of the latest day `ecrit_le` counts."""
        for alinea in texte.alineas:
            marque = empreinte(alinea)
            if marque in self.empreintes:
                self.places.setdefault(marque, set()).add(Place(texte.code, texte.article, texte.debut, texte.fin))
        if texte.cle in self.nommes:
            versions = self._textes.setdefault(texte.cle, {})
            jour = ecrit_le or dt.date.min
            nom = texte.identifiant or (texte.debut, texte.fin, texte.alineas)
            if nom not in versions or versions[nom][0] <= jour:
                versions[nom] = (jour, texte)

    def dater(self, nom: str) -> dt.date | None:
        """The day that a file name of DILA's carries; the latest one is the day until which the export goes."""
        jours = [jour for trouve in _HORODATE.finditer(nom) if (jour := lire_jour("-".join(trouve.groups())))]
        jour = max(jours, default=None)
        if jour and (self.jusqu_au is None or jour > self.jusqu_au):
            self.jusqu_au = jour
        return jour

    def textes(self, nom: Cle) -> list[Texte]:
        """The wordings of an article, the oldest first (without a date: before the others)."""
        gardes = (texte for _, texte in self._textes.get(nom, {}).values())
        return sorted(gardes, key=lambda texte: texte.debut or dt.date.min)


def lire_jour(texte: object) -> dt.date | None:
    """A date AAAA-MM-JJ, None for anything else."""
    try:
        return dt.date.fromisoformat(texte)
    except (TypeError, ValueError):
        return None
