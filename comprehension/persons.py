"""Who a clause is about: the writer, someone helped, the author of the facts, an official."""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .clauses import Clause
from .contract import LEXIQUE, lire

MOI, AUTRE, AUTEUR, OFFICIEL, TIERS, NEUTRE = "moi", "autre", "auteur", "officiel", "tiers", "neutre"


@dataclass(frozen=True)
class People:
    """What a whole message says of who is who. `helped`: the writer says she helps someone; `gender` of that someone."""

    helped: bool
    mentioned: bool
    gender: str
    first_person: bool
    trade: bool
    beside: bool = False  # the one mentioned is not whom the message is about ("ma copine a eu ses papiers, et moi ?")
    him: bool = False  # "lui il a 34 ans": he is set apart, and is not the person
    told_other: bool = False  # "c'est lui le dossier"
    child: bool = False  # the writer's own child is the one exploited


@lru_cache(maxsize=None)
def _lists() -> dict[str, re.Pattern[str]]:
    raw = lire(LEXIQUE / "personnes.yml")
    group = {k: "|".join(sorted(raw[k], key=len, reverse=True)) for k in ("aidee_f", "aidee_m", "enfant", "auteur", "officiel")}
    helped = f"{group['aidee_f']}|{group['aidee_m']}|{group['enfant']}"
    owner = r"(?:une? |la |ma |mon |cette |cet |ce |notre |nos |d une? |de ma |de mon |de la |l |une de mes |un de mes |autre |jeune |petite? |quelqu un)*"
    does = "|".join(raw["pour_elle"])
    verb = r"(?:a|est|n a|n est|ne|veut|vit|dort|s est|se|sort|travaille|habite|elle|il|qui|vient|souhaite|doit|peut|risque|hesite|touche|subit|etait|aimerait|voudrait|de \d+ ans|\d+ ans)"
    return {
        "helping": re.compile(rf"\b(?:{does}) {owner}(?P<n>{helped})\b"),
        "accompanied": re.compile(rf"\b(?P<n>{helped})(?: \w+)? ,? ?(?:{'|'.join(raw['que_j_aide'])})\b"),
        "acting": re.compile(rf"\b(?:ma|mon|une?|cette|la|notre|l|cet) (?:jeune |meilleure? |petite? )?(?P<n>{helped}) (?:, [^,]{{1,30}} , )?(?!(?:m|me|nous) )(?:\w+ )?{verb}\b(?! (?:m|me|nous)\b)"),
        "speaking": re.compile(rf"\b(?:le|la|ce|cette|l) (?:jeune |petite? )?(?P<n>{helped}) {raw['me_parle']}\b"),
        "followed": re.compile(r"\b(?:ma|mon|notre) (?:jeune )?(?P<n>" + "|".join(raw["suivie"]) + r")\b"),
        "own_child": re.compile(rf"\b{raw['enfant_exploite']}"),
        "female": re.compile(rf"\b(?:{group['aidee_f']}|fille|gamine|petite)$"),
        "impersonal": re.compile(r"\bil (?:ne |n )?(?:" + "|".join(raw["impersonnel"]) + r")\b"),
        "child": re.compile(rf"\b(?:{group['enfant']})$"),
        "helped": re.compile(rf"\b(?:{helped})$"),
        "author": re.compile(rf"\b(?:{group['auteur']})$"),
        "of_author": re.compile(rf"{raw['a_lui']} (?:{group['auteur']})\b"),
        "official": re.compile(rf"\b(?:{group['officiel']})$"),
        "trade": re.compile(raw["metier"]),
        "professional": re.compile(raw["professionnel"]),
        "me": re.compile(r"\b(?:je|j|moi|me|m|mon|ma|mes|nous)\b"),
        "helper_words": re.compile(rf"\b(?:{does}|je (?:voudrais|veux|souhaite|cherche|sais|pose|demande|vous|ne|pense|crois|peux|dois|l ai|la|lui|suis (?:une? |l )?\w+)|j (?:aimerais|ai une question|ecris|appelle|essaie|l))\b"),
        "beside": re.compile(r"\b(?:" + "|".join(raw["a_cote"]) + r")\b"),
        "hurts_f": re.compile(rf"\belle (?:{raw['me_fait_du_mal']})"),
        "hurts_m": re.compile(rf"\bil (?:{raw['me_fait_du_mal']})"),
        "hurts": re.compile(rf"\b{raw['me_fait_du_mal']}"),
        "hearsay": re.compile(r"\b(?:" + "|".join(raw["on_raconte"]) + r")\b"),
        "aside": re.compile("|".join(raw["incise"])),
        "him": re.compile(raw["lui_a_part"]),
        "kin": re.compile(rf"(?:son|sa|ses|leur|leurs) (?:{raw['parente']})$|.*\bancien(?:ne)? (?:{group['aidee_f']}|{group['aidee_m']})$"),
        "for_me": re.compile(r"\b(?:" + "|".join(raw["moi"]) + r")\b"),
        "for_other": re.compile(r"\b(?:" + "|".join(raw["autre"]) + r")\b"),
    }


