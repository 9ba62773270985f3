"""YAML that remembers where each thing was written, so that a refusal can name the file and the line."""
from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, Iterator

import yaml

from .erreurs import DroitIncoherent, phrase

_RACINE = Path(__file__).parent

# What each key holds, wherever it is written.
_GENRES = {
    "texte": ("intitule", "resume", "demarche", "nom", "sens", "libelle", "code"),
    "booleen": ("general", "doute", "partiel"),
    "nombre": ("prix",),
    "nombre_ou_zero": ("poids",),
    "date": ("du", "plus_ancienne", "textes_verifies_au"),
    "tableau": ("articles", "valeurs", "implique", "prealable", "bref"),
    "liste": ("fondements", "lectures", "de", "non_vu"),
    "liste_pleine": ("toutes", "une_de"),
    "liste_de_tableaux": ("voies", "versions", "alineas", "reserves", "periodes", "avant"),
}
_GENRE_DE = {cle: genre for genre, cles in _GENRES.items() for cle in cles}


class Bloc(dict):
    """A mapping that knows its file, its first line and the line of each key (1-based)."""

    __slots__ = ("fichier", "ligne", "lignes")

    def refuser(self, cle: str, /, *, a: object = None, **mots: object) -> DroitIncoherent:
        """The error to raise about this block, at key `a` when given."""
        return DroitIncoherent(cle, self.fichier, self.lignes.get(a, self.ligne), **mots)

    def refuser_genre(self, cle: object, genre: str) -> DroitIncoherent:
        """The error to raise when the value at `cle` is not of this kind."""
        return self.refuser("genre_inattendu", a=cle, cle=cle, attendu=phrase("genre_" + genre))

    def exiger(self, obligatoires: set[str], permises: set[str] = frozenset()) -> None:
        """Refuse unknown or missing keys, and values that are not of their key's kind."""
        for cle in self:
            if cle not in obligatoires and cle not in permises:
                raise self.refuser("cle_inconnue", a=cle, cle=cle, acceptes=", ".join(sorted(obligatoires | set(permises))))
        for cle in sorted(obligatoires):
            if cle not in self:
                raise self.refuser("cle_manquante", cle=cle)
        for cle, valeur in self.items():
            if cle in _GENRE_DE and not _est(valeur, _GENRE_DE[cle]):
                raise self.refuser_genre(cle, _GENRE_DE[cle])

    def blocs(self) -> Iterator[tuple[str, "Bloc"]]:
        """The items, when each must be a block."""
        for cle, valeur in self.items():
            if not isinstance(valeur, Bloc):
                raise self.refuser_genre(cle, "tableau")
            yield cle, valeur


def _est(valeur: object, genre: str) -> bool:
    match genre:
        case "texte":
            return isinstance(valeur, str) and bool(valeur.strip())
        case "booleen":
            return isinstance(valeur, bool)
        case "nombre":
            return type(valeur) in (int, float) and valeur > 0
        case "nombre_ou_zero":
            return type(valeur) in (int, float) and valeur >= 0
        case "date":
            return type(valeur) is dt.date  # not a date with an hour
        case "tableau":
            return isinstance(valeur, Bloc)
        case "liste_pleine":
            return isinstance(valeur, list) and bool(valeur)
        case "liste_de_tableaux":
            return isinstance(valeur, list) and bool(valeur) and all(isinstance(v, Bloc) for v in valeur)
    return isinstance(valeur, list)


def lire(chemin: Path) -> Bloc:
    """Read one YAML file whose top is a mapping. Raises DroitIncoherent."""
    try:
        fichier = str(chemin.relative_to(_RACINE.parent))
    except ValueError:
        fichier = str(chemin)
    try:
        valeur = _Lecture(fichier, chemin.read_text(encoding="utf-8")).tout()
    except (OSError, UnicodeDecodeError):
        raise DroitIncoherent("fichier_du_droit_illisible", fichier, 1) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        ligne, colonne = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise DroitIncoherent("yaml_illisible", fichier, ligne, colonne=colonne) from None
    if not isinstance(valeur, Bloc):
        raise DroitIncoherent("genre_inattendu", fichier, 1, cle=fichier, attendu=phrase("genre_tableau"))
    return valeur


class _Lecture:
    """One file being read."""

    def __init__(self, fichier: str, texte: str) -> None:
        self._fichier = fichier
        self._vus: dict[int, Any] = {}  # an alias is the same thing, shared
        self._loader = yaml.CSafeLoader(texte)

    def tout(self) -> Any:
        try:
            node = self._loader.get_single_node()
            return None if node is None else self._construire(node)
        finally:
            self._loader.dispose()

    def _refuser(self, cle: str, node: yaml.Node, /, **mots: object) -> DroitIncoherent:
        return DroitIncoherent(cle, self._fichier, node.start_mark.line + 1, **mots)

    def _construire(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return self._scalaire(node)
        if id(node) not in self._vus:
            if isinstance(node, yaml.SequenceNode):
                liste = self._vus[id(node)] = []
                liste.extend(self._construire(n) for n in node.value)
            else:
                self._bloc(node)
        return self._vus[id(node)]

    def _scalaire(self, node: yaml.ScalarNode) -> Any:
        if node.tag == "tag:yaml.org,2002:str":
            return node.value
        try:
            return self._loader.construct_object(node)
        except ValueError:  # the 30th of February
            raise self._refuser("valeur_illisible", node, valeur=node.value) from None

    def _bloc(self, node: yaml.MappingNode) -> None:
        bloc = self._vus[id(node)] = Bloc()
        bloc.fichier, bloc.ligne, bloc.lignes = self._fichier, node.start_mark.line + 1, {}
        for cle_node, valeur_node in node.value:
            if not isinstance(cle_node, yaml.ScalarNode):
                raise self._refuser("cle_illisible", cle_node)
            cle = self._scalaire(cle_node)
            if cle in bloc.lignes:
                raise self._refuser("cle_deux_fois", cle_node, cle=cle)
            bloc.lignes[cle] = cle_node.start_mark.line + 1
            bloc[cle] = self._construire(valeur_node)
