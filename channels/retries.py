"""A message that the network sends again counts once and gets the same answer."""
import asyncio
from typing import Any, Awaitable, Callable, Dict, Text, Tuple

KEPT = 60.0  # seconds during which the same message is recognised


class Retries:
    """The answers of the last minute, by conversation and number of the message.

    Only a message that carries a number is concerned. The answer is kept in this process, and forgotten after a
    minute or with the conversation.
    """

    def __init__(self, kept: float = KEPT) -> None:
        """`kept` in seconds."""
        self._kept = kept
        self._turns: Dict[Tuple[Text, Text], asyncio.Future] = {}

    async def once(self, key: Tuple[Text, Text], turn: Callable[[], Awaitable[Any]]) -> Any:
        """The result of `turn`, run only if `key` (conversation, message) was not seen in the last minute."""
        if key not in self._turns:
            # A task of its own: a phone that loses the network must not stop the turn that it will ask for again.
            self._turns[key] = asyncio.ensure_future(turn())
            asyncio.get_running_loop().call_later(self._kept, self._turns.pop, key, None)
        return await asyncio.shield(self._turns[key])

    def forget(self, conversation: Text) -> None:
        """Drops the answers of this conversation."""
        for key in [key for key in self._turns if key[0] == conversation]:
            del self._turns[key]
