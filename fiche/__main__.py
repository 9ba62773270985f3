"""`python -m fiche [FILE]`: write the sheet (build/droit.html by default) and print its path."""
from __future__ import annotations

import sys
from pathlib import Path

from .document import ecrire

RACINE = Path(__file__).resolve().parents[1]


def principal(arguments: list[str]) -> int:
    chemin = Path(arguments[0]) if arguments else RACINE / "build" / "droit.html"
    chemin.parent.mkdir(parents=True, exist_ok=True)
    chemin.write_text(ecrire(), encoding="utf-8")
    print(chemin)
    return 0


if __name__ == "__main__":
    sys.exit(principal(sys.argv[1:]))
