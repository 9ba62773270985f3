"""One article of the LEGI base, as DILA publishes it: an XML file for each version of an article.

    ARTICLE / META / META_COMMUN / ID
            / META / META_SPEC / META_ARTICLE / NUM, ETAT, DATE_DEBUT, DATE_FIN
            / CONTEXTE / TEXTE @cid
            / BLOC_TEXTUEL / CONTENU: the words, in <p> and <br/>

These files declare no document type and no entity: one that does is refused, before anything in it is expanded.
"""
from __future__ import annotations

import datetime as dt
from typing import Mapping
from xml.parsers import expat

from .alineas import alineas
from .export import Texte, lire_jour

_SANS_FIN = dt.date(2999, 1, 1)
_META = ("ARTICLE", "META", "META_SPEC", "META_ARTICLE")
_CHAMPS = {(*_META, nom): nom for nom in ("NUM", "ETAT", "DATE_DEBUT", "DATE_FIN")} | {("ARTICLE", "META", "META_COMMUN", "ID"): "ID"}
_CODE = ("ARTICLE", "CONTEXTE", "TEXTE")
_MOTS = ("ARTICLE", "BLOC_TEXTUEL", "CONTENU")
_COUPURES = frozenset("p br div blockquote li ul ol dl dt dd table tr caption pre hr h1 h2 h3 h4 h5 h6".split())
_CELLULES = frozenset(("td", "th"))


class XmlRefuse(ValueError):
    """This file is not well-formed XML, or declares a document type. `cle`: which sentence says so."""

    def __init__(self, cle: str, ligne: int) -> None:
        super().__init__(cle)
        self.cle, self.ligne = cle, ligne


def lire_article(octets: bytes, codes: Mapping[str, str]) -> Texte | None:
    """The wording in one file, None when it is no article of `codes` ({LEGITEXT…: code}) or was never in force.

    Raises XmlRefuse.
    """
    lecture = _Lecture()
    lecture.lire(octets)
    champs, code = lecture.champs, codes.get(lecture.cid)
    etat = champs.get("ETAT", "").strip().upper()
    debut, fin = lire_jour(champs.get("DATE_DEBUT", "").strip()), lire_jour(champs.get("DATE_FIN", "").strip())
    if code is None or not champs.get("NUM", "").strip() or etat.endswith("MORT_NE") or (debut and debut == fin):
        return None  # "mort-né": changed again before its first day
    fin = None if fin is None or fin >= _SANS_FIN else fin
    mots = tuple(alineas("\n".join(lecture.paragraphes)))
    return Texte(code, champs["NUM"].strip(), debut, fin, mots, etat.startswith("ABROGE"), identifiant=champs.get("ID", "").strip() or None)


class _Lecture:
    """The few fields that are needed, taken as the parser meets them: no tree, so depth and size cost nothing more."""

    def __init__(self) -> None:
        self.champs: dict[str, str] = {}
        self.cid = ""
        self.paragraphes: list[str] = [""]
        self._chemin: list[str] = []

    def lire(self, octets: bytes) -> None:
        lecteur = expat.ParserCreate()
        lecteur.buffer_text = True
        lecteur.StartElementHandler, lecteur.EndElementHandler = self._ouvre, self._ferme
        lecteur.CharacterDataHandler = self._mots

        def refuser(*_: object) -> None:
            raise XmlRefuse("export_xml_declare", lecteur.CurrentLineNumber)

        lecteur.StartDoctypeDeclHandler = lecteur.EntityDeclHandler = refuser
        try:
            lecteur.Parse(octets, True)
        except expat.ExpatError as error:
            raise XmlRefuse("export_xml", error.lineno) from None
        except (LookupError, ValueError) as error:  # an encoding that does not exist
            raise error if isinstance(error, XmlRefuse) else XmlRefuse("export_xml", 1) from None

    def _ouvre(self, nom: str, attributs: dict[str, str]) -> None:
        self._chemin.append(nom)
        if self._ici() == _CODE:
            self.cid = attributs.get("cid", "")
        self._couper(nom)

    def _ferme(self, nom: str) -> None:
        self._couper(nom)
        self._chemin.pop()

    def _couper(self, nom: str) -> None:
        if self._dans_les_mots():
            if nom.lower() in _COUPURES:
                self.paragraphes.append("")
            elif nom.lower() in _CELLULES:
                self.paragraphes[-1] += " "

    def _mots(self, mots: str) -> None:
        if self._dans_les_mots():
            # A new line in the file is only a space: paragraphs are made by tags. Hard spaces stay.
            self.paragraphes[-1] += mots.replace("\r", " ").replace("\n", " ")
        elif (champ := _CHAMPS.get(self._ici())) is not None:
            self.champs[champ] = self.champs.get(champ, "") + mots

    def _ici(self) -> tuple[str, ...]:
        return tuple(self._chemin) if len(self._chemin) <= 5 else ()

    def _dans_les_mots(self) -> bool:
        return tuple(self._chemin[:3]) == _MOTS
