"""The French words of the sheet, one YAML file for each subject, beside the code that uses them."""
from __future__ import annotations

import datetime as dt
import functools
from pathlib import Path
from typing import Any, Mapping

import yaml

from rules_core.articles import DEBUT, FIN

_ICI = Path(__file__).parent


@functools.lru_cache(maxsize=None)
def mots(sujet: str = "mots") -> Mapping[str, Any]:
    """The words of <sujet>.yml."""
    return yaml.load((_ICI / f"{sujet}.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)


def jour(le: dt.date) -> str:
    """A day as a French reader writes it; words for a beginning or an end that is not known."""
    bornes = mots()["dates"]
    return bornes["debut"] if le == DEBUT else bornes["fin"] if le == FIN else f"{le:%d/%m/%Y}" if le.year > 999 else str(le)


def periode(du: dt.date, au: dt.date) -> str:
    """From a day (included) to another (excluded), in words."""
    bornes = mots()["dates"]
    cle = {(False, False): "du_au", (False, True): "depuis", (True, False): "avant", (True, True): "toujours"}[du == DEBUT, au == FIN]
    return bornes[cle].format(du=jour(du), au=jour(au))
