"""Who can help: contacts of data/contacts.yml that fit, with the date of their source."""
from __future__ import annotations

import functools
from pathlib import Path
from typing import Any, Iterable, Mapping

import yaml

from . import words

# The number that fits a reason; without one, the police's comes first.
_FIRST = {"detresse": "3114", "mineur": "119", "muet": "114", "sante": "15"}

_FILE = Path(__file__).resolve().parent.parent / "data" / "contacts.yml"


@functools.lru_cache(maxsize=1)
def _contacts() -> dict[str, dict[str, Any]]:
    return {c["id"]: c for c in yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)}


def named(ids: Iterable[str]) -> list[dict[str, Any]]:
    """The contacts with these ids, as the public contract writes them."""
    return [_public(_contacts()[i]) for i in ids]


def for_situation(situation: Mapping[str, str]) -> list[dict[str, Any]]:
    """Four national contacts at most that fit a situation, those with a telephone number only."""
    needs = []
    if situation.get("age") in ("moins_de_16", "16_ou_17"):
        needs.append("mineurs")
    needs.append("traite")
    if situation.get("exploitation_sexuelle") == "oui":
        needs.append("prostitution")
    needs.append("aide_victimes")
    national = [c for c in _contacts().values() if c["telephone"] and not c.get("departements")]
    chosen = [next((c for c in national if need in c["besoins"]), None) for need in needs]
    return [_public(c) for c in {c["id"]: c for c in chosen if c}.values()]


def for_place(department: str) -> list[dict[str, Any]]:
    """The contacts known for a department (its code), at most four."""
    near = [c for c in _contacts().values() if department in (c.get("departements") or ()) and (c["telephone"] or c.get("site"))]
    return [_public(c) for c in near[:4]]


def emergency(motif: str) -> list[dict[str, str]]:
    """The emergency numbers, as the public contract writes them; the one that fits `motif` first."""
    numbers = words.custom("utter_secours_panne")["numeros"]
    return sorted(numbers, key=lambda n: n["numero"] != _FIRST.get(motif))


def _public(contact: Mapping[str, Any]) -> dict[str, Any]:
    public = {key: contact[key] for key in ("nom", "telephone", "territoire", "site") if key in contact}
    return {**public, "source_date": str(contact["source_date"])}
