"""Conditions as bit masks: the same law as the written tree, in a form that is quick to weigh.

Each step of a way ("this fact has one of these values") is a bit. A way to meet a condition is the mask of its steps; a
situation is the mask of the steps it takes (`pour`) and of those it rules out (`contre`). What is in neither is not known.
"""
from __future__ import annotations

from typing import Iterable, Iterator, Mapping, NamedTuple

from .chemins import Pas
from .faits import Faits, etranger, mineur
from .leviers import a_portee

class Pese(NamedTuple):
    """A situation as masks: the values known, the steps taken, the steps ruled out."""

    su: int
    pour: int
    contre: int


class Masques:
    """The bits of one day's law."""

    def __init__(self, faits: Faits, pas: Iterable[Pas], obstacles: Iterable[Pas]) -> None:
        self._pas = list(dict.fromkeys([*pas, *obstacles]))
        self._bits = {p: 1 << rang for rang, p in enumerate(self._pas)}
        # A reserve closes a way only when it is known: until then its step counts as taken.
        self._depart = self.masque(obstacles)
        self.a_portee = self.masque(filter(a_portee, self._pas))
        self._valeurs = _valeurs(faits)
        self._su = {valeur: 1 << rang for rang, valeur in enumerate([*self._valeurs, *_DU_DELAI])}
        self._pesees = {valeur: self._peser(valeur) for valeur in self._valeurs}
        self._delai = {valeur: self._peser(("delai_en_cours", valeur)) for valeur in ("oui", "non")}

    def masque(self, chemin: Iterable[Pas]) -> int:
        """A way as the mask of its steps."""
        return _union(self._bits[pas] for pas in chemin)

    def su(self, faits: Iterable[str]) -> int:
        """The bits of everything that may be known of these facts."""
        noms = frozenset(faits)
        return _union(bit for (fait, _), bit in self._su.items() if fait in noms)

    def peser(self, situation: Mapping[str, str], delai: str | None) -> Pese:
        """A checked situation, and the value of `delai_en_cours` in it (None when it is not known), as masks."""
        su, pour, contre = 0, self._depart, 0
        pesees = self._pesees
        for valeur in situation.items():
            if valeur in pesees:
                s, p, c = pesees[valeur]
                su |= s
                pour |= p
                contre |= c
        if situation.get("date_recepisse", "inconnu") != "inconnu":
            su |= self._su[_DATE_SUE]
        if delai is not None:
            s, p, c = self._delai[delai]
            su, pour, contre = su | s, pour | p, contre | c
        return Pese(su, pour & ~contre, contre)

    def pas(self, masque: int) -> Iterator[Pas]:
        """The steps of a mask."""
        while masque:
            bit = masque & -masque
            yield self._pas[bit.bit_length() - 1]
            masque ^= bit

    def _peser(self, valeur: tuple[str, str]) -> Pese:
        pour = contre = 0
        for fait, dit in ((valeur, *_suites(*valeur))):
            for pas, bit in self._bits.items():
                if pas[0] == fait:
                    if (dit in pas[2]) == pas[1]:
                        pour |= bit
                    else:
                        contre |= bit
        return Pese(self._su[valeur], pour, contre)


def valeurs(ouvertures: Iterable[tuple[str, tuple[int, ...]]], pese: Pese) -> dict[str, str]:
    """What the ways of each protection give: "oui" when one is whole, "non" when each has a step that is ruled out."""
    _, pour, contre = pese
    trouvees = {}
    for protection, chemins in ouvertures:
        valeur = "non"
        for chemin in chemins:
            if not chemin & contre:
                if chemin & pour == chemin:
                    valeur = "oui"
                    break
                valeur = "inconnu"
        trouvees[protection] = valeur
    return trouvees


def decisifs(ouvertures: Iterable[int], pese: Pese) -> int:
    """The steps not known yet that can still decide whether one of the ways is met.

    A way still open whose missing steps include those of another is needless: whatever it waits for decides nothing more.
    The tests check that this is exact, against every completion of every situation.
    """
    restes = {chemin & ~pese.pour for chemin in ouvertures if not chemin & pese.contre}
    return _union(minimaux(restes))


def minimaux(masques: Iterable[int]) -> list[int]:
    """The masks that include no other one, each once, in their order."""
    uniques = list(dict.fromkeys(masques))
    return [m for m in uniques if not any(autre & m == autre and autre != m for autre in uniques)]


_DATE_SUE = ("date_recepisse", "sue")
_DU_DELAI = (("delai_en_cours", "oui"), ("delai_en_cours", "non"), _DATE_SUE)


def _valeurs(faits: Faits) -> list[tuple[str, str]]:
    """Every (fact, value) that a situation may hold, dates left aside."""
    demandes = [(fait.id, valeur) for fait in faits.demandes.values() for valeur in fait.valeurs]
    return demandes + [(reserve, valeur) for reserve in faits.reserves for valeur in ("oui", "non")]


def _suites(fait: str, valeur: str) -> list[tuple[str, str]]:
    """What is computed from one value alone."""
    calcule = {"nationalite": ("etranger", etranger), "age": ("mineur", mineur)}.get(fait)
    return [(calcule[0], calcule[1](valeur))] if calcule else []


def _union(bits: Iterable[int]) -> int:
    masque = 0
    for bit in bits:
        masque |= bit
    return masque
