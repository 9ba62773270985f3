"""Reading a situation: from a file or standard input, as JSON, with nothing lost and nothing given twice."""
from __future__ import annotations

import contextlib
import datetime as dt
import json
import sys
from typing import Any, Iterator

from .droit import droit
from .erreurs import EntreeRefusee
from .faits import lire_date


def lire_situation(texte: str) -> dict[str, Any]:
    """A situation from its JSON text. Raises EntreeRefusee: not JSON, not an object, a fact given twice."""
    try:
        objet = json.loads(texte, object_pairs_hook=_sans_double)
    except EntreeRefusee:
        raise
    except (ValueError, RecursionError) as error:
        raise EntreeRefusee("json_illisible", ligne=getattr(error, "lineno", 1), colonne=getattr(error, "colno", 1)) from None
    if not isinstance(objet, dict):
        raise EntreeRefusee("objet_attendu")
    return objet


def _sans_double(paires: list[tuple[str, Any]]) -> dict[str, Any]:
    objet: dict[str, Any] = {}
    for cle, valeur in paires:
        if cle in objet:
            fait = droit().faits.demandes.get(cle)
            raise EntreeRefusee("fait_deux_fois", fait=cle, acceptes=fait.acceptees if fait else "oui, non, inconnu")
        objet[cle] = valeur
    return objet


def lire_texte(fichier: str) -> str:
    """The text of a file, or of standard input for "-". Raises EntreeRefusee."""
    return decoder(b"".join(lire_lignes(fichier)))


def lire_lignes(fichier: str) -> Iterator[bytes]:
    """The lines of a file, or of standard input for "-", one at a time. Raises EntreeRefusee."""
    try:
        with contextlib.nullcontext(sys.stdin.buffer) if fichier == "-" else open(fichier, "rb") as flux:
            yield from flux
    except FileNotFoundError:
        raise EntreeRefusee("fichier_absent", fichier=fichier) from None
    except (OSError, ValueError):
        raise EntreeRefusee("fichier_illisible", fichier=fichier) from None


def decoder(octets: bytes) -> str:
    """Text from its UTF-8 bytes. Raises EntreeRefusee."""
    try:
        return octets.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise EntreeRefusee("texte_illisible") from None


def lire_jour(texte: str | None) -> dt.date:
    """The day asked for, today by default. Raises EntreeRefusee: not a date, or its law is not in the data."""
    le = dt.date.today() if texte is None else lire_date(texte)
    if le is None:
        raise EntreeRefusee("date_impossible", date=texte)
    droit().couverture.verifier(le)
    return le
