"""Messages that mean the same on every channel: fixed words, payloads of our own buttons, and every other slash.

Used by the channels before Rasa, which would otherwise parse any "/word" as an intent and store what follows as facts.
"""
from __future__ import annotations

import json
import re
import unicodedata
from typing import Any, Iterable, Mapping

from .contract import INCONNU, accepte, intentions_par_sujet, protections

MOTS_FIXES = ("recommencer", "effacer", "bilan", "aide")
SANS_CONTENU = ("commencer", "poser_question", "continuer", "arreter", "pourquoi", "contester", "echeance", "hypothese")
POUR_QUI = ("moi", "autre")
_SLASH = re.compile(r"/\s*(\w*)\s*(.*)", re.DOTALL)


def recognise(text: str) -> dict[str, Any] | None:
    """Parse data {"text", "intent", "entities", "intent_ranking"} of a fixed word, a payload or any other slash.

    None for everything else, an empty message included. Never raises, whatever is typed after a slash.
    """
    brut = (text or "").strip()
    if not brut.startswith("/"):
        mot = _plier(brut).strip(" .!?…")
        return _parse(text, mot) if mot in MOTS_FIXES else None
    mot, suite = _SLASH.fullmatch(brut).groups()
    if _plier(mot) in MOTS_FIXES:
        return _parse(text, _plier(mot))
    if not suite and mot in SANS_CONTENU:
        return _parse(text, mot)
    return _payload(text, mot, _objet(suite)) or _parse(text, "incompris")


def _payload(text: str, mot: str, contenu: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if not contenu:
        return None
    if mot == "repondre":
        if all(accepte(fait, valeur) for fait, valeur in contenu.items()):
            return _parse(text, "repondre", contenu.items())
        return None
    if mot == "hypothese":  # what is supposed is no fact: it travels under a name of its own
        if all(accepte(fait, valeur) and valeur != INCONNU for fait, valeur in contenu.items()):
            return _parse(text, "hypothese", [("hypothese", f"{fait}={valeur}") for fait, valeur in contenu.items()])
        return None
    if len(contenu) != 1:
        return None
    (cle, valeur), = contenu.items()
    if not isinstance(valeur, str):
        return None
    if mot == "pourquoi" and cle in ("protection", "texte") and valeur in protections():
        return _parse(text, "pourquoi", contenu.items())
    if (mot, cle) == ("sujet", "sujet") and valeur in intentions_par_sujet():
        return _parse(text, intentions_par_sujet()[valeur], contenu.items())
    if (mot, cle) == ("pour_qui", "pour_qui") and valeur in POUR_QUI:
        return _parse(text, "repondre", contenu.items())
    return None


def _objet(suite: str) -> dict[str, Any] | None:
    """The JSON object after the word, or None: not JSON, not an object, or a key given twice."""
    try:
        paires = json.loads(suite, object_pairs_hook=lambda p: p)
    except (ValueError, RecursionError):
        return None
    if not isinstance(paires, list) or not all(isinstance(p, tuple) for p in paires):
        return None
    return dict(paires) if len(dict(paires)) == len(paires) else None


def _parse(text: str, intention: str, contenu: Iterable[tuple[str, str]] = ()) -> dict[str, Any]:
    entites = [{"entity": cle, "value": valeur, "start": 0, "end": len(text), "extractor": "fixed_words"} for cle, valeur in contenu]
    return {"text": text, "intent": {"name": intention, "confidence": 1.0}, "entities": entites, "intent_ranking": []}


def _plier(mot: str) -> str:
    """Lower case, no accent, single spaces."""
    decompose = unicodedata.normalize("NFKD", mot.casefold())
    return " ".join("".join(c for c in decompose if not unicodedata.combining(c)).split())
