"""A tracker store that keeps what the person is, never what was said: the slots, and nothing else."""
import json
from typing import Any, Dict, Iterable, Optional, Text

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from server.memory import EXPIRATION, ProcessMemory

TO_ERASE = "a_effacer"  # slot: the conversation is deleted instead of saved
ENDED = "expiree"  # slot: true when the conversation that bore this id has expired


class SlotStore(TrackerStore):
    """Keeps the slots that differ from their initial value; no text, no entity, no answer, no event.

    The tracker given back is made of those slots alone, so a turn costs the same however long the conversation is.
    In `endpoints.yml`: `type: server.tracker_store.SlotStore`, and optionally `expiration` (seconds without a message,
    1800) and `url` (of a Redis server: redis://..., rediss://... or unix://...; without it, this process's memory).
    """

    def __init__(
        self,
        domain: Optional[Domain] = None,
        host: Optional[Text] = None,
        event_broker: Optional[EventBroker] = None,
        expiration: float = EXPIRATION,
        memory: Optional[Any] = None,
        **_: Any,
    ) -> None:
        # An event broker would receive every typed text: it is left out on purpose.
        super().__init__(domain, event_broker=None)
        self.memory = memory or _memory(host, float(expiration))

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keeps the slots of `tracker`, or deletes the conversation when its slot `a_effacer` is true."""
        values = {
            name: slot.value
            for name, slot in tracker.slots.items()
            if slot.value != slot.initial_value
        }
        if values.get(TO_ERASE):
            await self.memory.erase(tracker.sender_id)
        else:
            await self.memory.write(tracker.sender_id, json.dumps(values))

    async def retrieve(self, sender_id: Text) -> Optional[DialogueStateTracker]:
        """A tracker with the kept slots; with only `expiree` when the conversation expired; None when there is none."""
        record = await self.memory.read(sender_id)
        if record is not None:
            return self._rebuild(sender_id, json.loads(record))
        if await self.memory.has_ended(sender_id):
            return self._rebuild(sender_id, {ENDED: True})
        return None

    async def create_tracker(
        self, sender_id: Text, append_action_listen: bool = True
    ) -> DialogueStateTracker:
        """A new tracker, not saved before the turn has succeeded."""
        tracker = self.init_tracker(sender_id)
        if append_action_listen:
            tracker.update(ActionExecuted(ACTION_LISTEN_NAME))
        return tracker

    async def keys(self) -> Iterable[Text]:
        """The ids of the conversations kept now."""
        return await self.memory.conversations()

    async def open(self, sender_id: Text) -> None:
        """Makes `sender_id` live before its first message."""
        await self.memory.write(sender_id, "{}")

    async def is_live(self, sender_id: Text) -> bool:
        """True when the id was opened or has written, and was neither erased nor left to expire."""
        return await self.memory.read(sender_id) is not None

    async def erase(self, sender_id: Text) -> None:
        """Deletes the conversation; says nothing when there is none."""
        await self.memory.erase(sender_id)

    async def purge(self) -> int:
        """Drops the expired conversations; returns how many."""
        return await self.memory.purge()

    def _rebuild(self, sender_id: Text, values: Dict[Text, Any]) -> DialogueStateTracker:
        tracker = self.init_tracker(sender_id)
        tracker.update(ActionExecuted(ACTION_SESSION_START_NAME))
        tracker.update(SessionStarted())
        for name, value in values.items():
            if name in tracker.slots:  # a slot of an older model may be gone
                tracker.update(SlotSet(name, value))
        tracker.update(ActionExecuted(ACTION_LISTEN_NAME))
        return tracker


def _memory(url: Optional[Text], expiration: float) -> Any:
    if url is None:
        return ProcessMemory(expiration)
    from server.redis_memory import RedisMemory  # redis is imported only where it is used

    return RedisMemory(url, expiration)
