"""Starting says what is wrong; stopping leaves nothing."""
import io
import json
import os
import signal
import socket
import subprocess
import sys
import tarfile

import psutil
import pytest

from live import PROJECT, Server, free_port


def launch(*arguments):
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    return subprocess.run(
        [sys.executable, "-m", "server", *map(str, arguments)],
        cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=60,
    )


def test_a_port_that_is_taken_is_said_at_once_in_french():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = launch("--port", port)
    assert done.returncode == 1
    assert done.stderr == f"Le port {port} est déjà pris. Choisissez-en un autre : make run PORT={port + 1}.\n"


def test_a_missing_model_is_said_in_french(tmp_path):
    done = launch("--port", free_port(), "--modele", tmp_path)
    assert done.returncode == 1 and "make train" in done.stderr and "Traceback" not in done.stderr


def test_a_broken_model_is_said_in_french(tmp_path):
    (tmp_path / "casse.tar.gz").write_bytes(b"rien")
    done = launch("--port", free_port(), "--modele", tmp_path)
    assert done.returncode == 1 and "make train" in done.stderr and "Traceback" not in done.stderr


def test_a_model_that_needs_tensorflow_is_refused_by_the_name_of_its_component(tmp_path):
    nodes = {"a": {"uses": "rasa.nlu.classifiers.diet_classifier.DIETClassifier"},
             "b": {"uses": "rasa.core.policies.rule_policy.RulePolicy"}}
    body = json.dumps({"predict_schema": {"nodes": nodes}}).encode()
    with tarfile.open(tmp_path / "diet.tar.gz", "w:gz") as archive:
        entry = tarfile.TarInfo("metadata.json")
        entry.size = len(body)
        archive.addfile(entry, io.BytesIO(body))
    done = launch("--port", free_port(), "--modele", tmp_path)
    assert done.returncode == 1
    assert "DIETClassifier" in done.stderr and "--tensorflow" in done.stderr and "RulePolicy" not in done.stderr


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly_and_leaves_nothing_running(tmp_path, by):
    started = Server(tmp_path / "output", [], ["-m", "server"])
    started.rest("a", "bonjour")
    family = [psutil.Process(started.process.pid), *psutil.Process(started.process.pid).children(recursive=True)]
    assert started.stop(by) == 0
    assert not [p for p in family if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]
    assert "arrêté" in started.printed() and "Traceback" not in started.printed()
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
        again.bind(("127.0.0.1", started.port))
        again.listen()


def test_nothing_but_what_is_meant_is_printed(server):
    lines = server.printed().splitlines()
    assert [line for line in lines if line.startswith(("WARNING", "ERROR", "CRITICAL"))] == []
