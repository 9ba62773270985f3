"""The two servers measured, each started as a user starts it, and always stopped."""
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Iterator, List, NamedTuple, Optional, Text

import psutil

from bench import stock
from bench.rest import HOST, Client
from bench.words import Impossible

PROJECT = Path(__file__).resolve().parent.parent
LONGEST_START = 300.0  # seconds
LONGEST_STOP = 20.0  # seconds
PAUSE = 0.02  # seconds between two tries
LINES = 15  # of the output shown when a server fails


class Kind(NamedTuple):
    """A way to start a server: `command` gets the port; `hello` is the first message sent to it."""

    name: Text
    folder: Path
    command: List[Text]
    hello: Text


class Memory(NamedTuple):
    """Bytes held by a process and its children. `pss` counts shared pages once; None where the system does not say."""

    rss: int
    pss: Optional[int]


class Server:
    """A server that has answered once, `start_seconds` after its process was started."""

    def __init__(self, kind: Kind, process: "subprocess.Popen[bytes]", port: int, output: Path) -> None:
        self.kind = kind
        self.port = port
        self._process = process
        self._output = output
        self.start_seconds = 0.0

    def wait(self, began: float) -> None:
        """Returns at the first answer. Raises Impossible when the server dies or takes too long."""
        while True:
            if self._process.poll() is not None or time.monotonic() - began > LONGEST_START:
                raise Impossible("serveur_muet", nom=self.kind.name, journal=self._end())
            try:
                with Client(self.port) as client:
                    client.send("premier", self.kind.hello)
                break
            except (OSError, Impossible):  # not listening yet, or listening before its model is loaded
                time.sleep(PAUSE)
        self.start_seconds = time.monotonic() - began

    def memory(self) -> Memory:
        """What the whole tree of processes holds now."""
        root = psutil.Process(self._process.pid)
        return tree_memory([root, *root.children(recursive=True)])

    def stop(self) -> None:
        """Ends the server and whatever it started."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(LONGEST_STOP)
            except subprocess.TimeoutExpired:
                pass
        try:  # its own group: what it may have left behind goes too
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self._process.wait()

    def _end(self) -> Text:
        return "\n".join(self._output.read_text(encoding="utf-8", errors="replace").splitlines()[-LINES:])


def tree_memory(processes: List[Any]) -> Memory:
    """The sum over `processes` (psutil's)."""
    rss = sum(process.memory_info().rss for process in processes)
    try:
        return Memory(rss, sum(process.memory_full_info().pss for process in processes))
    except (AttributeError, psutil.AccessDenied):  # only Linux says
        return Memory(rss, None)


def stock_bot(project: Path, name: Text, hello: Text) -> Kind:
    command = [sys.executable, "-m", "rasa", "run", "--interface", HOST, "--port"]
    return Kind(name, project, command, hello)


def assistant(options: List[Text], name: Text, hello: Text) -> Kind:
    """`options` are passed to `python -m server`."""
    return Kind(name, PROJECT, [sys.executable, "-m", "server", *options, "--port"], hello)


@contextmanager
def running(kind: Kind, folder: Path) -> Iterator[Server]:
    """The server, ready; stopped in every case. What it prints goes to a file of `folder`."""
    port, output = free_port(), folder / "sortie.log"
    with output.open("wb") as file:
        began = time.monotonic()
        process = subprocess.Popen(
            [*kind.command, str(port)], cwd=kind.folder, env=stock.environment(), stdin=subprocess.DEVNULL,
            stdout=file, stderr=subprocess.STDOUT, start_new_session=True,
        )
        server = Server(kind, process, port, output)
        try:
            server.wait(began)
            yield server
        finally:
            server.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]
