"""Real servers, each started once on a free port, in their own processes."""
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, Dict, List, Optional, Text, Tuple

import pytest

PROJECT = Path(__file__).resolve().parents[2]
FAULTY = Path(__file__).with_name("faulty_server.py")
START = 120  # seconds
SHORT = 4.0  # seconds before a conversation of the faulty server expires


class Server:
    """`python -m server` (or another way to start it) with what it printed and how to talk to it."""

    def __init__(self, output: Path, arguments: List[Text], start: List[Text]) -> None:
        self.port = free_port()
        self.output = output
        environment = {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, *start, "--port", str(self.port), *arguments]
        with output.open("wb") as file:
            self.process = subprocess.Popen(
                command, cwd=PROJECT, env=environment, stdout=file, stderr=subprocess.STDOUT
            )
        self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + START
        while f":{self.port}/assistant" not in self.printed():
            if self.process.poll() is not None or time.monotonic() > until:
                pytest.fail(f"the server did not start:\n{self.printed()}")
            time.sleep(0.1)

    def printed(self) -> Text:
        """Everything the process wrote on its two outputs."""
        return self.output.read_text(encoding="utf-8", errors="replace")

    def url(self, path: Text) -> Text:
        return f"http://127.0.0.1:{self.port}{path}"

    def request(
        self, method: Text, path: Text, body: Any = None, kind: Text = "application/json"
    ) -> Tuple[int, Any, Dict[Text, Text]]:
        """(status, JSON or text, headers); `body` is sent as JSON, or as it is when bytes."""
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url(path), data, {"Content-Type": kind}, method=method)
        try:
            response = urllib.request.urlopen(request, timeout=60)
        except urllib.error.HTTPError as error:
            response = error
        with response:
            text, headers = response.read().decode(), dict(response.headers)
        try:
            return response.status, json.loads(text), headers
        except ValueError:
            return response.status, text, headers

    def rest(self, sender: Any, message: Any) -> List[Dict[Text, Any]]:
        return self.request("POST", "/webhooks/rest/webhook", {"sender": sender, "message": message})[1]

    def site(self, sender: Optional[Text], message: Text, **more: Any) -> List[Dict[Text, Any]]:
        body = {"sender": sender, "message": message, **more}
        return self.request("POST", "/webhooks/site/webhook", body)[1]

    def conversation(self) -> Text:
        return self.request("POST", "/webhooks/site/conversation")[1]["sender"]

    def stop(self, by: signal.Signals = signal.SIGTERM) -> int:
        """The exit code."""
        if self.process.poll() is None:
            self.process.send_signal(by)
        return self.process.wait(timeout=30)


class FaultyServer(Server):
    """The real server, in which the words of `faulty_server.py` make actions fail; its conversations expire soon."""

    def __init__(self, output: Path, dump: Path, arguments: List[Text]) -> None:
        self.dump = dump
        os.environ["DUMP"] = str(dump)
        super().__init__(output, arguments, [str(FAULTY)])

    def kept(self) -> Text:
        """All that the process keeps between two messages, as text."""
        self.dump.unlink(missing_ok=True)
        self.process.send_signal(signal.SIGUSR1)
        until = time.monotonic() + 10
        while not self.dump.exists():
            assert time.monotonic() < until, "no dump"
            time.sleep(0.05)
        return self.dump.read_text(encoding="utf-8")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def system_program(name: Text) -> Text:
    """Its path; without it the test is skipped, and fails in continuous integration."""
    path = shutil.which(name)
    if path is None:
        reason = f"{name} n'est pas installé sur cette machine"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    return path


def texts(messages: List[Dict[Text, Any]]) -> Text:
    """What a person reads."""
    return "\n".join(message["text"] for message in messages if "text" in message)


def customs(messages: List[Dict[Text, Any]]) -> List[Text]:
    return [message["custom"]["type"] for message in messages if "custom" in message]
