"""Facts taken from a message: what was read, in answer to what, and what it changes. Always said back."""
from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from rules_core.faits import INCONNU, lire_date

from .turn import Turn

_PEPPER = secrets.token_bytes(16)  # lives as long as the process: the mark of a message tells nothing outside it
_BARE = {"affirmer": "oui", "nier": "non", "ne_sait_pas": INCONNU}
_BARE_WORDS = frozenset(_BARE)


@dataclass
class Taken:
    """What a message changed. `answered`: the question shown got an answer; `read`: facts read in free text."""

    answered: bool = False
    read: dict[str, str] = field(default_factory=dict)
    pressed: dict[str, str] = field(default_factory=dict)
    implied: dict[str, str] = field(default_factory=dict)
    corrected: dict[str, str] = field(default_factory=dict)  # fact -> former value
    learned: dict[str, str] = field(default_factory=dict)  # facts whose value was not this one before
    refused: bool = False  # "I don't know", "I'd rather not say"
    unclear: bool = False  # a bare answer that answers nothing
    future_date: bool = False
    repeated: bool = False

    @property
    def facts(self) -> dict[str, str]:
        return {**self.pressed, **self.read}


def take(turn: Turn) -> Taken:
    """Take the facts of the message into the slots."""
    taken = Taken(repeated=_mark(turn))
    _take_whom(turn)
    pending = turn.get("question_posee")
    if not taken.repeated:
        for fait, valeur in _facts(turn, pending, taken).items():
            _store(turn, taken, fait, valeur)
    turn.set("faits_dits", list(taken.read) or None)
    if pending is not None and turn.get(pending) is not None:
        taken.answered = True
        turn.set("question_posee", None)
    return taken


def _mark(turn: Turn) -> bool:
    """Is it the very message that came just before? Bare answers are not concerned: each answers the question shown."""
    text = " ".join(turn.text.casefold().split())
    mark = hmac.new(_PEPPER, text.encode(), hashlib.sha256).hexdigest()[:8] if text else None
    same = mark is not None and mark == turn.get("empreinte") and turn.intent not in _BARE_WORDS
    turn.set("empreinte", mark)
    return same and not turn.text.startswith("/")


def _take_whom(turn: Turn) -> None:
    whom = turn.entity("pour_qui")
    if whom in ("moi", "autre") and not (whom == "moi" and turn.get("pour_qui") is None):
        turn.set("pour_qui", whom)


def _facts(turn: Turn, pending: str | None, taken: Taken) -> dict[str, str]:
    read: dict[str, str] = {}
    for entity in turn.entities:
        fait = turn.law.faits.demandes.get(entity.get("entity"))
        if fait is not None and _accepted(turn, fait.id, entity["value"]):
            read.setdefault(fait.id, entity["value"])
    if turn.intent == "repondre":
        return _pressed(turn, pending, read, taken)
    answer = _BARE.get(turn.intent) or turn.entity("reponse")
    if pending is not None and pending not in read:
        valeur = _bare_value(turn, pending, answer) if answer else _number_or_date(turn, pending)
        if valeur is not None:
            taken.refused = valeur == INCONNU
            taken.pressed[pending] = valeur
        elif answer and not read:
            taken.unclear = True
    elif answer and not read and turn.intent in _BARE_WORDS:
        taken.unclear = pending is None
    taken.read = read
    return {**read, **taken.pressed}


def _pressed(turn: Turn, pending: str | None, read: dict[str, str], taken: Taken) -> dict[str, str]:
    """A choice: a button of any age names its fact; words equal to a choice answer the question shown."""
    if turn.text.startswith("/") or len(read) == 1:
        taken.pressed = read
    elif pending in read:
        taken.pressed = {pending: read[pending]}
    else:
        taken.unclear = True
    taken.refused = INCONNU in taken.pressed.values()
    return taken.pressed


def _accepted(turn: Turn, fait: str, valeur: object) -> bool:
    connu = turn.law.faits.demandes[fait]
    return valeur == INCONNU or (lire_date(str(valeur)) is not None if connu.est_date else valeur in connu.valeurs)


def _bare_value(turn: Turn, pending: str, answer: str) -> str | None:
    """What oui, non or "I don't know" means for the question shown."""
    fait = turn.law.faits.demandes[pending]
    return answer if answer == INCONNU or answer in fait.valeurs else fait.bref.get(answer)


def _number_or_date(turn: Turn, pending: str) -> str | None:
    if pending == "age":
        nombre = str(turn.entity("nombre") or "")
        if nombre.isdigit():
            age = int(nombre)
            return "majeur" if age >= 18 else "16_ou_17" if age >= 16 else "moins_de_16"
    if turn.law.faits.demandes[pending].est_date and turn.entity("date"):
        return str(turn.entity("date"))
    return None


def _store(turn: Turn, taken: Taken, fait: str, valeur: str) -> None:
    if fait == "date_recepisse" and valeur != INCONNU:
        if valeur > turn.today.isoformat():
            taken.future_date = True
            taken.read.pop(fait, None)
            taken.pressed.pop(fait, None)
            return
        if turn.get("recepisse_reflexion") in (None, INCONNU, "non"):
            _store(turn, taken, "recepisse_reflexion", "oui")
    avant = turn.get(fait)
    if avant not in (None, INCONNU, valeur) and valeur != INCONNU:
        taken.corrected[fait] = avant
    if avant != valeur:
        taken.learned[fait] = valeur
    turn.set(fait, valeur)
    if fait == "recepisse_reflexion" and valeur != "oui":
        turn.set("date_recepisse", None)
    for autre, valeur_autre in turn.law.faits.demandes[fait].apres(valeur).items():
        if turn.get(autre) is None:
            turn.set(autre, valeur_autre)
            taken.implied[autre] = valeur_autre


def say_back(turn: Turn, taken: Taken, pending: str | None) -> None:
    """Say what was understood, before it decides anything: corrections, facts read, old buttons, refusals."""
    dire = turn.law.faits.dire
    for fait, avant in taken.corrected.items():
        turn.say("utter_corrige", maintenant=dire(fait, turn.get(fait)), avant=dire(fait, avant))
    shown = {f: v for f, v in taken.read.items() if f not in taken.corrected}
    shown.update({f: v for f, v in taken.pressed.items() if f != pending and f not in taken.corrected})
    shown.update(taken.implied)
    known = [dire(f, v) for f, v in shown.items() if v != INCONNU]
    if known:
        turn.say("utter_compris", faits=" ; ".join(known))
    if taken.refused:
        turn.say("utter_refus_respecte")
    if taken.future_date:
        turn.say("utter_date_future")
    if taken.learned.get("age") in ("moins_de_16", "16_ou_17"):
        turn.say("utter_mineur")  # a minor is protected otherwise: said as soon as it is known
