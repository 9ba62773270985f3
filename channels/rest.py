"""Rasa's REST channel, with an answer in every case and no typed text in the logs."""
from typing import Any, Awaitable, Callable, Dict, Optional, Text

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from channels.conversation import Conversations
from channels.secours import messages

LONGEST_SENDER = 200  # characters


class RestInput(InputChannel):
    """`POST /webhooks/rest/webhook` {"sender", "message"} -> list of messages.

    Unlike Rasa's: no metadata, no streaming, and no default sender, whose conversation everyone would share. A request
    that cannot be read gets status 400 and a list with one sentence.
    """

    @classmethod
    def name(cls) -> Text:
        return "rest"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Routes under /webhooks/rest."""
        blueprint = Blueprint("rest_webhook")
        conversations = Conversations(on_new_message, self.name())

        @blueprint.get("/")
        async def health(_: Request) -> HTTPResponse:
            return json({"status": "ok"})

        @blueprint.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            body = read_object(request)
            if body is None:
                return refusal("utter_secours_demande_illisible")
            sender, text = body.get("sender"), body.get("message")
            if isinstance(sender, int) and not isinstance(sender, bool):
                sender = str(sender)
            if not isinstance(sender, str) or not 0 < len(sender) <= LONGEST_SENDER:
                return refusal("utter_secours_expediteur_manquant")
            if not isinstance(text, str):
                return refusal("utter_secours_message_manquant", sender)
            return json(await conversations.answer(sender, text))

        return blueprint


def read_object(request: Request) -> Optional[Dict[Text, Any]]:
    """The JSON object in the body, whatever its content type says; None when there is none."""
    try:
        body = request.json
    except (SanicException, ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None


def refusal(response: Text, recipient: Text = "") -> HTTPResponse:
    """Status 400 and the sentence that says what is missing, as a list of messages."""
    return json(messages(response, recipient), status=400)
