"""Rasa's REST channel, spoken as lightly as possible: the client shares the two cores with the server."""
import http.client
import json
import time
from typing import Any, Dict, List, NamedTuple, Text

from bench.words import Impossible

HOST = "127.0.0.1"
LONGEST = 60.0  # seconds for one answer

Messages = List[Dict[Text, Any]]


class Answer(NamedTuple):
    """The messages of one turn, and how many seconds it took from the request to the last byte."""

    messages: Messages
    seconds: float


class Client:
    """One sender's connection, kept open from turn to turn as a browser does."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection(HOST, port, timeout=LONGEST)

    def send(self, sender: Text, message: Text) -> Answer:
        """Sends `message`. Raises Impossible when the answer is not a list with something in it."""
        body = json.dumps({"sender": sender, "message": message}).encode()
        start = time.perf_counter()
        self._connection.request("POST", "/webhooks/rest/webhook", body, {"Content-Type": "application/json"})
        response = self._connection.getresponse()
        answer = response.read()
        seconds = time.perf_counter() - start  # before the JSON is read: that is the client's work
        messages = json.loads(answer) if response.status == 200 else None
        if not messages:
            raise Impossible("reponse_vide", message=message, statut=response.status)
        return Answer(messages, seconds)

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()
