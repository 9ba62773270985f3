"""Keys (`data-cle`) of the items of the data, and anchors (`id`) of what a remark or a link points to."""
from __future__ import annotations

import datetime as dt
import re
from typing import Any, Mapping

from markupsafe import Markup

from rules_core.articles import DEBUT, Reference


class Cles:
    """Gives the attribute of an item; nothing for what the files do not say (a default value, a fact of the sheet itself)."""

    def __init__(self, ecrits: Mapping[str, Any]) -> None:
        self._ecrits = ecrits

    def __call__(self, *parties: object) -> Markup:
        cle = chemin(*parties)
        return Markup(' data-cle="{}"').format(cle) if cle in self._ecrits else Markup("")

    def ecrit(self, *parties: object) -> Any:
        """What the files say at this key, or None."""
        return self._ecrits.get(chemin(*parties))

    def noms(self, *parties: object) -> list[str]:
        """The last part of the keys one step below this one."""
        debut = chemin(*parties) + "/"
        return [cle[len(debut):] for cle in self._ecrits if cle.startswith(debut)]

    def est_ecrit(self, *parties: object) -> bool:
        return chemin(*parties) in self._ecrits


def chemin(*parties: object) -> str:
    """The parts joined into a key; a tuple is as many parts."""
    plates = (p for partie in parties for p in (partie if isinstance(partie, tuple) else (partie,)))
    return "/".join("debut" if p == DEBUT else p.isoformat() if isinstance(p, dt.date) else str(p) for p in plates)


def ancre(*parties: object) -> str:
    """An `id` made of these words: no white space, nothing to escape in an address."""
    return "-".join(re.sub(r"[^\w.]+", "-", str(partie)).strip("-") for partie in parties)


def ancre_article(code: str, numero: str) -> str:
    return ancre("a", code, numero)


def ancre_texte(protection: str, reference: Reference) -> str:
    """Where a protection shows the words of an alinéa it cites."""
    return ancre("p", protection, "t", reference)
