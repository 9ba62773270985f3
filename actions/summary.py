"""The bilan in words: what is open, what could be, what is not known yet, what does not apply, and why."""
from __future__ import annotations

import re
from collections import Counter
from typing import Any, Callable, Iterable

from rules_core.citation import citer, enumerer
from rules_core.explication import dire_leviers, dire_manques, manques
from rules_core.faits import INCONNU, dire_date

from . import contacts, deadlines, hypotheses
from .turn import Turn

Protection = dict[str, Any]

_SHARED = 3  # rights that wait for the same fact, from which it is said once for all


def give(turn: Turn, bilan: dict[str, Any]) -> None:
    """Send the bilan: its texts, then its structured message."""
    to_confirm = turn.get("faits_dits") or []
    _say_situation(turn, bilan["situation"], to_confirm)
    deadlines.tell(turn, bilan)
    protections: list[Protection] = bilan["protections"]
    groups = _sort(p for p in protections if of_the_regime(turn, p))
    _say_group(turn, "ouvert", [_open_line(turn, p) for p in groups["ouvert"]])
    _say_group(turn, "possible", [_possible_line(turn, p) for p in groups["possible"]])
    if any("plainte" in levier for p in groups["possible"] for levier in p["leviers"]):
        turn.say("utter_bilan_risque_plainte")
    _say_group(turn, "carte", _around_the_card(turn, [p for p in protections if not (p["general"] or of_the_regime(turn, p))]))
    _say_group(turn, "general", [_general_line(turn, p) for p in protections if p["general"] and (p["verdict"] != "non" or p["leviers"])])
    _say_group(turn, "a_preciser", _unknown_lines(turn, groups["a_preciser"]))
    _say_group(turn, "non", _closed_lines(turn, groups["non"]))
    _say_reserves(turn, groups["ouvert"] + groups["possible"])
    chosen = contacts.for_situation(bilan["situation"])
    turn.say("utter_bilan_contacts", contacts="\n".join(contact_line(turn, c) for c in chosen))
    turn.say("utter_bilan_fin", date=dire_date(bilan["textes_verifies_au"]), periodes=_unseen(bilan))
    offered = hypotheses.buttons(turn, groups["possible"])
    if offered:
        turn.say("utter_bilan_hypotheses", offered, exemple=offered[0][0])
    turn.structure("bilan", **bilan, a_confirmer=to_confirm, contacts=chosen)
    turn.set("question_posee", None)
    turn.set("bilan_donne", True)


def of_the_regime(turn: Turn, p: Protection) -> bool:
    """Neither a general right nor what merely goes with the card."""
    return not p["general"] and bool(turn.law.protections[p["id"]].poids)


def contact_line(turn: Turn, contact: dict[str, Any]) -> str:
    reach = contact["telephone"] or contact.get("site")
    key = "utter_contact" if reach else "utter_contact_sans_numero"
    return turn.words(key, nom=contact["nom"], joindre=reach, date=contact["source_date"])


def _say_situation(turn: Turn, situation: dict[str, str], to_confirm: list[str]) -> None:
    """Say back every fact the bilan rests on, those just read in free text first."""
    dire = turn.law.faits.dire
    order = [*to_confirm, *(f for f in situation if f not in to_confirm)]
    known = [dire(f, situation[f]) for f in order if situation.get(f, INCONNU) != INCONNU]
    unknown = [turn.law.faits.demandes[f].nom for f in order if situation.get(f) == INCONNU]
    turn.say("utter_bilan_situation", faits=" ; ".join(known)) if known else turn.say("utter_bilan_situation_vide")
    if unknown:
        turn.say("utter_bilan_inconnus", faits=" ; ".join(unknown))


def _sort(protections: Iterable[Protection]) -> dict[str, list[Protection]]:
    groups: dict[str, list[Protection]] = {"ouvert": [], "possible": [], "a_preciser": [], "non": []}
    for p in protections:
        if p["verdict"] == "oui":
            groups["ouvert"].append(p)
        elif p["leviers"]:
            groups["possible"].append(p)
        else:
            groups["a_preciser" if p["verdict"] == INCONNU else "non"].append(p)
    return groups


def _say_group(turn: Turn, name: str, lines: list[str]) -> None:
    if lines:
        turn.say(f"utter_bilan_{name}", lignes="\n".join(lines))


def _open_line(turn: Turn, p: Protection) -> str:
    law = turn.law.protections[p["id"]]
    nature = turn.words(f"utter_nature_{p['nature']}")
    return turn.words(
        "utter_ligne_ouvert", droit=_title(p), resume=law.dire("resume", turn.today), nature=nature,
        demarche=law.dire("demarche", turn.today), textes=citer(p["fondements"]),
    )


