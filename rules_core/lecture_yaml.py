"""The law's files, read so that a refusal can name the file and the line."""
from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Iterator

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

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:  # once the law is checked, where it was written is forgotten
        return dict, (dict(self),)

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
    from .arbre_yaml import construire  # late: nothing reads YAML once the law is compiled

    try:
        fichier = str(chemin.relative_to(_RACINE.parent))
    except ValueError:
        fichier = str(chemin)
    try:
        texte = chemin.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise DroitIncoherent("fichier_du_droit_illisible", fichier, 1) from None
    valeur = construire(fichier, texte)
    if not isinstance(valeur, Bloc):
        raise DroitIncoherent("genre_inattendu", fichier, 1, cle=fichier, attendu=phrase("genre_tableau"))
    return valeur
