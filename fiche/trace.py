"""The graph of the path laid out for SVG: boxes in two columns, arrows at right angles in the gutters between them."""
from __future__ import annotations

import textwrap
from dataclasses import dataclass, field

from .chemin import Chemin, Etape, Fleche
from .mots import mots

LARGEUR = 762
_COLONNES = ((52, 358), (464, 296))  # left edge and width of each
_MARGE, _ECART, _PAS = 12, 26, 9  # inside a box, between boxes, between the arrows of a gutter
_TITRE, _LIGNE, _PETITE = 21, 15, 12.5  # heights of lines
_PAR_LIGNE, _PAR_PETITE = 6.35, 5.35  # mean width of a letter


@dataclass(frozen=True)
class Ligne:
    texte: str
    y: float
    classe: str  # "titre", "droit", "suite" or "condition"
    signe: str | None = None


@dataclass
class Boite:
    etape: Etape
    x: float
    y: float
    l: float
    h: float
    lignes: list[Ligne] = field(default_factory=list)


@dataclass(frozen=True)
class Trait:
    fleche: Fleche
    points: str


@dataclass(frozen=True)
class Trace:
    largeur: int
    hauteur: float
    boites: tuple[Boite, ...]
    traits: tuple[Trait, ...]


def tracer(chemin: Chemin) -> Trace:
    bas = [2.0, 2.0]
    boites: dict[str, Boite] = {}
    for etape in _ordre(chemin):
        boite = _boite(etape, bas[etape.colonne])
        boites[etape.id] = boite
        bas[etape.colonne] = boite.y + boite.h + _ECART
    _repartir([b for b in boites.values() if b.etape.colonne == 1], max(bas) - _ECART)
    return Trace(LARGEUR, max(bas) - _ECART + 2, tuple(boites.values()), tuple(_traits(chemin, boites)))


def _ordre(chemin: Chemin) -> list[Etape]:
    """The stages as they are drawn, from top to bottom."""
    return sorted(chemin.etapes, key=lambda etape: etape.place)


def _boite(etape: Etape, y: float) -> Boite:
    x, largeur = _COLONNES[etape.colonne]
    boite = Boite(etape, x, y, largeur, 0)
    place = largeur - 2 * _MARGE
    bas = y + 7 + _TITRE - 5
    boite.lignes.append(Ligne(etape.titre, bas, "titre"))
    bas += 4
    for droit in etape.droits:
        for rang, texte in enumerate(textwrap.wrap(droit.intitule, int((place - 16) / _PAR_LIGNE))):
            bas += _LIGNE
            boite.lignes.append(Ligne(texte, bas, "suite" if rang else "droit", None if rang else droit.nature))
        for conditions in droit.conditions:
            for texte in textwrap.wrap(mots("chemin")["mots"]["il_faut"].format(conditions=conditions), int((place - 16) / _PAR_PETITE)):
                bas += _PETITE
                boite.lignes.append(Ligne(texte, bas, "condition"))
            bas += 2
    boite.h = bas + 9 - y
    return boite


def _repartir(colonne: list[Boite], bas: float) -> None:
    """Spread the boxes of a column down to `bas`."""
    reste = bas - (colonne[-1].y + colonne[-1].h)
    if reste <= 0 or len(colonne) < 2:
        return
    for rang, boite in enumerate(colonne):
        glisse = reste * rang / (len(colonne) - 1)
        boite.y += glisse
        boite.lignes = [Ligne(l.texte, l.y + glisse, l.classe, l.signe) for l in boite.lignes]


def _traits(chemin: Chemin, boites: dict[str, Boite]) -> list[Trait]:
    """Straight down to the next box of the column; through the left gutter to one further; through the middle one to the other column."""
    suivantes = set()
    for numero in (0, 1):
        colonne = [e.id for e in _ordre(chemin) if e.colonne == numero]
        suivantes.update(zip(colonne, colonne[1:]))
    traits: list[Trait] = []
    occupees = {"gauche": 0, "milieu": 0}
    ports = _ports(chemin.fleches, boites, suivantes)
    for fleche in chemin.fleches:
        de, vers = boites[fleche.de], boites[fleche.vers]
        if (fleche.de, fleche.vers) in suivantes:
            x = de.x + de.l / 2
            points = [(x, de.y + de.h), (x, vers.y)]
        else:
            y1, y2 = ports[fleche, fleche.de], ports[fleche, fleche.vers]
            if de.etape.colonne == vers.etape.colonne == 0:
                milieu = de.x - 12 - _PAS * occupees["gauche"]
                occupees["gauche"] += 1
                points = [(de.x, y1), (milieu, y1), (milieu, y2), (vers.x, y2)]
            else:
                gauche = _COLONNES[0][0] + _COLONNES[0][1]
                milieu = gauche + 14 + _PAS * occupees["milieu"]
                occupees["milieu"] += 1
                points = [(de.x if de.etape.colonne else de.x + de.l, y1), (milieu, y1), (milieu, y2),
                          (vers.x if vers.etape.colonne else vers.x + vers.l, y2)]
        traits.append(Trait(fleche, " ".join(f"{x:.1f},{y:.1f}" for x, y in points)))
    return traits


def _ports(fleches: tuple[Fleche, ...], boites: dict[str, Boite], suivantes: set[tuple[str, str]]) -> dict[tuple[Fleche, str], float]:
    """The height at which each arrow leaves or reaches the side of a box: those of a side are spread, in the order of the other end."""
    cotes: dict[tuple[str, str], list[tuple[float, int, Fleche]]] = {}
    for rang, fleche in enumerate(fleches):
        if (fleche.de, fleche.vers) in suivantes:
            continue
        for ici, autre in ((fleche.de, fleche.vers), (fleche.vers, fleche.de)):
            cote = "g" if boites[ici].etape.colonne == boites[autre].etape.colonne == 0 else "m"
            cotes.setdefault((ici, cote), []).append((boites[autre].y, rang, fleche))
    ports = {}
    for (ici, _), liste in cotes.items():
        boite = boites[ici]
        for rang, (_, _, fleche) in enumerate(sorted(liste, key=lambda port: port[:2]), 1):
            ports[fleche, ici] = boite.y + boite.h * rang / (len(liste) + 1)
    return ports
