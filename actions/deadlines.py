"""Deadlines: how many days are left, what to do before, and the date for a calendar."""
from __future__ import annotations

import datetime as dt
from typing import Any

from rules_core import calendrier
from rules_core.citation import citer
from rules_core.echeances import dire

from .turn import Turn


def tell(turn: Turn, bilan: dict[str, Any]) -> bool:
    """Say each deadline of the bilan; False when none runs. The calendar travels in the message: nothing is stored or fetched."""
    le = dt.date.fromisoformat(bilan["le"])
    for echeance in bilan["echeances"]:
        turn.send(dire(echeance))
        turn.say("utter_echeance_agenda")
        files = {"neutre": calendrier([echeance], le), "explicite": calendrier([echeance], le, explicite=True)}
        turn.structure("echeance", **echeance, calendrier=files)
    return bool(bilan["echeances"])


def answer(turn: Turn) -> str | None:
    """ "Il me reste combien de jours ?": the deadline, otherwise the rule. Returns the fact that would tell, when it was not asked."""
    bilan = turn.evaluate()
    turn.set("echeance_demandee", None)
    if tell(turn, bilan):
        return None
    delay = next(p for p in bilan["protections"] if p["id"] == "non_eloignement")
    key = "utter_echeance_inconnue" if delay["verdict"] == "inconnu" else "utter_echeance_aucune"
    turn.say(key, textes=citer(delay["fondements"]))
    if turn.get("recepisse_reflexion") is None:
        missing = "recepisse_reflexion" if "recepisse_reflexion" in delay["faits_utiles"] else None
    else:
        unasked = turn.get("recepisse_reflexion") == "oui" and turn.get("date_recepisse") is None
        missing = "date_recepisse" if unasked else None
    turn.set("echeance_demandee", True if missing else None)
    return missing


def follow(turn: Turn) -> str | None:
    """Once the facts asked for a deadline are known: the same answer. None as well when no one is waiting for it."""
    waiting = turn.get("echeance_demandee") and turn.get("question_posee") not in _TELLING
    return answer(turn) if waiting else None


_TELLING = ("recepisse_reflexion", "date_recepisse")
