"""`schema`: prints the JSON Schema of the input and of the output."""
from __future__ import annotations

import argparse
import json

from ..droit import droit
from ..schema import schemas
from . import Resultat


def options(analyseur: argparse.ArgumentParser) -> None:
    """No option."""


def executer(options: argparse.Namespace) -> Resultat:
    return [json.dumps(schemas(droit()), ensure_ascii=False, indent=2)], 0
