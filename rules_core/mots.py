"""The French sentences of the core, one file for each subject in `paroles/`."""
from __future__ import annotations

import functools
from pathlib import Path
from typing import Any, Mapping

_PAROLES = Path(__file__).parent / "paroles"


@functools.lru_cache(maxsize=None)
def mots(sujet: str) -> Mapping[str, Any]:
    """The words of paroles/<sujet>.yml."""
    import yaml  # late: an evaluation whose law is already compiled says nothing, and starts quicker without it

    return yaml.load((_PAROLES / f"{sujet}.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