def people(clauses: list[Clause]) -> People:
    """Who is who in a message."""
    lists, text = _lists(), " , ".join(c.plain for c in clauses)
    trade = bool(lists["trade"].search(text))
    helping = lists["helping"].search(text)
    acting = lists["acting"].search(text) or lists["speaking"].search(text) or lists["followed"].search(text)
    helping = helping or lists["accompanied"].search(text)
    noun = (helping or acting)["n"] if helping or acting else ""
    own = text
    for name in ("helping", "accompanied", "acting", "helper_words"):
        own = lists[name].sub(" ", own)
    child = lists["own_child"].search(text) is not None
    other = child or bool(lists["for_other"].search(text))
    told, beside = bool(helping) or trade or other, bool(lists["beside"].search(text))
    if noun and lists["hurts_f" if lists["female"].search(noun) else "hurts_m"].search(text):
        beside = True  # "la dame avait 40 ans, elle me frappait"
    return People(told, bool(acting), "" if not noun else "f" if lists["female"].search(noun) else "m", bool(lists["me"].search(own)), trade,
                  beside and not other, not told and not acting and bool(lists["him"].search(text)), other, child)


def hearsay(clauses: list[Clause]) -> bool:
    """True when these clauses of a sentence say what was read, seen or heard of strangers ("j'ai lu qu'une fille de 17 ans…")."""
    return bool(_lists()["hearsay"].search(" ".join(c.plain for c in clauses)))


def aside(clause: Clause) -> bool:
    """True for "je crois", "à mon avis": words thrown in, that leave the sentence as it was."""
    return bool(_lists()["aside"].fullmatch(clause.plain))


def first_person(clause: Clause) -> bool:
    """True when the clause names the writer."""
    return bool(_lists()["me"].search(clause.plain))


def professional(clauses: list[Clause]) -> bool:
    """True for the telegraphic legal vocabulary of professionals."""
    return any(_lists()["professional"].search(c.plain) for c in clauses)


def said_for(clauses: list[Clause]) -> str | None:
    """"moi" or "autre" when the message says it in so many words."""
    text = " , ".join(c.plain for c in clauses)
    return AUTRE if _lists()["for_other"].search(text) else MOI if _lists()["for_me"].search(text) else None


def subject(clause: Clause, who: People) -> str:
    """Which of the six the subject of a clause is."""
    lists, word = _lists(), clause.subject
    if word in ("", "je", "j", "nous", "on") and lists["helping"].search(clause.plain):
        return AUTRE
    if word in ("je", "j") and who.trade and who.helped and lists["trade"].search(clause.plain):
        return AUTRE  # "je suis l'éducatrice d'un garçon de 16 ans"
    if clause.previous is not None and lists["accompanied"].search(f"{clause.previous.plain} {clause.plain}"):
        return AUTRE
    if clause.plain.startswith(("moi je ", "moi j ")):
        return MOI
    if word == "il" and lists["impersonal"].search(clause.plain):
        return NEUTRE
    if who.him and (word in ("il", "ils") or lists["him"].match(clause.plain)):
        return AUTEUR
    if lists["kin"].match(word):
        return TIERS
    if not word:
        if clause.link == "qui" and clause.previous is not None:
            return _antecedent(clause.previous, who)
        return NEUTRE
    if word in ("je", "j", "nous", "on"):
        return MOI
    if word in ("tu", "vous"):
        return TIERS
    if word in ("c", "ca"):
        return NEUTRE
    if word in ("il", "elle", "ils", "elles"):
        known = who.helped or who.mentioned or not who.first_person
        if known and not (word in ("il", "ils") and who.gender == "f"):
            return AUTRE
        return AUTEUR
    if lists["of_author"].match(clause.plain[len(clause.link):].strip().removeprefix(word).strip()):
        return AUTEUR
    if word.startswith(("un ", "une ", "le ", "la ", "l ", "ce ", "cette ")) and lists["hurts"].search(clause.plain):
        return AUTEUR  # "un client polonais de 50 ans m'a frappée"
    for name, role in (("official", OFFICIEL), ("author", AUTEUR), ("helped", AUTRE)):
        if lists[name].search(word):
            return role
    return MOI if word.startswith(("ma ", "mon ", "mes ")) else NEUTRE


def helping(clause: Clause) -> bool:
    """True when the writer says in this clause that she helps someone."""
    return bool(_lists()["helping"].search(clause.plain))


def is_child(clause: Clause, position: int) -> bool:
    """True when the word before a position, or the subject, is a child."""
    return bool(_lists()["child"].search(clause.subject) or re.search(r"\b(?:fille|fils|enfant|bebe|enfants|petit|petite) (?:de|a|qui a)(?: \w+)?$", clause.plain[:position].strip()))


def _antecedent(before: Clause, who: People) -> str:
    words = before.plain.split()
    for size in (1, 2):
        tail = " ".join(words[-size:])
        for name, role in (("official", OFFICIEL), ("author", AUTEUR), ("helped", AUTRE)):
            if _lists()[name].search(tail):
                return role
    if words and words[-1] == "moi":
        return MOI
    return AUTRE if who.helped else NEUTRE
