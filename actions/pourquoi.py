"""Why this question? Why this line of the result? The answer is the proof itself."""
from __future__ import annotations

from typing import Any

from comprehension.protections import recognise
from rules_core.citation import citer
from rules_core.explication import expliquer

from . import interview, summary
from .turn import Turn


def answer(turn: Turn) -> None:
    """Explain the line named in the message, otherwise the question shown, otherwise offer the lines."""
    protection = turn.entity("protection") or (None if turn.text.startswith("/") else recognise(turn.text))
    pending = turn.get("question_posee")
    if protection in turn.law.protections:
        _explain_line(turn, protection)
    elif pending is not None:
        _explain_question(turn, pending)
        interview.ask_again(turn)
    elif turn.get("bilan_donne") or turn.situation:
        _offer_lines(turn)
    else:
        turn.say("utter_pourquoi_rien")


def _explain_line(turn: Turn, protection: str) -> None:
    found = next((p for p in turn.evaluate()["protections"] if p["id"] == protection), None)
    if found is None:
        turn.say("utter_pourquoi_rien")
        return
    text = "\n".join(expliquer(turn.law.faits, found))
    turn.say("utter_pourquoi_protection", droit=found["intitule"], lignes=text)
    turn.structure("explication", protection=protection, preuve=found["preuve"], fondements=found["fondements"])
    interview.ask_again(turn)


def _explain_question(turn: Turn, fait: str) -> None:
    """Which protections the question can decide, from their proofs."""
    concerned: list[dict[str, Any]] = [p for p in turn.evaluate()["protections"] if fait in p["faits_utiles"]]
    rights = " ; ".join(f"{p['intitule']} ({citer(p['fondements'][:1])})" for p in concerned)
    turn.say("utter_pourquoi_question", droits=rights)


def _offer_lines(turn: Turn) -> None:
    """The rights of the regime, then what else is open: the others can be asked for by name."""
    lines = [p for p in turn.evaluate()["protections"] if summary.of_the_regime(turn, p) or p["verdict"] == "oui"]
    ranked = sorted(lines, key=lambda p: ("oui", "inconnu", "non").index(p["verdict"]))
    turn.say("utter_pourquoi_laquelle", [(p["intitule"], f'/pourquoi{{"protection":"{p["id"]}"}}') for p in ranked])
