"""The official words that whoever installs the assistant chose to keep, beside the installation and never in the project.

One JSON file, alineas.json: {code: {article: {first day of the wording, or "null": {rank, point or "extrait": words}}}}. It is in
the folder named by RULES_CORE_TEXTES, by default textes_officiels/ at the top of the checkout.
"""
from __future__ import annotations

import copy
import datetime as dt
import functools
import json
import os
import tempfile
from pathlib import Path
from typing import Any, Iterable

from ..articles import DEBUT, Reference
from ..droit import Droit
from ..empreinte import empreinte
from .comparaison import Mot

_DEFAUT = Path(__file__).resolve().parents[2] / "textes_officiels"
_Mots = dict[str, dict[str, dict[str, dict[str, str]]]]


def fichier() -> Path:
    """Where the words are kept, whether or not there are any."""
    return Path(os.environ.get("RULES_CORE_TEXTES") or _DEFAUT) / "alineas.json"


def importer(mots: Iterable[Mot]) -> int:
    """Add `mots` to those already kept, in one step; how many were given. Raises OSError."""
    gardes = copy.deepcopy(_lire())
    nombre = 0
    for mot in mots:
        article = gardes.setdefault(mot.code, {}).setdefault(mot.article, {})
        article.setdefault(_jour(mot.depuis), {})[mot.rang] = mot.mots
        nombre += 1
    chemin = fichier()
    chemin.parent.mkdir(parents=True, exist_ok=True)
    # Written apart, then put in place: an assistant that reads meanwhile never sees half a file.
    descripteur, provisoire = tempfile.mkstemp(dir=chemin.parent, prefix=".alineas-")
    try:
        with os.fdopen(descripteur, "w", encoding="utf-8") as flux:
            json.dump(gardes, flux, ensure_ascii=False, indent=1, sort_keys=True)
        os.chmod(provisoire, 0o644)
        os.replace(provisoire, chemin)
    except BaseException:
        os.unlink(provisoire)
        raise
    return nombre


def mots_officiels(droit: Droit, reference: Reference, le: dt.date) -> str | None:
    """The official words of `reference` on the day `le`, None when they were not imported.

    Only words whose fingerprint is still the one in the data are given: never those of another wording.
    """
    mots = _lire()
    article = droit.articles.par_numero.get((reference.code, reference.article)) if mots else None
    version = article.version(le) if article else None
    alinea = version.alinea(reference) if version else None
    if alinea is None or alinea.empreinte is None:
        return None
    depuis = None if version.depuis == DEBUT else version.depuis
    rang = str(alinea.rang or alinea.point or "extrait")
    gardes: Any = mots
    for cle in (reference.code, reference.article, _jour(depuis), rang):
        gardes = gardes.get(cle) if isinstance(gardes, dict) else None
    return gardes if isinstance(gardes, str) and empreinte(gardes) == alinea.empreinte else None


def _jour(depuis: dt.date | None) -> str:
    return depuis.isoformat() if depuis else "null"


def _lire() -> _Mots:
    """What is kept; {} when there is nothing, or nothing that can be read."""
    chemin = fichier()
    try:
        return _contenu(chemin, chemin.stat().st_mtime_ns)
    except (OSError, ValueError, RecursionError):
        return {}


@functools.lru_cache(maxsize=1)
def _contenu(chemin: Path, _modifie: int) -> _Mots:
    contenu = json.loads(chemin.read_text(encoding="utf-8"))
    if not isinstance(contenu, dict):
        raise ValueError(chemin)
    return contenu
