"""Why this question? Why this line of the result? The answer is the proof itself."""
from __future__ import annotations

from typing import Any

from comprehension.protections import recognise
from rules_core.citation import citer
from rules_core.explication import expliquer

from . import interview, official_texts, summary
from .turn import Turn


def answer(turn: Turn) -> None:
    """Explain the line named in the message, otherwise the question shown, otherwise offer the lines.

    A message that asks for the official text gets it, for the line it names or the last one explained.
    """
    if turn.entity("texte") and _show_text(turn):
        return
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
    quotes = official_texts.quotes(turn, found["fondements"])
    if quotes:
        turn.set("ligne_expliquee", protection)
        official_texts.show(turn, protection, quotes[:1], [official_texts.button(turn, protection)])
    interview.ask_again(turn)


def _show_text(turn: Turn) -> bool:
    """Show the official words of a line; False when the message leaves open which one, and nothing tells."""
    lines = {p["id"]: p for p in turn.evaluate()["protections"]}
    named = (turn.entity("texte"), None if turn.text.startswith("/") else recognise(turn.text), turn.get("ligne_expliquee"))
    protection = next((name for name in named if name in lines), None)
    if protection is None:
        return _offer_texts(turn, lines)
    quotes = official_texts.quotes(turn, lines[protection]["fondements"])
    if quotes:
        turn.set("ligne_expliquee", protection)
        official_texts.show(turn, protection, quotes)
    else:
        official_texts.say_absent(turn, lines[protection]["fondements"])
    interview.ask_again(turn)
    return True


def _offer_texts(turn: Turn, lines: dict[str, dict[str, Any]]) -> bool:
    """The lines whose words are here, as buttons, once there is a result to read."""
    here = [p for p in lines.values() if official_texts.quotes(turn, p["fondements"])]
    if not here or not (turn.get("bilan_donne") or turn.situation):
        return False
    turn.say("utter_texte_lequel", [(p["intitule"], official_texts.payload(p["id"])) for p in here])
    interview.ask_again(turn)
    return True


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
