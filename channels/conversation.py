"""What every channel does with one message: one turn at a time, and never an empty answer."""
import asyncio
import logging
from typing import Any, Awaitable, Callable, Dict, List, Text
from weakref import WeakValueDictionary

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from channels.secours import messages
from comprehension.fixed_words import recognise
from server.logs import place

logger = logging.getLogger(__name__)

DEADLINE = 20.0  # seconds for one turn, after which the emergency numbers are better than waiting
LONGEST = 8_000  # characters in one message

Answer = List[Dict[Text, Any]]


class Conversations:
    """The turns of the conversations of one channel."""

    def __init__(
        self,
        handle: Callable[[UserMessage], Awaitable[Any]],
        channel: Text,
        deadline: float = DEADLINE,
    ) -> None:
        """`handle` runs the assistant on a message; `deadline` in seconds."""
        self._handle = handle
        self._channel = channel
        self._deadline = deadline
        # A lock lives as long as someone holds it or waits for it. Rasa's own makes a second message wait a second.
        self._locks: "WeakValueDictionary[Text, asyncio.Lock]" = WeakValueDictionary()

    async def answer(self, sender: Text, text: Text) -> Answer:
        """The messages that answer `text`; [] for an empty message only.

        Whatever fails behind (exception, time, an action that says nothing), the person gets a sentence and the
        emergency numbers. Only the kind and the place of the failure are logged.
        """
        if not text.strip():
            return []
        if len(text) > LONGEST:
            return messages("utter_secours_trop_long", sender)
        output = CollectingOutputChannel()
        try:
            async with self._lock(sender):
                await asyncio.wait_for(self._turn(sender, text, output), self._deadline)
        except Exception as error:  # whatever it is, the person must not be left without an answer
            logger.error("tour.interrompu %s", place(error))
            return output.messages + messages("utter_secours_panne", sender)
        if not any((message.get("text") or "").strip() for message in output.messages):
            logger.error("tour.muet")
            return messages("utter_secours_panne", sender)
        return output.messages

    async def erase(self, sender: Text, store: Any) -> None:
        """Deletes the conversation at once, and again after the turn that may be running: its end would save it."""
        await store.erase(sender)
        async with self._lock(sender):
            await store.erase(sender)

    async def _turn(self, sender: Text, text: Text, output: CollectingOutputChannel) -> None:
        # Read here, not by Rasa: Rasa takes any text that begins with "/" for an intent and its entities.
        message = UserMessage(
            text, output, sender, parse_data=recognise(text), input_channel=self._channel
        )
        await self._handle(message)

    def _lock(self, sender: Text) -> asyncio.Lock:
        lock = self._locks.get(sender)
        if lock is None:
            lock = self._locks[sender] = asyncio.Lock()
        return lock
