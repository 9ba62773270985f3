"""The channel of the chat page: the server issues the conversation ids, and the page can erase at once."""
import re
import secrets
from typing import Any, Awaitable, Callable, Dict, Text

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from channels.conversation import Answer, Conversations
from channels.rest import read_object, refusal
from channels.retries import Retries
from channels.secours import messages

ID = re.compile(r"[0-9a-f]{32}")
LONGEST_MESSAGE_ID = 100  # characters


class SiteInput(InputChannel):
    """Routes under /webhooks/site, all with {"sender": id} in the body and none in the address, which servers log.

    - `POST conversation` -> {"sender": id}: a new conversation; 128 random bits, 32 hexadecimal digits.
    - `POST webhook` {"sender", "message", "message_id"} -> list of messages. An id that is missing, malformed, unknown,
      expired or erased is replaced: the new one is the `recipient_id` of the answer. The same `message_id` sent again
      counts once and gets the same answer.
    - `POST effacer` or `DELETE conversation` -> 204, always. Body in JSON or form-encoded, for `navigator.sendBeacon`.
    """

    def __init__(self) -> None:
        self._retries = Retries()

    @classmethod
    def name(cls) -> Text:
        return "site"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Routes under /webhooks/site; the tracker store must be `server.tracker_store.SlotStore`."""
        blueprint = Blueprint("site_webhook")
        conversations = Conversations(on_new_message, self.name())

        @blueprint.get("/")
        async def health(_: Request) -> HTTPResponse:
            return json({"status": "ok"})

        @blueprint.post("/conversation")
        async def begin(request: Request) -> HTTPResponse:
            return _unseen(json({"sender": await _new_conversation(request)}))

        @blueprint.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            body = read_object(request)
            if body is None:
                return refusal("utter_secours_demande_illisible")
            if not isinstance(body.get("message"), str):
                return refusal("utter_secours_message_manquant")
            return _unseen(json(await self._answer_once(request, conversations, body)))

        async def erase(request: Request) -> HTTPResponse:
            sender = (read_object(request) or {}).get("sender") or request.form.get("sender")
            if _is_id(sender):
                self._retries.forget(sender)
                await conversations.erase(sender, _store(request))
                self._retries.forget(sender)
            return empty()

        blueprint.add_route(erase, "/effacer", methods=["POST"], name="effacer")
        blueprint.add_route(erase, "/conversation", methods=["DELETE"], name="effacer_conversation")
        return blueprint

    async def _answer_once(
        self, request: Request, conversations: Conversations, body: Dict[Text, Any]
    ) -> Answer:
        sender, text, number = body.get("sender"), body["message"], body.get("message_id")

        async def turn() -> Answer:
            try:
                return await _answer(request, conversations, sender, text)
            except Exception:  # the store does not answer: numbers, whatever the reason
                return messages("utter_secours_panne", sender if _is_id(sender) else "")

        # Without an id of ours, someone else's number could be the same.
        numbered = isinstance(number, str) and 0 < len(number) <= LONGEST_MESSAGE_ID
        if not numbered or not _is_id(sender):
            return await turn()
        return await self._retries.once((sender, number), turn)


async def _answer(
    request: Request, conversations: Conversations, sender: Any, text: Text
) -> Answer:
    if _is_id(sender) and await _store(request).is_live(sender):
        return await conversations.answer(sender, text)
    new = await _new_conversation(request)
    ended = messages("utter_secours_conversation_terminee", new) if _is_id(sender) else []
    return ended + await conversations.answer(new, text)


async def _new_conversation(request: Request) -> Text:
    sender = secrets.token_hex(16)
    await _store(request).open(sender)
    return sender


def _is_id(sender: Any) -> bool:
    return isinstance(sender, str) and ID.fullmatch(sender) is not None


def _store(request: Request) -> Any:
    return request.app.ctx.agent.tracker_store


def _unseen(response: HTTPResponse) -> HTTPResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
