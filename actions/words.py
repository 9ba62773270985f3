"""The assistant's sentences: every response of data/responses/, chosen by who is concerned, and filled in."""
from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent.parent / "data" / "responses"


@functools.lru_cache(maxsize=1)
def _responses() -> dict[str, list[dict[str, Any]]]:
    responses: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(FOLDER.glob("*.yml")):
        responses.update(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["responses"])
    return responses


def exists(key: str) -> bool:
    """Is there a response named `key`?"""
    return key in _responses()


def say(key: str, pour_qui: str | None = None, /, **values: object) -> str:
    """The text of response `key`, worded for `pour_qui` ("autre": someone the person helps), with `values` filled in.

    Raises KeyError when there is no such response.
    """
    variations = _responses()[key]
    return _choose(variations, pour_qui)["text"].format(**values).strip()


def buttons(key: str, pour_qui: str | None = None) -> list[dict[str, str]]:
    """The buttons of response `key`: [{title, payload}], maybe none."""
    return list(_choose(_responses()[key], pour_qui).get("buttons", ()))


def custom(key: str) -> dict[str, Any]:
    """The structured part of response `key`."""
    return _responses()[key][0]["custom"]


def _choose(variations: list[dict[str, Any]], pour_qui: str | None) -> dict[str, Any]:
    """The variation whose condition on `pour_qui` is met, otherwise the first without a condition (as Rasa does)."""
    for variation in variations:
        condition = variation.get("condition")
        if condition and all(c["name"] == "pour_qui" and c["value"] == pour_qui for c in condition):
            return variation
    return next(v for v in variations if not v.get("condition"))
