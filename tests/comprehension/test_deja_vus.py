"""Messages that were held out once, and looked at since: floors under which the build stops, no proof on new wordings."""
from __future__ import annotations

import datetime as dt
from pathlib import Path

import yaml

from comprehension.reading import read

DEJA_VUS = Path(__file__).parent / "deja_vus"
LE = dt.date(2026, 11, 24)


def _lire(nom: str):
    return yaml.load((DEJA_VUS / nom).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def _urgences() -> tuple[list[str], list[str]]:
    tables = [_lire(fichier.name) for fichier in sorted(DEJA_VUS.glob("urgence*.yml"))]
    return [m for t in tables for m in t["urgence"]], [m for t in tables for m in t["inoffensif"]]


def test_faits_lus_precision_et_rappel() -> None:
    justes = trop = manques = 0
    for ligne in _lire("faits.yml") + _lire("faits_2.yml"):
        attendus, lus = set(dict(ligne["f"] or {}).items()), set(read(ligne["m"], LE).facts.items())
        justes, trop, manques = justes + len(attendus & lus), trop + len(lus - attendus), manques + len(attendus - lus)
    assert justes / (justes + trop) >= 0.97
    assert justes / (justes + manques) >= 0.85


def test_danger_rappel_et_fausses_alertes() -> None:
    urgences, inoffensifs = _urgences()
    manquees = [message for message in urgences if not read(message, LE).alarms]
    fausses = [message for message in inoffensifs if read(message, LE).alarms]
    assert len(manquees) / len(urgences) <= 0.10, manquees
    assert len(fausses) / len(inoffensifs) <= 0.03, fausses
