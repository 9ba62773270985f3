"""The French words of this package, in mots.yml, and its settings, in etapes.yml."""
from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent


@functools.lru_cache(maxsize=None)
def read(name: str) -> Any:
    """The file `name`.yml of this package."""
    return yaml.load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def say(key: str, **values: Any) -> str:
    """The sentence `key` of mots.yml, filled in."""
    return read("mots")[key].format(**values)
