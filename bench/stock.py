"""The assistant of `rasa init`, made and trained once, then kept for later runs."""
import os
import shutil
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Dict, Text

from bench.words import FOLDER, Impossible, say, show

KEPT = FOLDER / ".stock"
LONGEST = 20 * 60  # seconds
LINES = 15  # of the log shown when it fails


def prepare(folder: Path = KEPT) -> Path:
    """The project of the stock bot, trained with the Rasa that is installed; another Rasa gets another one."""
    project = folder / f"rasa-{version('rasa')}"
    if project.is_dir():
        show("stock_deja_la")
        return project
    unfinished = folder / "partiel"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    _init(unfinished)
    # Renamed only once it is whole: an interrupted training is never taken for a model.
    unfinished.rename(project)
    return project


def environment() -> Dict[Text, Text]:
    """The environment of every process measured: no telemetry, bytecode kept as in an ordinary use."""
    return {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONUNBUFFERED": "1",
    }


def _init(project: Path) -> None:
    command = [sys.executable, "-m", "rasa", "init", "--no-prompt", "--init-dir", str(project)]
    log, start = project.parent / "init.log", time.monotonic()
    print(say("stock_entrainement"), end="", flush=True)
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, env=environment(), stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            while process.poll() is None and time.monotonic() - start < LONGEST:
                print(".", end="", flush=True)
                time.sleep(2)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
    print(flush=True)
    # `rasa init` exits with 0 when the training fails.
    if process.returncode or not list((project / "models").glob("*.tar.gz")):
        end = log.read_text(encoding="utf-8", errors="replace").splitlines()[-LINES:]
        raise Impossible("stock_rate", journal="\n".join(end))
    show("stock_fait", secondes=round(time.monotonic() - start))
