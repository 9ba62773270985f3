"""The actions Rasa calls, one for each thing a person can do. Each takes what was understood, then answers."""
from __future__ import annotations

import abc
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from . import deadlines, emergency, glossary, hypotheses, intake, interview, pourquoi, subjects, summary
from .turn import Turn


class _TurnAction(Action, abc.ABC):
    """A turn: say that an expired conversation is gone, take the facts, answer."""

    def name(self) -> str:
        return self.action_name

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(dispatcher, tracker)
        if turn.get("expiree"):
            turn.say("utter_expiree")
            turn.set("expiree", None)
        if turn.intent not in ("incompris", "hors_sujet"):
            turn.set("incompris_de_suite", None)
        self._introduce(turn)
        self.answer(turn)
        return turn.events()

    @staticmethod
    def _introduce(turn: Turn) -> None:
        """Once: what this is, and how to leave. A greeting says it at length; danger comes first."""
        if not turn.get("presente") and turn.intent not in ("urgence", "effacer", "recommencer", "autre_langue"):
            if turn.intent != "salutation":
                turn.say("utter_presentation")
            turn.set("presente", True)

    @abc.abstractmethod
    def answer(self, turn: Turn) -> None:
        """Say what there is to say in this turn."""


class Entretien(_TurnAction):
    """Facts, answers, "ma situation", "continuer": take them, say them back, ask the next question."""

    action_name = "action_entretien"

    def answer(self, turn: Turn) -> None:
        pending, proposed = turn.get("question_posee"), turn.get("proposition")
        taken = intake.take(turn)
        if taken.unclear and pending is None:
            self._bare_answer_to_offer(turn, proposed)
            return
        if taken.unclear:
            misunderstood(turn)
            return
        turn.set("proposition", None)
        if taken.learned.get("danger") == "oui":
            emergency.tell(turn)
        if turn.intent == "commencer" or (turn.entity("pour_qui") and not turn.get("entretien")):
            turn.say("utter_commencer_autre" if turn.get("pour_qui") == "autre" else "utter_commencer")
        intake.say_back(turn, taken, pending)
        if turn.entity("mineur") and turn.get("age") is None:
            turn.say("utter_mineur")
            interview.ask(turn, "age")
            return
        missing = deadlines.follow(turn)
        if missing is not None:
            interview.ask(turn, missing)
        else:
            interview.resume(turn)

    def _bare_answer_to_offer(self, turn: Turn, proposed: str | None) -> None:
        if proposed and turn.intent == "affirmer":
            turn.set("proposition", None)
            turn.say("utter_commencer" if proposed == "commencer" else "utter_reprise")
            interview.advance(turn)
        elif proposed:
            turn.set("proposition", None)
            turn.say("utter_poser_question")
        else:
            misunderstood(turn)


class Bilan(_TurnAction):
    """The result now, with whatever the message itself said."""

    action_name = "action_bilan"

    def answer(self, turn: Turn) -> None:
        intake.take(turn)
        bilan = turn.evaluate()
        summary.give(turn, bilan)
        if bilan["prochaine_question"] is not None:
            interview.propose(turn, "continuer")


class Sujet(_TurnAction):
    """A question of law or practice, in the middle of anything, and back."""

    action_name = "action_sujet"

    def answer(self, turn: Turn) -> None:
        pending = turn.get("question_posee")
        taken = intake.take(turn)
        sujet = turn.intent.removeprefix("sujet_")
        if not subjects.is_subject(sujet):
            misunderstood(turn)
            return
        intake.say_back(turn, taken, pending)
        if taken.facts:
            turn.set("entretien", True)
        subjects.answer(turn, sujet)
        subjects.go_on(turn, sujet)


class Urgence(_TurnAction):
    """Danger or distress: the numbers first, then whatever else was said, then the pending question."""

    action_name = "action_urgence"

    def answer(self, turn: Turn) -> None:
        emergency.tell(turn, turn.entity("motif") or "danger")
        if turn.entity("langue"):
            turn.say(f"utter_langue_{turn.entity('langue')}")
        pending = turn.get("question_posee")
        taken = intake.take(turn)
        intake.say_back(turn, taken, pending)
        if subjects.is_subject(turn.entity("sujet")):
            subjects.answer(turn, turn.entity("sujet"))
        turn.say("utter_urgence_offre")
        if not interview.ask_again(turn):
            turn.set("proposition", "continuer" if turn.get("entretien") else "commencer")


class Pourquoi(_TurnAction):
    """Why this question, or this line of the result."""

    action_name = "action_pourquoi"

    def answer(self, turn: Turn) -> None:
        pourquoi.answer(turn)


