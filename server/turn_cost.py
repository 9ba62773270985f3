"""Two things that Rasa does at every turn for nothing."""
from types import SimpleNamespace
from typing import Any

import rasa.core.processor
from rasa.shared.core.slots import Slot


def install() -> None:
    """Puts the two replacements in place, in this process."""
    Slot.__copy__ = _copy_slot  # type: ignore[attr-defined]
    # The processor copies deeply only what it gives to debug messages, shown or not; a bilan is long to copy.
    rasa.core.processor.copy = SimpleNamespace(deepcopy=_same)  # type: ignore[attr-defined]


def _copy_slot(slot: Slot) -> Slot:
    """What `copy.copy` makes, without going through pickling: every slot is copied some six times a turn."""
    twin = slot.__class__.__new__(slot.__class__)
    twin.__dict__.update(slot.__dict__)
    return twin


def _same(value: Any) -> Any:
    return value