def _around_the_card(turn: Turn, protections: list[Protection]) -> list[str]:
    """What goes with the card: a line for each right that is open, one for all those that a step or the card would bring."""
    lines = [
        turn.words("utter_ligne_breve", droit=_title(p), pas=_first_step(turn, p), textes=_brief(p))
        for p in protections if p["verdict"] == "oui"
    ]
    later = [p for p in protections if p["verdict"] == INCONNU or (p["verdict"] == "non" and p["leviers"])]
    if later:
        named = [turn.words("utter_droit_et_texte", droit=p["intitule"], textes=_brief(p)) for p in later]
        lines.append(turn.words("utter_ligne_avec_la_carte", droits=" ; ".join(named)))
    return lines


def _general_line(turn: Turn, p: Protection) -> str:
    """A general right in one line: what to do first when it is open, what is missing when it is not known to be."""
    if p["verdict"] == "oui":
        said = _first_step(turn, p)
    elif p["leviers"]:
        said = turn.words("utter_il_faudrait", manque=dire_leviers(turn.law.faits, p["leviers"]))
    else:
        said = f"{_first_step(turn, p)} {_missing(turn, p['faits_utiles'])}"
    return turn.words("utter_ligne_breve", droit=_title(p), pas=said, textes=_brief(p))


def _brief(p: Protection) -> str:
    """The first text of a right, without its former number: "pourquoi" gives them all."""
    return citer({**f, "ancien": None} for f in p["fondements"][:1])


def _first_step(turn: Turn, p: Protection) -> str:
    """The first sentence of what to do."""
    return re.split(r"(?<=[.!?]) (?=[A-ZÀÉ])", turn.law.protections[p["id"]].dire("demarche", turn.today))[0]


def _possible_line(turn: Turn, p: Protection) -> str:
    missing = [f for f in p["faits_utiles"] if not any(f in levier for levier in p["leviers"])]
    line = turn.words(
        "utter_ligne_possible", droit=_title(p), resume=turn.law.protections[p["id"]].dire("resume", turn.today),
        pas=dire_leviers(turn.law.faits, p["leviers"]), textes=citer(p["fondements"]),
    )
    return line + ("\n  " + _missing(turn, missing) if missing else "")


def _unknown_lines(turn: Turn, protections: list[Protection]) -> list[str]:
    """What is not known yet: one line for the rights that wait for the same facts, what only one of them needs beside its name."""
    often = Counter(f for p in protections for f in p["faits_utiles"])

    def shared(p: Protection) -> list[str]:
        return [f for f in p["faits_utiles"] if often[f] >= _SHARED] or p["faits_utiles"]

    def named(p: Protection) -> str:
        own = [turn.law.faits.demandes[f].nom for f in p["faits_utiles"] if f not in shared(p)]
        return turn.words("utter_droit_et_faits", droit=_title(p), faits=enumerer(own)) if own else _title(p)

    return _grouped(turn, "utter_ligne_a_preciser", protections, lambda p: _missing(turn, shared(p)), named)


def _missing(turn: Turn, facts: Iterable[str]) -> str:
    return turn.words("utter_ligne_manque", faits=enumerer(turn.law.faits.demandes[f].nom for f in facts))


def _closed_lines(turn: Turn, protections: list[Protection]) -> list[str]:
    """What does not apply, one line for each reason, with the articles that say so."""

    def reason(p: Protection) -> str:
        return p.get("renvoi") or turn.words("utter_il_faudrait", manque=dire_manques(turn.law.faits, manques(p["preuve"])))

    return _grouped(turn, "utter_ligne_non", protections, reason, _title)


def _grouped(
    turn: Turn, key: str, protections: list[Protection], reason: Callable[[Protection], str], name: Callable[[Protection], str]
) -> list[str]:
    """One line of response `key` for the protections that share a reason, each with its first text ("pourquoi" gives the others)."""
    by_reason: dict[str, list[Protection]] = {}
    for p in protections:
        by_reason.setdefault(reason(p), []).append(p)
    return [
        turn.words(key, droits=" ; ".join(map(name, group)), raison=why, textes=" ; ".join(dict.fromkeys(map(_brief, group))))
        for why, group in by_reason.items()
    ]


def _say_reserves(turn: Turn, protections: list[Protection]) -> None:
    lines: dict[str, list[Any]] = {}
    for p in protections:
        for risque in p["risques"]:
            lines.setdefault(risque["sens"], []).extend(risque["selon"])
    if lines:
        told = [turn.words("utter_ligne_reserve", sens=s, textes=citer(_once(selon))) for s, selon in lines.items()]
        turn.say("utter_bilan_reserves", lignes="\n".join(told))


def _once(citations: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({(c["code"], c["article"], c["alinea"]): c for c in citations}.values())


def _title(p: Protection) -> str:
    return p["intitule"][0].upper() + p["intitule"][1:]


def _unseen(bilan: dict[str, Any]) -> str:
    return enumerer(f"{dire_date(du)} – {dire_date(au)}" for du, au in bilan["non_vu"])
