"""The servers of these tests, each started once."""
from typing import Iterator

import pytest

from live import SHORT, FaultyServer, Server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`python -m server`, as `make run` starts it."""
    started = Server(tmp_path_factory.mktemp("server") / "output", [], ["-m", "server"])
    yield started
    started.stop()


@pytest.fixture(scope="session")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultyServer]:
    """A server at its most talkative, whose actions fail on demand."""
    folder = tmp_path_factory.mktemp("faulty")
    endpoints = folder / "endpoints.yml"
    endpoints.write_text(
        f"tracker_store:\n  type: server.tracker_store.SlotStore\n  expiration: {SHORT}\n"
    )
    started = FaultyServer(
        folder / "output", folder / "dump", ["--debug", "--endpoints", str(endpoints)]
    )
    yield started
    started.stop()
