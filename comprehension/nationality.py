"""Nationality: an adjective or a country, where the sentence makes it the person's own."""
from __future__ import annotations

import re
from functools import lru_cache

from .clauses import Clause, grammar
from .contract import LEXIQUE, lire
from .modality import mood
from .writing import sound

_ORDER = ("francaise", "ue", "algerienne", "autre")  # with two nationalities, the first of these decides


@lru_cache(maxsize=None)
def _vocabulary() -> tuple[re.Pattern[str], dict[str, str], dict[str, str]]:
    """The words, as one pattern; {plain form: value}; {sound of a long form: value}."""
    raw, foreign = lire(LEXIQUE / "nationalites.yml"), lire(LEXIQUE / "autres_langues.yml")["nationalites"]
    forms: dict[str, str] = {}
    heard: dict[str, str] = {}
    for value in _ORDER:
        for line in [*raw[value], *foreign.get(value, ())]:
            for word in line.split():
                stem = word.rstrip("*").replace("-", " ")
                endings = ("", "e", "a", "s", "es", "as", "ne", "nes", "enne") if word.endswith("*") else ("",)
                for ending in endings:
                    forms.setdefault(stem + ending, value)
                    if len(stem) >= 6 and " " not in stem:
                        heard.setdefault(sound(stem + ending), value)
    pattern = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, forms), key=len, reverse=True)) + r")\b")
    return pattern, forms, heard


@lru_cache(maxsize=None)
def countries() -> str:
    """Alternatives matching "au Nigeria", "en Roumanie", "Nigeria"…, for patterns about leaving."""
    raw = lire(LEXIQUE / "nationalites.yml")
    names = [w.replace("-", " ") for value in ("ue", "algerienne", "autre") for line in raw[value] for w in line.split() if not w.endswith("*")]
    return r"(?:(?:au|en|aux|a|a la) )?(?:" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + ")"


def nationality(clause: Clause) -> list[tuple[str, int]]:
    """The (value, position) pairs a clause gives as somebody's nationality; empty when it only names a country."""
    g = grammar()
    if clause.condition or (clause.question and not g["personne_precise"].search(clause.plain) and not _told_after(clause) and not g["affirme_dans_question"].search(clause.plain)):
        return []
    out = []
    for start, word, value in named(clause.plain):
        left = clause.plain[len(clause.link):start].strip()
        origin = g["origine"].search(left) or _origin_in_other_languages().search(left)
        if origin:
            if g["passage_possible"].match(origin.group()) and word in lire_passage() and value != _ORDER[-1]:
                continue
            if g["nie_a_cote"].search(left) or g["nationalite_voulue"].search(left):
                continue
            out.append((value, start))
        elif g["papier_d_identite"].search(left):
            out.append((value, start))
        elif g["article_seul"].fullmatch(left) and not g["objet_moi"].search(clause.plain) and _goes_on_about_her(clause, start + len(word)):
            out.append((value, start))
        elif g["avant_telle"].search(left) and g["age_apres_nationalite"].match(clause.plain[start + len(word):].strip()) and not g["objet_moi"].search(clause.plain):
            out.append((value, start))
        elif _of_passport(clause, left):
            out.append((value, start))
        elif _is_somebody(clause, left, word) and not mood(clause, start, start).denied:
            out.append((value, start))
    return out


@lru_cache(maxsize=None)
def _origin_in_other_languages() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(lire(LEXIQUE / "autres_langues.yml")["origine"]) + ")")


@lru_cache(maxsize=None)
def lire_passage() -> frozenset[str]:
    """Countries people also come through."""
    return frozenset(lire(LEXIQUE / "nationalites.yml")["passage"])


def strongest(values: list[str]) -> str:
    """The nationality that decides when several are said: French, then EU, then Algerian, then any other."""
    return min(values, key=_ORDER.index)


def named(plain: str) -> list[tuple[int, str, str]]:
    """(position, word, value) of every country or adjective written."""
    pattern, forms, heard = _vocabulary()
    found = [(m.start(), m.group(), forms[m.group()]) for m in pattern.finditer(plain)]
    if not found:
        for match in re.finditer(r"\b\w{7,}\b", plain):
            value = heard.get(sound(match.group()))
            if value:
                found.append((match.start(), match.group(), value))
    return found


def _told_after(clause: Clause) -> bool:
    """ "comment aider une dame péruvienne qui a refusé…": the question is about somebody, for what comes next tells of her."""
    return clause.following is not None and bool(grammar()["une_telle"].search(clause.plain)) and bool(grammar()["elle_a_fait"].match(clause.following.plain))


def _goes_on_about_her(clause: Clause, end: int) -> bool:
    """ "une Hongroise que je suis au CHRS", "une Malienne de 20 ans": somebody in particular."""
    rest = clause.plain[end:].strip()
    if rest or clause.following is None:
        return bool(grammar()["suite_de_personne"].match(rest))
    return bool(grammar()["que_je_suis"].match(clause.following.plain))


def _of_passport(clause: Clause, left: str) -> bool:
    """ "jamais eu d'autre passeport que l'algérien": the adjective of a passport named in the clause before."""
    return clause.link in ("que", "qu") and left in ("l", "le", "la") and clause.previous is not None and bool(grammar()["finit_par_passeport"].search(clause.previous.plain))


def _is_somebody(clause: Clause, left: str, word: str) -> bool:
    g = grammar()
    if g["pas_une_nationalite"].search(clause.plain):
        return False
    return bool(g["avant_nationalite"].search(left)) or not left
