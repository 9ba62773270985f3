"""The official words of a line of the result, when whoever installed the assistant imported them (`verifier --importer`)."""
from __future__ import annotations

from typing import Any, Iterable

from rules_core.articles import Reference
from rules_core.citation import citer
from rules_core.textes_officiels.importes import mots_officiels

from .turn import Button, Turn

Quote = dict[str, Any]  # a fondement of the public contract, with its words under `mots`


def quotes(turn: Turn, fondements: Iterable[dict[str, Any]]) -> list[Quote]:
    """Those of `fondements` whose official words of today are here, each with them."""
    found = []
    for fondement in fondements:
        # A point names the alinéa only where its rank is not known.
        point = None if fondement["alinea"] else fondement["point"]
        words = mots_officiels(turn.law, Reference(fondement["code"], fondement["article"], fondement["alinea"], point), turn.today)
        if words:
            found.append({**fondement, "mots": words})
    return found


def button(turn: Turn, protection: str) -> Button:
    return turn.words("utter_bouton_texte"), payload(protection)


def payload(protection: str) -> str:
    """What the button sends: the texts of this line."""
    return f'/pourquoi{{"texte":"{protection}"}}'


def show(turn: Turn, protection: str, shown: list[Quote], buttons: Iterable[Button] = ()) -> None:
    """Each alinéa's citation and words, then the same as a structured message."""
    lines = [turn.words("utter_ligne_texte", citation=citer([quote]), mots=quote["mots"]) for quote in shown]
    turn.say("utter_texte_officiel", list(buttons), lignes="\n\n".join(lines))
    turn.structure("texte_officiel", protection=protection, textes=shown)


def say_absent(turn: Turn, fondements: list[dict[str, Any]]) -> None:
    """The words are not here: the articles, and where to read them."""
    addresses = dict.fromkeys(f["url"] for f in fondements if f["url"])
    turn.say("utter_texte_absent", textes=citer(fondements), adresses="\n".join(addresses))
