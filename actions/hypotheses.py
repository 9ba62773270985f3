""" "What if": the two bilans compared, gains and risks, without touching a fact. And the buttons that offer it."""
from __future__ import annotations

from typing import Any, Iterable, Mapping

import rules_core
from rules_core.comparaison import lignes

from . import words
from .turn import Button, Turn

OFFERED = 4  # buttons: more would be a wall


def answer(turn: Turn) -> None:
    """Compare the situation with what the message supposes; without a supposition, offer some."""
    supposed = dict(pair.split("=", 1) for pair in turn.all("hypothese"))
    if not supposed:
        offered = buttons(turn, turn.evaluate()["protections"])
        turn.say("utter_hypothese_laquelle", offered) if offered else turn.say("utter_hypothese_rien")
        return
    try:
        comparison = rules_core.comparer(turn.situation, supposed, turn.today)
    except rules_core.EntreeRefusee:  # a date after today, a récépissé's date without the récépissé
        turn.say("utter_hypothese_impossible")
        return
    turn.send("\n".join(lignes(comparison)))
    # Without the two bilans: the chat keeps its messages short, and `evaluer` gives them back.
    short = {key: value for key, value in comparison.items() if key not in ("avant", "apres")}
    turn.structure("comparaison", situation=comparison["avant"]["situation"], **short)


def buttons(turn: Turn, protections: Iterable[Mapping[str, Any]]) -> list[Button]:
    """ "Et si … ?" for the levers of the regime's rights, the weightiest first; a set that another one holds is left out."""
    weight = {p["id"]: turn.law.protections[p["id"]].poids for p in protections if not p["general"]}
    ranked = sorted((p for p in protections if weight.get(p["id"])), key=lambda p: -weight[p["id"]])
    levers = [levier for p in ranked for levier in p["leviers"] if all(words.exists(f"utter_si_{fait}") for fait in levier)]
    distinct: list[Mapping[str, str]] = []
    for levier in levers:
        if not any(levier.items() <= other.items() for other in levers if other != levier) and levier not in distinct:
            distinct.append(levier)
    return [(_title(turn, levier), payload(levier)) for levier in distinct[:OFFERED]]


def payload(supposed: Mapping[str, str]) -> str:
    """What a button sends."""
    return "/hypothese{" + ",".join(f'"{fait}":"{valeur}"' for fait, valeur in supposed.items()) + "}"


def _title(turn: Turn, levier: Mapping[str, str]) -> str:
    joined = f" {turn.words('utter_bouton_hypothese_liaison')} ".join(turn.words(f"utter_si_{fait}") for fait in levier)
    return turn.words("utter_bouton_hypothese", pas=joined)
