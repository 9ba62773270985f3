"""On what the figures were measured. Nothing that names the machine or who uses it."""
import datetime as dt
import os
import platform
import re
from importlib.metadata import version
from pathlib import Path
from typing import Text

import psutil

from bench.figures import number
from bench.words import say

CPU = Path("/proc/cpuinfo")


def describe() -> Text:
    """Cores, processor, memory, versions, how busy the machine is, and today's date."""
    return say(
        "machine",
        coeurs=os.cpu_count(),
        processeur=_processor(),
        memoire=number(psutil.virtual_memory().total / 1e9, 0),
        systeme=platform.system(),
        python=platform.python_version(),
        rasa=version("rasa"),
        charge=number(os.getloadavg()[0]),
        date=dt.date.today().strftime("%d/%m/%Y"),
    )


def _processor() -> Text:
    try:
        found = re.search(r"^model name\s*:\s*(.+)$", CPU.read_text(encoding="utf-8"), re.M)
    except OSError:  # not Linux
        found = None
    return found.group(1).strip() if found else platform.processor() or platform.machine()
