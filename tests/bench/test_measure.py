"""The loops that time turns, run against a real small HTTP server: counts are exact, and servers are stopped."""
import itertools
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Iterator

import psutil
import pytest

from bench import measure, servers
from bench.rest import Client
from bench.talks import Said, Talk
from bench.words import Impossible

# Starts a child of its own, says its number, then answers "ok" to everything.
SCRIPT = """
import http.server, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
class Echo(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b'[{"text": "%d"}]' % child.pid)
http.server.HTTPServer(("127.0.0.1", int(sys.argv[-1])), Echo).serve_forever()
"""


class Echo(BaseHTTPRequestHandler):
    """Answers each message with itself; "rien" gets an empty list."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.received.append((body["sender"], body["message"]))  # type: ignore[attr-defined]
        answer = json.dumps([] if body["message"] == "rien" else [{"text": body["message"]}]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def echo() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        server.received = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def talks() -> Iterator[Talk]:
    return (iter_talk() for _ in itertools.count())


def iter_talk() -> Talk:
    for text in ("un", "deux", "deux"):
        yield Said(text, text)


def kind_of(said: Said, messages: list) -> str:
    assert messages == [{"text": said.text}]
    return said.kind


def test_turns_are_held_until_there_are_enough_of_each_kind(echo: ThreadingHTTPServer) -> None:
    ticks: list = []
    samples = measure.one_by_one(
        echo.server_port, talks(), kind_of, ["un", "deux"], 5, lambda: ticks.append(1)
    )
    assert len(samples.seconds["un"]) == 5 and len(samples.seconds["deux"]) == 10
    assert all(seconds > 0 for seconds in samples.of(["un", "deux"]))
    assert len(ticks) == len(echo.received) == 15
    assert samples.typed == samples.understood == {"un": 5, "deux": 10}
    assert len({sender for sender, _ in echo.received}) == 5


def test_a_kind_that_never_comes_is_said_instead_of_waiting_for_ever(echo: ThreadingHTTPServer) -> None:
    with pytest.raises(Impossible, match="trois"):
        measure.one_by_one(echo.server_port, talks(), kind_of, ["un", "trois"], 2, lambda: None)


def test_what_is_not_understood_is_typed_but_not_timed(echo: ThreadingHTTPServer) -> None:
    samples = measure.one_by_one(
        echo.server_port, talks(), lambda said, _: said.kind if said.text == "un" else "", ["un"], 3, lambda: None
    )
    assert samples.typed["deux"] == 6 and samples.understood["deux"] == 0


@pytest.mark.parametrize("turns", [24, 25, 31])
def test_several_senders_hold_the_turns_asked_for_and_no_more(echo: ThreadingHTTPServer, turns: int) -> None:
    rate = measure.at_once(echo.server_port, talks(), 8, turns, lambda: None)
    assert rate > 0
    assert len(echo.received) == turns


def test_an_empty_answer_stops_the_measure(echo: ThreadingHTTPServer) -> None:
    with Client(echo.server_port) as client, pytest.raises(Impossible, match="« rien »"):
        client.send("quelqu'un", "rien")


def small_server(*code: str) -> servers.Kind:
    return servers.Kind("le petit serveur", Path.cwd(), [sys.executable, "-c", *code], "bonjour")


def test_a_server_and_its_children_are_stopped_even_when_the_measure_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        with servers.running(small_server(SCRIPT), tmp_path) as server:
            assert server.start_seconds > 0
            with Client(server.port) as client:
                child = psutil.Process(int(client.send("x", "y").messages[0]["text"]))
            both = server.memory().rss
            parent, alone = (servers.tree_memory([process]).rss for process in (child.parent(), child))
            assert both > parent + alone / 2 > parent
            raise ZeroDivisionError
    psutil.wait_procs([child], timeout=10)
    assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE
    with pytest.raises(OSError), Client(server.port) as client:
        client.send("x", "y")


def test_a_server_that_dies_is_told_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(Impossible, match="(?s)le petit serveur.*plus de place"):
        with servers.running(small_server("raise SystemExit('plus de place')"), tmp_path):
            pass