class _Aside(_TurnAction, abc.ABC):
    """Answered in passing: whatever facts the message also says are taken, and the pending question comes back."""

    def answer(self, turn: Turn) -> None:
        pending = turn.get("question_posee")
        taken = intake.take(turn)
        intake.say_back(turn, taken, pending)
        if self.tell(turn) or interview.ask_again(turn):
            return
        if taken.answered or not turn.get("bilan_donne"):
            interview.go_on(turn)

    @abc.abstractmethod
    def tell(self, turn: Turn) -> bool:
        """Give the answer; True when it ends on a question of its own."""


class Hypothese(_Aside):
    """ "What if": the comparison, which changes no fact."""

    action_name = "action_hypothese"

    def tell(self, turn: Turn) -> bool:
        hypotheses.answer(turn)
        return False


class Echeance(_Aside):
    """How many days are left."""

    action_name = "action_echeance"

    def tell(self, turn: Turn) -> bool:
        missing = deadlines.answer(turn)
        if missing is not None:
            interview.ask(turn, missing)
        return missing is not None


class Contester(_TurnAction):
    """ "That's wrong": what was just said back is withdrawn, and will be asked instead."""

    action_name = "action_contester"

    def answer(self, turn: Turn) -> None:
        withdrawn = {f: turn.get(f) for f in turn.get("faits_dits") or () if turn.get(f) is not None}
        for fait in withdrawn:
            turn.set(fait, None)
        turn.set("faits_dits", None)
        if withdrawn:
            dits = " ; ".join(turn.law.faits.dire(f, v) for f, v in withdrawn.items() if v != "inconnu")
            turn.say("utter_retire", faits=dits)
        else:
            turn.say("utter_rien_a_retirer")
        interview.go_on(turn)


class Recommencer(_TurnAction):
    """Start over: every fact is forgotten."""

    action_name = "action_recommencer"

    def answer(self, turn: Turn) -> None:
        turn.forget()
        turn.set("presente", True)
        turn.say("utter_recommence")


class Effacer(_TurnAction):
    """Erase: the store deletes the conversation instead of saving it."""

    action_name = "action_effacer"

    def answer(self, turn: Turn) -> None:
        turn.forget()
        turn.set("a_effacer", True)
        turn.say("utter_efface")


class Arreter(_TurnAction):
    """Stop the interview; what was said stays until it expires or is erased."""

    action_name = "action_arreter"

    def answer(self, turn: Turn) -> None:
        for slot in ("entretien", "question_posee", "proposition"):
            turn.set(slot, None)
        turn.say("utter_arreter")


class Parole(_TurnAction):
    """What is said in passing (greeting, thanks, anger, help…), then back to the question shown."""

    action_name = "action_parole"

    def answer(self, turn: Turn) -> None:
        pending = turn.get("question_posee")
        taken = intake.take(turn)
        word = glossary.explained(turn.text) if turn.intent == "reformulation" else None
        if word:
            turn.send(word)
        elif turn.intent == "reformulation" and turn.get("dernier_sujet"):
            subjects.answer(turn, turn.get("dernier_sujet"))
        elif turn.intent == "salutation" and pending is not None:
            turn.say("utter_salutation_courte")
        else:
            turn.say(f"utter_{turn.intent}")
        if turn.intent in _SUBJECTS:
            turn.structure("reponse", sujet=turn.intent, fondements=[], contacts=[])
        intake.say_back(turn, taken, pending)
        if turn.get("question_posee") or taken.facts:
            interview.go_on(turn)


_SUBJECTS = ("salutation", "remerciement", "colere", "reformulation")  # subjects of the public contract, without law


class AutreLangue(_TurnAction):
    """A message that is not French: fixed words in its language, then on in simple French."""

    action_name = "action_autre_langue"

    def answer(self, turn: Turn) -> None:
        turn.say(f"utter_langue_{turn.entity('langue')}")
        turn.structure("comprehension", motif="incompris", langue=turn.entity("langue"))
        turn.say("utter_langue_suite")
        interview.ask_again(turn)


class Incompris(_TurnAction):
    """Not understood, or out of scope: say so kindly, offer buttons, and show the question again."""

    action_name = "action_incompris"

    def answer(self, turn: Turn) -> None:
        misunderstood(turn)


def misunderstood(turn: Turn) -> None:
    """Say that the message was not understood; from the second time in a row, offer buttons and a human."""
    reason = "hors_sujet" if turn.intent == "hors_sujet" else "incompris"
    times = (turn.get("incompris_de_suite") or 0) + 1
    turn.set("incompris_de_suite", times)
    if reason == "hors_sujet":
        turn.say("utter_hors_sujet")
    elif times == 1:
        turn.say("utter_incompris")
    else:
        turn.say("utter_incompris_encore")
    turn.structure("comprehension", motif=reason)
    if not interview.ask_again(turn) and times == 1:
        interview.propose(turn, "continuer" if turn.get("entretien") else "commencer")
