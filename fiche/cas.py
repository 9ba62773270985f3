"""The cases of tests/situations: the sentences that the tests keep true, protection by protection."""
from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Mapping

import yaml

DOSSIER = Path(__file__).resolve().parents[1] / "tests" / "situations"


@dataclass(frozen=True)
class Cas:
    """A case: its sentence, the article it was read from, its day, and for each protection what is expected (or "absente")."""

    phrase: str
    article: str
    le: dt.date
    attendus: Mapping[str, str]


def lire(dossier: Path = DOSSIER) -> list[Cas]:
    """Every case, file after file; none where the tests were not installed."""
    fichiers = [yaml.load(chemin.read_text(encoding="utf-8"), yaml.CSafeLoader) for chemin in sorted(dossier.glob("*.yml"))]
    return [_cas(ecrit) for fichier in fichiers for ecrit in fichier]


def _cas(ecrit: Mapping) -> Cas:
    attendus = {protection: _resultat(attendu or {}) for protection, attendu in (ecrit.get("attendu") or {}).items()}
    attendus.update({protection: "absente" for protection in ecrit.get("absentes") or ()})
    return Cas(ecrit["cas"], str(ecrit["article"]), ecrit["le"], attendus)


def _resultat(attendu: Mapping) -> str:
    """The word (of mots.yml) for what is expected of one protection."""
    verdict = attendu.get("verdict", "autre")
    return f"oui_{attendu['nature']}" if verdict == "oui" and "nature" in attendu else verdict
