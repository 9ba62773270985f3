"""The command line, run as a program."""
import os
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def run(*arguments, text="", command="evaluer", pipe_to=None, **environment):
    """The finished process of `python -m rules_core evaluer` (or another command); `text` (str or bytes) is its standard input."""
    program = [sys.executable, "-m", "rules_core", command, *map(str, arguments)]
    if pipe_to:
        program = ["bash", "-c", f"{shlex.join(program)} | {pipe_to}"]
    return subprocess.run(program, cwd=ROOT, input=text.encode() if isinstance(text, str) else text, capture_output=True,
                          timeout=60, env={**os.environ, **environment})
