"""Two kinds of refusal: the input of whoever asks, and the law's data when it contradicts itself.

Their sentences are French and live in `paroles/erreurs.yml`.
"""
from __future__ import annotations

from .mots import mots


def phrase(cle: str, /, **details: object) -> str:
    """The French sentence `cle`, on one line, with its words filled in."""
    return " ".join(mots("erreurs")[cle].format(**details).splitlines())


class EntreeRefusee(ValueError):
    """Bad input. `str()` is one French line that names the fact and the values accepted."""

    def __init__(self, cle: str, /, **mots: object) -> None:
        self.cle = cle
        super().__init__(phrase(cle, **mots))


class DroitIncoherent(ValueError):
    """The law's data contradicts itself. `str()` is one French line with the file and the line."""

    def __init__(self, cle: str, fichier: str, ligne: int, /, **mots: object) -> None:
        self.cle = cle
        super().__init__(f"{fichier}:{ligne} : {phrase(cle, **mots)}")
