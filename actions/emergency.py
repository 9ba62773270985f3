"""Danger and distress: the numbers, before anything else."""
from __future__ import annotations

from . import contacts
from .turn import Turn


def tell(turn: Turn, motif: str = "danger") -> None:
    """Say what fits `motif` (danger, detresse, mineur, muet, sante), then every number."""
    turn.say(f"utter_urgence_{motif}")
    turn.say("utter_urgence_numeros")
    turn.structure("urgence", motif=motif, numeros=contacts.emergency(motif))
