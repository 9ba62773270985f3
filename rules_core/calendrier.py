"""Deadlines as a calendar file (iCalendar, RFC 5545), neutral unless the person chooses plain words.

Pure: the same deadlines give the same file. An identifier depends on the deadline alone, so that a second import replaces
the first, and reads as nothing.
"""
from __future__ import annotations

import datetime as dt
from typing import Any, Iterable, Iterator, Mapping

from .citation import citer
from .echeances import plus
from .faits import dire_date
from .mots import mots

FIN_DE_LIGNE = "\r\n"
NOM_DU_FICHIER = "agenda.ics"
RAPPELS = (7, 3, 1)  # days before the last one, at nine in the morning
_OCTETS = 75  # longest line, its end not counted


def calendrier(echeances: Iterable[Mapping[str, Any]], le: dt.date, explicite: bool = False) -> str:
    """The file for the `echeances` of a bilan of the day `le`. Empty when there is none: a calendar holds at least one event."""
    evenements = [ligne for e in echeances for ligne in _evenement(e, le, explicite)]
    if not evenements:
        return ""
    contenu = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//agenda//FR", "CALSCALE:GREGORIAN", *evenements, "END:VCALENDAR"]
    return "".join(morceau + FIN_DE_LIGNE for ligne in contenu for morceau in _plier(ligne))


def _evenement(echeance: Mapping[str, Any], le: dt.date, explicite: bool) -> Iterator[str]:
    import uuid  # late: an evaluation needs no identifier

    paroles = mots("echeances")["agenda"]["explicite" if explicite else "neutre"]
    dernier = dt.date.fromisoformat(echeance["dernier_jour"])
    detail = paroles["detail"].format(
        depuis=dire_date(echeance["depuis"]), dernier_jour=dire_date(echeance["dernier_jour"]), textes=citer(echeance["fondements"])
    )
    if explicite:
        detail = "\n".join([detail, *echeance["a_faire"]])
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid.uuid5(uuid.NAMESPACE_OID, echeance['id'] + echeance['depuis'])}"
    yield f"DTSTAMP:{le:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{dernier:%Y%m%d}"
    if plus(dernier, 1) > dernier:
        yield f"DTEND;VALUE=DATE:{plus(dernier, 1):%Y%m%d}"
    yield "SUMMARY:" + _echapper(paroles["titre"])
    yield "DESCRIPTION:" + _echapper(detail)
    yield "TRANSP:TRANSPARENT"
    yield "CLASS:PRIVATE"
    for jours in RAPPELS:
        if jours < echeance["jours_restants"]:
            # A whole day begins at midnight: nine o'clock, some days before it, is fifteen hours before the day after.
            yield from ("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P" + (f"{jours - 1}D" if jours > 1 else "") + "T15H")
            yield "DESCRIPTION:" + _echapper(paroles["rappel"])
            yield "END:VALARM"
    yield "END:VEVENT"


def _echapper(texte: str) -> str:
    for signe in "\\;,":
        texte = texte.replace(signe, "\\" + signe)
    return texte.replace("\n", "\\n")


def _plier(ligne: str) -> Iterator[str]:
    """The line cut so that none is longer than 75 octets; a following piece begins with a space. No letter is cut in two."""
    morceau = ""
    for lettre in ligne:
        if len((morceau + lettre).encode()) > _OCTETS:
            yield morceau
            morceau = " "
        morceau += lettre
    yield morceau
