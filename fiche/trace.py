"""The graph of the path laid out for SVG: boxes in two columns, arrows at right angles in the gutters between them."""
from __future__ import annotations

import textwrap
from dataclasses import dataclass, field

from .chemin import Chemin, Etape, Fleche
from .mots import mots

LARGEUR = 820
_COLONNES = ((44, 396), (506, 312))  # left edge and width of each
_MARGE, _ECART, _PAS = 12, 20, 9  # inside a box, between boxes, between the arrows of a gutter
_TITRE, _LIGNE, _PETITE = 21, 15, 13  # heights of lines
_PAR_LIGNE, _PAR_PETITE = 6.35, 5.85  # mean width of a letter


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
    droites = {f for f in chemin.fleches if (f.de, f.vers) in suivantes}
    ports = _ports(chemin.fleches, boites, droites)
    couloirs = _couloirs([f for f in chemin.fleches if f not in droites], boites, ports)
    traits = []
    for fleche in chemin.fleches:
        de, vers = boites[fleche.de], boites[fleche.vers]
        if fleche in droites:
            points = [(de.x + de.l / 2, de.y + de.h), (de.x + de.l / 2, vers.y)]
        else:
            x, (y1, y2) = couloirs[fleche], (ports[fleche, bout] for bout in (fleche.de, fleche.vers))
            points = [(_bord(de, x), y1), (x, y1), (x, y2), (_bord(vers, x), y2)]
        traits.append(Trait(fleche, " ".join(f"{x:.1f},{y:.1f}" for x, y in points)))
    return traits


def _bord(boite: Boite, x: float) -> float:
    """The side of a box that faces `x`."""
    return boite.x if x < boite.x else boite.x + boite.l


def _gouttiere(fleche: Fleche, boites: dict[str, Boite]) -> str:
    return "gauche" if boites[fleche.de].etape.colonne == boites[fleche.vers].etape.colonne == 0 else "milieu"


def _couloirs(fleches: list[Fleche], boites: dict[str, Boite], ports: dict[tuple[Fleche, str], float]) -> dict[Fleche, float]:
    """Where each arrow runs in its gutter: two share a lane only when one ends above the other."""
    places = {f: sorted((ports[f, f.de], ports[f, f.vers])) for f in fleches}
    libres: dict[str, list[float]] = {"gauche": [], "milieu": []}
    rangs: dict[Fleche, int] = {}
    for fleche in sorted(fleches, key=places.__getitem__):
        haut, bas = places[fleche]
        voies = libres[_gouttiere(fleche, boites)]
        rangs[fleche] = next((rang for rang, fin in enumerate(voies) if fin + 8 < haut), len(voies))
        voies[rangs[fleche]:rangs[fleche] + 1] = [bas]
    (gauche, largeur), (droite, _) = _COLONNES
    pas = (droite - gauche - largeur) / (len(libres["milieu"]) + 1)
    return {f: gauche - 13 - _PAS * rang if _gouttiere(f, boites) == "gauche" else gauche + largeur + pas * (rang + 1)
            for f, rang in rangs.items()}


def _ports(fleches: tuple[Fleche, ...], boites: dict[str, Boite], droites: set[Fleche]) -> dict[tuple[Fleche, str], float]:
    """The height at which each arrow leaves or reaches the side of a box: those of a side are spread, in the order of the other end."""
    cotes: dict[tuple[str, str], list[tuple[float, int, Fleche]]] = {}
    for rang, fleche in enumerate(fleches):
        if fleche in droites:
            continue
        for ici, autre in ((fleche.de, fleche.vers), (fleche.vers, fleche.de)):
            cotes.setdefault((ici, _gouttiere(fleche, boites)), []).append((boites[autre].y, rang, fleche))
    ports = {}
    for (ici, _), liste in cotes.items():
        boite = boites[ici]
        for rang, (_, _, fleche) in enumerate(sorted(liste, key=lambda port: port[:2]), 1):
            ports[fleche, ici] = boite.y + boite.h * rang / (len(liste) + 1)
    return ports
