"""The French regime of protection of foreigners who were trafficked or pimped, as rules that prove what they say.

    >>> import datetime, rules_core
    >>> bilan = rules_core.evaluer({"nationalite": "autre", "plainte": "oui"}, datetime.date(2026, 4, 3))
    >>> bilan["protections"][0]["verdict"]
    'inconnu'

No dependency but PyYAML; imports nothing of the assistant. The names and the JSON are the public contract.
"""
from __future__ import annotations

import datetime as _dt
from typing import Any, Mapping

from .calendrier import calendrier
from .comparaison import comparer
from .droit import Droit, charger, droit
from .entree import lire_situation
from .erreurs import DroitIncoherent, EntreeRefusee
from .evaluation import verdicts as _verdicts
from .sortie import evaluer as _evaluer
from .sortie import verifier


def evaluer(situation: Mapping[str, Any], le: _dt.date | None = None) -> dict[str, Any]:
    """Evaluate `situation` ({fact: value}) with the law of the day `le` (today by default).

    Returns the JSON object of the command line, as a dictionary. Raises EntreeRefusee, whose text is one French line.
    """
    return _evaluer(droit(), situation, le or _dt.date.today())


def verdicts(situation: Mapping[str, Any], le: _dt.date | None = None) -> dict[str, str]:
    """{protection: "oui", "non" or "inconnu"} alone, some fifteen times quicker than `evaluer`. Raises EntreeRefusee."""
    le = le or _dt.date.today()
    return _verdicts(droit(), verifier(droit(), situation, le), le)


__all__ = [
    "Droit", "DroitIncoherent", "EntreeRefusee", "calendrier", "charger", "comparer", "droit", "evaluer", "lire_situation", "verdicts",
]
