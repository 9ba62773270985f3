"""The same memory in a Redis server, for several serving processes."""
import hashlib
from typing import Optional, Text, Tuple

import redis.asyncio

from server.memory import ENDED_LIFETIME, EXPIRATION

PREFIX = "conversation:"
ENDED_PREFIX = "terminee:"


class RedisMemory:
    """Same methods and same promises as `ProcessMemory`; Redis itself does the expiring.

    Raises redis.exceptions.RedisError when the server does not answer. The server should keep nothing on disk
    (`save ""`, `appendonly no`).
    """

    def __init__(
        self, url: Text, expiration: float = EXPIRATION, ended_lifetime: float = ENDED_LIFETIME
    ) -> None:
        self.expiration = expiration
        self.ended_lifetime = ended_lifetime
        self._redis = redis.asyncio.from_url(
            url, decode_responses=True, socket_timeout=5, socket_connect_timeout=5
        )

    async def read(self, conversation: Text) -> Optional[Text]:
        """The record last written, or None when there is none any more."""
        return await self._redis.get(PREFIX + conversation)

    async def write(self, conversation: Text, record: Text) -> None:
        """Keeps `record`, and only it, until `expiration` seconds from now."""
        live = int(self.expiration * 1000)
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.set(PREFIX + conversation, record, px=live)
            pipe.set(_mark(conversation), "", px=live + int(self.ended_lifetime * 1000))
            await pipe.execute()

    async def erase(self, conversation: Text) -> None:
        """Forgets the record and the id."""
        await self._redis.delete(PREFIX + conversation, _mark(conversation))

    async def has_ended(self, conversation: Text) -> bool:
        """True when this conversation existed and expired without having written again."""
        live, known = PREFIX + conversation, _mark(conversation)
        return not await self._redis.exists(live) and bool(await self._redis.exists(known))

    async def conversations(self) -> Tuple[Text, ...]:
        """The ids of the conversations kept now."""
        keys = [key async for key in self._redis.scan_iter(match=PREFIX + "*")]
        return tuple(key[len(PREFIX):] for key in keys)

    async def purge(self) -> int:
        """Nothing to do: Redis drops what has expired."""
        return 0


def _mark(conversation: Text) -> Text:
    return ENDED_PREFIX + hashlib.sha256(conversation.encode()).hexdigest()[:32]
