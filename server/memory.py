"""Where the slots of a conversation wait between two messages, and for how long."""
import hashlib
import os
import time
from collections import OrderedDict
from typing import Callable, Optional, Text, Tuple

EXPIRATION = 30 * 60  # seconds without a message
ENDED_LIFETIME = 24 * 3600  # seconds during which an expired id is recognised
ENDED_MAX = 10_000  # expired ids recognised at most


class ProcessMemory:
    """Records in the memory of this process: gone with it.

    An expired conversation leaves only a keyed hash of its id, so that the person can be told that nothing was kept.
    An erased one leaves nothing at all.
    """

    def __init__(
        self,
        expiration: float = EXPIRATION,
        ended_lifetime: float = ENDED_LIFETIME,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`expiration` and `ended_lifetime` in seconds; `clock` gives seconds and never goes back."""
        self.expiration = expiration
        self.ended_lifetime = ended_lifetime
        self._clock = clock
        self._key = os.urandom(32)
        # Both are ordered by time, oldest first: expiring looks at the first ones only.
        self._live: "OrderedDict[Text, Tuple[float, Text]]" = OrderedDict()
        self._ended: "OrderedDict[bytes, float]" = OrderedDict()

    async def read(self, conversation: Text) -> Optional[Text]:
        """The record last written, or None when there is none any more."""
        await self.purge()
        found = self._live.get(conversation)
        return found[1] if found else None

    async def write(self, conversation: Text, record: Text) -> None:
        """Keeps `record`, and only it, until `expiration` seconds from now."""
        self._live[conversation] = (self._clock(), record)
        self._live.move_to_end(conversation)
        self._ended.pop(self._mark(conversation), None)

    async def erase(self, conversation: Text) -> None:
        """Forgets the record and the id."""
        self._live.pop(conversation, None)
        self._ended.pop(self._mark(conversation), None)

    async def has_ended(self, conversation: Text) -> bool:
        """True when this conversation existed and expired without having written again."""
        await self.purge()
        return self._mark(conversation) in self._ended

    async def conversations(self) -> Tuple[Text, ...]:
        """The ids of the conversations kept now."""
        await self.purge()
        return tuple(self._live)

    async def purge(self) -> int:
        """Drops what has expired; returns how many records were dropped."""
        now, dropped = self._clock(), 0
        while self._live:
            conversation, (written, _) = next(iter(self._live.items()))
            if now - written < self.expiration:
                break
            del self._live[conversation]
            self._ended[self._mark(conversation)] = now
            dropped += 1
        while self._ended:
            mark, ended = next(iter(self._ended.items()))
            if now - ended < self.ended_lifetime and len(self._ended) <= ENDED_MAX:
                break
            del self._ended[mark]
        return dropped

    def _mark(self, conversation: Text) -> bytes:
        # On some channels an id is a telephone number: it must not be readable, nor guessed by hashing all numbers.
        return hashlib.blake2b(conversation.encode(), key=self._key, digest_size=16).digest()
