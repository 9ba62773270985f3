"""One turn of the conversation: what was understood, what is remembered, what is said."""
from __future__ import annotations

import datetime as dt
from typing import Any, Mapping, Sequence

import rules_core
from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from . import words

Button = tuple[str, str]  # title, payload


class Turn:
    """The slots before and after, the message's intent and entities, and the messages to send.

    Nothing here keeps the typed text: `text` is read during the turn only.
    """

    def __init__(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        message = tracker.latest_message or {}
        self.intent: str = (message.get("intent") or {}).get("name") or "incompris"
        self.entities: list[Mapping[str, Any]] = message.get("entities") or []
        self.text: str = message.get("text") or ""
        self.law = rules_core.droit()
        self.today = dt.date.today()
        self._dispatcher = dispatcher
        self._slots: dict[str, Any] = dict(tracker.slots)
        self._changes: dict[str, Any] = {}

    # -- memory ----------------------------------------------------------------------------------------------------

    def get(self, slot: str) -> Any:
        return self._slots.get(slot)

    def set(self, slot: str, value: Any) -> None:
        if self._slots.get(slot) != value:
            self._slots[slot] = self._changes[slot] = value

    def forget(self) -> None:
        """Empty every slot."""
        for slot in list(self._slots):
            self.set(slot, None)

    @property
    def situation(self) -> dict[str, str]:
        """The facts understood so far, "inconnu" included for those refused or not known."""
        return {fait: valeur for fait in self.law.faits.demandes if (valeur := self._slots.get(fait)) is not None}

    def entity(self, name: str) -> Any:
        """The first value read for `name`, or None."""
        return next((e["value"] for e in self.entities if e.get("entity") == name), None)

    def all(self, name: str) -> list[Any]:
        """Every value read for `name`."""
        return [e["value"] for e in self.entities if e.get("entity") == name]

    def events(self) -> list[EventType]:
        return [SlotSet(slot, value) for slot, value in self._changes.items()]

    # -- the law ---------------------------------------------------------------------------------------------------

    def evaluate(self) -> dict[str, Any]:
        """The bilan of the situation as it is now (the object of the public contract)."""
        return rules_core.evaluer(self.situation, self.today)

    # -- words -----------------------------------------------------------------------------------------------------

    def words(self, key: str, **values: object) -> str:
        return words.say(key, self.get("pour_qui"), **values)

    def say(self, key: str, buttons: Sequence[Button] = (), **values: object) -> None:
        """Send response `key` with its own buttons, then `buttons`."""
        own = words.buttons(key, self.get("pour_qui"))
        self.send(self.words(key, **values), [*((b["title"], b["payload"]) for b in own), *buttons])

    def send(self, text: str, buttons: Sequence[Button] = ()) -> None:
        titled = [{"title": title, "payload": payload} for title, payload in buttons]
        self._dispatcher.utter_message(text=text, buttons=titled or None)

    def structure(self, kind: str, **keys: object) -> None:
        """Send a structured message, an item of its own after its texts."""
        self._dispatcher.utter_message(json_message={"type": kind, **keys})
