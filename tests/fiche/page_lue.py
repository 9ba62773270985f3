"""A page of HTML read strictly, with the standard library."""
from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple

VIDES = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SVG_VIDES = {"circle", "rect", "line", "polyline", "path"}


class Element(NamedTuple):
    """An element read in the page: its name, its attributes, the text in it (white space folded), those it is in."""

    nom: str
    attributs: dict
    morceaux: list
    parents: tuple

    @property
    def texte(self) -> str:
        return " ".join("".join(self.morceaux).split())


class Lecteur(HTMLParser):
    """Reads a page strictly: every element that opens closes, in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.ouverts: list[Element] = []
        self.fautes: list[str] = []

    def handle_starttag(self, nom, attributs):
        if len(attributs) != len({cle for cle, _ in attributs}):
            self.fautes.append(f"{self.getpos()}: an attribute twice in {nom}")
        element = Element(nom, dict(attributs), [], tuple(self.ouverts))
        self.elements.append(element)
        if nom not in VIDES:
            self.ouverts.append(element)

    def handle_startendtag(self, nom, attributs):
        self.handle_starttag(nom, attributs)
        if nom in SVG_VIDES:
            self.ouverts.pop()
        elif nom not in VIDES:
            self.fautes.append(f"{self.getpos()}: {nom} closes itself")

    def handle_endtag(self, nom):
        if not self.ouverts or self.ouverts[-1].nom != nom:
            self.fautes.append(f"{self.getpos()}: </{nom}> closes {self.ouverts[-1].nom if self.ouverts else 'nothing'}")
        else:
            self.ouverts.pop()

    def handle_data(self, texte):
        for element in self.ouverts:
            element.morceaux.append(texte)


def analyser(page: str) -> Lecteur:
    lecteur = Lecteur()
    lecteur.feed(page)
    lecteur.close()
    return lecteur
