"""Questions of law and of practice: one answer each, with its articles and who can help."""
from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import yaml

from comprehension.departments import department
from rules_core.articles import Reference
from rules_core.citation import citer
from rules_core.sortie import fondement

from . import contacts, interview, words
from .summary import contact_line
from .turn import Turn

_FILE = Path(__file__).resolve().parent.parent / "data" / "sujets.yml"


@functools.lru_cache(maxsize=1)
def subjects() -> dict[str, dict[str, Any]]:
    """{subject: {fondements, contacts, suite}}, as data/sujets.yml says."""
    return yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def answer(turn: Turn, sujet: str) -> None:
    """Answer a subject: the plain sentences, then the texts (first for a professional), then the contacts."""
    subject = subjects().get(sujet, {})
    references = [fondement(turn.law, Reference.lire(r), turn.today) for r in subject.get("fondements", ())]
    chosen = contacts.named(subject.get("contacts", ()))
    said = [turn.words(f"utter_sujet_{sujet}")]
    place = department(turn.text)
    if place:
        near = contacts.for_place(place)
        said = said if near else [*said, turn.words("utter_aucun_contact_proche")]
        chosen = near + chosen
    if references:
        texts = turn.words("utter_textes", textes=citer(references))
        said.insert(0 if turn.entity("professionnel") else len(said), texts)
    if chosen:
        said.append(turn.words("utter_sujet_contacts", contacts="\n".join(contact_line(turn, c) for c in chosen)))
    for text in said:
        turn.send(text)
    turn.structure("reponse", sujet=sujet, fondements=references, contacts=chosen)
    turn.set("dernier_sujet", sujet)


def is_subject(sujet: str) -> bool:
    return words.exists(f"utter_sujet_{sujet}")


def go_on(turn: Turn, sujet: str) -> None:
    """After an answer: back to the interview, or an offer to check the person's own case."""
    if turn.get("question_posee") or turn.get("entretien"):
        interview.go_on(turn)
    elif subjects().get(sujet, {}).get("suite") == "commencer":
        interview.propose(turn, "commencer")
