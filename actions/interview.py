"""The interview: one question at a time, the most useful and least hurtful first, and the result offered early."""
from __future__ import annotations

from typing import Any

from rules_core.citation import enumerer
from rules_core.faits import INCONNU

from . import summary
from .turn import Button, Turn

OFFER_AFTER = 5  # questions asked before the result is offered

def advance(turn: Turn) -> None:
    """Ask the next question that can still change a verdict, or give the result when none is left."""
    turn.set("entretien", True)
    bilan = turn.evaluate()
    question = bilan["prochaine_question"]
    if question is None:
        summary.give(turn, bilan)
        return
    offered = _announce(turn, bilan)
    ask(turn, question, offered)


def resume(turn: Turn) -> None:
    """Go on after facts: the question shown when it still counts, otherwise the next one; new rights are said either way."""
    pending = turn.get("question_posee")
    if pending is None:
        advance(turn)
        return
    bilan = turn.evaluate()
    if any(pending in p["faits_utiles"] for p in bilan["protections"]):
        ask(turn, pending, _announce(turn, bilan))
    else:
        turn.set("question_posee", None)
        advance(turn)


def _announce(turn: Turn, bilan: dict[str, Any]) -> bool:
    """Say which rights have just opened; True when the result is offered with the next question."""
    open_now = [p for p in bilan["protections"] if p["verdict"] == "oui"]
    told = set(turn.get("ouverts_dits") or ())
    new = [p for p in open_now if p["id"] not in told and summary.of_the_regime(turn, p)]  # the bilan says the others
    asked = (turn.get("questions_posees") or 0) + 1
    turn.set("questions_posees", asked)
    if new:
        turn.say("utter_ouvert_nouveau", droits=enumerer(p["intitule"] for p in new))
        turn.set("ouverts_dits", sorted(told | {p["id"] for p in new}))
    offered = bool(open_now) or asked > OFFER_AFTER
    if offered and not turn.get("bilan_propose"):
        turn.say("utter_bilan_propose")
        turn.set("bilan_propose", True)
    return offered


def ask(turn: Turn, fait: str, offer_result: bool = True) -> None:
    """Ask for one fact: its question, the possible answers in words, and the structured message."""
    turn.set("question_posee", fait)
    turn.set("proposition", None)
    connu = turn.law.faits.demandes[fait]
    choices = [
        {"valeur": valeur, "libelle": connu.libelles[valeur], "payload": payload(fait, valeur)} for valeur in connu.valeurs
    ]
    for key in ("utter_choix_inconnu", "utter_choix_refus"):
        choices.append({"valeur": INCONNU, "libelle": turn.words(key), "payload": payload(fait, INCONNU)})
    listed = turn.words(
        "utter_choix_date" if connu.est_date else "utter_choix_possibles", choix=" / ".join(c["libelle"] for c in choices)
    )
    buttons: list[Button] = [(turn.words("utter_bouton_pourquoi"), "/pourquoi")]
    if offer_result:
        buttons.append((turn.words("utter_bouton_bilan"), "/bilan"))
    turn.say(f"utter_question_{fait}", buttons)
    turn.send(listed)
    turn.structure(
        "question", fait=fait, choix=choices, saisie="date" if connu.est_date else "choix", texte_choix=listed
    )


def ask_again(turn: Turn) -> bool:
    """Show the pending question again, if there is one."""
    pending = turn.get("question_posee")
    if pending is None:
        return False
    ask(turn, pending)
    return True


def payload(fait: str, valeur: str) -> str:
    """What a button sends: it names its fact, so that an old button states again what it set."""
    return f'/repondre{{"{fait}":"{valeur}"}}'


def go_on(turn: Turn) -> None:
    """After anything else was answered: the pending question again, or the interview's next one, or the ways in."""
    if ask_again(turn):
        return
    if turn.get("entretien"):
        advance(turn)
    else:
        propose(turn, "commencer")


def propose(turn: Turn, what: str) -> None:
    """Offer to begin or to go on; a bare "oui" then accepts."""
    turn.set("proposition", what)
    turn.set("question_posee", None)
    turn.say("utter_continuer_propose" if what == "continuer" else "utter_suite_proposee")
