"""The law of one day, made ready to weigh situations."""
from __future__ import annotations

import datetime as dt
import functools
from typing import Iterable, Mapping, NamedTuple

from .chemins import Pas
from .conditions import feuilles
from .droit import Droit
from .faits import delai_en_cours
from .leviers import ensemble, manquants
from .masques import Masques, Pese, minimaux
from .preuves import Prouveur
from .protections import Protection, Reserve, Voie


class VoieDuJour(NamedTuple):
    """A ground in force, its ways as masks (the reserves that close it are steps of each), its reserves in force."""

    voie: Voie
    ouvertures: tuple[int, ...]
    reserves: tuple[Reserve, ...]
    prouveur: Prouveur


class EnJeu(NamedTuple):
    """A protection that exists that day. `regarde`: the mask of all that its verdict, its proof and its words depend on."""

    protection: Protection
    voies: tuple[VoieDuJour, ...]
    ouvertures: tuple[int, ...]
    regarde: int


class Jour:
    """The protections that exist on `le`, and how a situation weighs in them."""

    def __init__(self, droit: Droit, le: dt.date) -> None:
        self.droit, self.le = droit, le
        voies = [voie for _, voies in droit.en_vigueur(le) for voie in voies]
        pas = [pas for voie in voies for chemin in voie.chemins for pas in chemin]
        self.masques = Masques(droit.faits, pas, [_obstacle(r) for v in voies for r in self._reserves(v)])
        self.en_jeu = tuple(self._en_jeu(protection, voies) for protection, voies in droit.en_vigueur(le))
        self.ouvertures = tuple((e.protection.id, e.ouvertures) for e in self.en_jeu)

    def peser(self, situation: Mapping[str, str]) -> Pese:
        """A checked situation, weighed."""
        recu, date = situation.get("recepisse_reflexion"), situation.get("date_recepisse")
        return self.masques.peser(situation, delai_en_cours(recu, None if date == "inconnu" else date, self.le))

    def leviers(self, ouvertures: tuple[int, ...], pese: Pese) -> tuple[dict[str, str], ...]:
        """The smallest sets of steps within reach that would open one of the ways; empty when no step is missing."""
        masques = self.masques
        pas = manquants(ouvertures, pese.pour, pese.contre, masques.a_portee)
        return tuple([ensemble(masques.pas(m)) for m in minimaux(pas) if m])

    def _en_jeu(self, protection: Protection, voies: tuple[Voie, ...]) -> EnJeu:
        du_jour = tuple(self._voie(voie) for voie in voies)
        faits = {f.cle for voie in voies for f in feuilles(voie.si)} | {r.fait for v in du_jour for r in v.reserves}
        ouvertures = minimaux(o for v in du_jour for o in v.ouvertures)
        return EnJeu(protection, du_jour, tuple(ouvertures), self._su(faits))

    def _su(self, faits: Iterable[str]) -> int:
        """The mask of all that may be known of these facts, and of those they are computed from."""
        derives = self.droit.faits.derives
        return self.masques.su({*faits, *(origine for fait in faits for origine in derives.get(fait, ()))})

    def _voie(self, voie: Voie) -> VoieDuJour:
        reserves = self._reserves(voie)
        obstacles = self.masques.masque(_obstacle(r) for r in reserves if r.effet == "empeche")
        ouvertures = minimaux(self.masques.masque(c) | obstacles for c in voie.chemins)
        return VoieDuJour(voie, tuple(ouvertures), reserves, Prouveur(voie.si, self._su))

    def _reserves(self, voie: Voie) -> tuple[Reserve, ...]:
        return tuple(r for r in voie.reserves if r.depuis <= self.le < r.jusqu_au)


def _obstacle(reserve: Reserve) -> Pas:
    return (reserve.fait, True, reserve.obstacle.valeurs)


@functools.lru_cache(maxsize=8)
def jour(droit: Droit, le: dt.date) -> Jour:
    """The law of the day `le`, kept ready for the last days asked."""
    return Jour(droit, le)
