"""Proofs: why a situation meets a condition or not, part by part."""
from __future__ import annotations

from typing import Any, Callable, Iterable, Mapping

from . import verite
from .conditions import Condition, Fait, Sauf, Toutes, UneDe, feuilles
from .verite import INCONNU, NON, OUI, Verite

# Proofs kept for each part of a condition: then all of that part's are forgotten.
_RETENUES = 64


class Preuve:
    """A node of a proof: a condition, its value in the situation, the proofs of its parts."""

    __slots__ = ("condition", "valeur", "parties", "ecrit")

    def __init__(self, condition: Condition, valeur: Verite, parties: tuple["Preuve", ...] = ()) -> None:
        self.condition, self.valeur, self.parties = condition, valeur, parties
        self.ecrit: Any = None  # the same as a dictionary, once somebody has written it


class Prouveur:
    """Proves one condition.

    Every part is evaluated, even where the verdict is already settled: the explanation needs them all. A part looks at few
    facts: what it gave for them is kept, and shared between proofs.
    """

    __slots__ = ("condition", "_parties", "_regarde", "_vues")

    def __init__(self, condition: Condition, su: Callable[[Iterable[str]], int]) -> None:
        """`su` gives the mask of all that may be known of some facts."""
        self.condition = condition
        self._parties = tuple(Prouveur(partie, su) for partie in _parties(condition))
        self._regarde = su({f.cle for f in feuilles(condition)})
        self._vues: dict[int, Preuve] = {}

    def prouver(self, connus: Mapping[str, str], su: int) -> Preuve:
        """The proof where these facts are known ({fact: value}; a missing one is not), `su` being their mask."""
        cle = su & self._regarde
        preuve = self._vues.get(cle)
        if preuve is None:
            if len(self._vues) >= _RETENUES:
                self._vues.clear()
            preuve = self._vues[cle] = self._prouver(connus, su)
        return preuve

    def _prouver(self, connus: Mapping[str, str], su: int) -> Preuve:
        condition = self.condition
        if isinstance(condition, Fait):
            connu = connus.get(condition.cle)
            return Preuve(condition, INCONNU if connu is None else OUI if connu in condition.valeurs else NON)
        preuves = tuple([partie.prouver(connus, su) for partie in self._parties])
        return Preuve(condition, _VALEURS[type(condition)]([p.valeur for p in preuves]), preuves)


def _parties(condition: Condition) -> tuple[Condition, ...]:
    if isinstance(condition, Fait):
        return ()
    return (condition.partie,) if isinstance(condition, Sauf) else condition.parties


_VALEURS: Mapping[type, Callable[[list[Verite]], Verite]] = {
    Toutes: verite.toutes,
    UneDe: verite.une_de,
    Sauf: lambda valeurs: verite.sauf(*valeurs),
}
