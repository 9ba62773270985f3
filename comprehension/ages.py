"""Ages, and being a minor: "g 16 an", "née en 2009", "mineure". A length of time is not an age."""
from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from .clauses import Clause, grammar
from .contract import LEXIQUE, lire
from .dates import days, number, number_words, vocabulary
from .modality import mood
from .nationality import named as named_countries

CHILD = 10  # under this, an age in a message is a child's, not the person's


@lru_cache(maxsize=None)
def _patterns() -> dict[str, re.Pattern[str]]:
    parts = {"nombre": number_words(), "gens": grammar()["gens"].pattern,
             "duree_avant": vocabulary()["duree_avant"], "duree_apres": vocabulary()["duree_apres"]}
    return {
        name: re.compile(re.sub(r"(?<!P)<(\w+)>", lambda m: parts[m.group(1)], form))
        for name, form in lire(LEXIQUE / "ages.yml").items()
    }


def age(clause: Clause, today: dt.date) -> tuple[str, str, int] | None:
    """("age", value, position) or ("mineur", "oui", position) read in a clause; None when none is said."""
    p = _patterns()
    asked = clause.question or clause.condition
    if clause.link.startswith(("depuis qu", "des qu")) or (clause.link == "et" and clause.previous is not None and p["liste"].search(clause.previous.plain)):
        return None
    if grammar()["indefini"].fullmatch(clause.subject) and clause.link and not grammar()["objet_moi"].search(clause.plain):
        return None
    if asked and not grammar()["personne_precise"].search(clause.plain):
        return None
    soon = clause.previous is not None and clause.previous.sentence == clause.sentence and bool(p["dans_a_la_fin"].search(clause.previous.plain))
    nearly = clause.following is not None and bool(p["nu"].search(clause.following.plain) or p["ans"].search(clause.following.plain))
    for match in p["ans"].finditer(clause.plain):
        if number(match["n"]) == 18 and p["pas_encore"].search(clause.plain[:match.start()].strip()):
            return "mineur", "oui", match.start()
        if number(match["n"]) == 16 and p["pas_encore"].search(clause.plain[:match.start()].strip()):
            return "age", "moins_de_16", match.start()
        years = _years(clause, match.start(), number(match["n"]))
        if years == number(match["n"]) and (soon or p["dans"].match(clause.plain[match.end():].strip()) and not nearly):
            years -= 1
        if years is not None and CHILD <= years < 100:
            return "age", band(years), match.start()
    bare = p["nu"].search(clause.plain)
    if bare and (clause.subject or bare["dit"]):
        return "age", band(int(bare["n"]) - soon), bare.start()
    born = p["ne"].search(clause.plain)
    if born:
        return _from_birth(clause.plain[born.end():], today, born.start())
    if p["annee_seule"].fullmatch(clause.plain) and clause.previous is not None and _ends_with_somebody(clause.previous.plain):
        return _from_birth(clause.plain, today, 0)
    roughly = p["dizaine"].search(clause.plain)
    return ("age", "majeur", roughly.start()) if roughly else _status(clause)


def _years(clause: Clause, start: int, n: int) -> int | None:
    p, left = _patterns(), clause.plain[:start].strip().removeprefix(clause.link).strip()
    if not left:
        return n
    if p["aura"].search(left):
        return n - 1
    if grammar()["au_loin"].search(left) and not clause.subject:
        return None
    if p["alors"].search(left) or p["avait"].search(left) or p["dure"].search(left):
        return None
    if p["pas_encore"].search(left):
        return None
    if p["a"].search(left):
        typed = clause.accented[:start].split()[-1]
        if p["preposition"].fullmatch(typed) and not clause.subject:
            return None
        return n if clause.subject or len(left.split()) > 1 else None
    if p["d_un_autre"].search(left):
        return None
    if _verb_in_other_languages().search(left):
        return n
    if p["de"].search(left) or grammar()["mots_avant_age"].fullmatch(left) or _after_nationality(left):
        return n
    return None


@lru_cache(maxsize=None)
def _verb_in_other_languages() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(lire(LEXIQUE / "autres_langues.yml")["avant_age"]) + ")$")


def _after_nationality(left: str) -> bool:
    """ "je suis algérienne 26 ans": an age after the nationality that ends a short clause."""
    named = named_countries(left)
    left, of_age = left.removesuffix(" de"), left.endswith(" de")  # "une Bulgare de 36 ans"
    return bool(named) and named[-1][0] + len(named[-1][1]) == len(left) and (of_age or len(left.split()) <= 6)


def _ends_with_somebody(plain: str) -> bool:
    named = named_countries(plain)
    at_end = bool(named) and named[-1][0] + len(named[-1][1]) == len(plain)
    return at_end or bool(re.search(grammar()["gens"].pattern + "$", plain))


def _from_birth(rest: str, today: dt.date, position: int) -> tuple[str, str, int] | None:
    full = [d for d in days(rest, today) if d.day.year < today.year - 5]
    if full:
        born = full[0].day
        years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        return "age", band(years), position
    year = _patterns()["annee"].search(rest)
    if not year or int(year["y"]) > today.year - CHILD:
        return None
    months = "|".join(vocabulary()["mois"])
    month = re.search(rf"\b(?P<m>{months})(?= (?:19|20)\d\d\b)", rest) or re.search(rf"(?<=\d{{4}} )(?:en |au mois de |au mois d |vers )?(?P<m>{months})\b", rest)
    if month and vocabulary()["mois"][month["m"]] != today.month:
        return "age", band(today.year - int(year["y"]) - (today.month < vocabulary()["mois"][month["m"]])), position
    after = today.year - int(year["y"])
    if band(after) == band(after - 1):
        return "age", band(after), position
    return ("mineur", "oui", position) if after < 18 else None


def _status(clause: Clause) -> tuple[str, str, int] | None:
    p = _patterns()
    if p["autres"].search(clause.plain):
        return None
    young = p["moins_de_16"].search(clause.plain)
    if young:
        return "age", "moins_de_16", young.start()
    for name, said, denied in (("mineur", ("mineur", "oui"), ("age", "majeur")), ("majeur", ("age", "majeur"), ("mineur", "oui"))):
        match = p[name].search(clause.plain)
        if match and not p["a_venir"].search(clause.plain[:match.start()].strip()):
            how = mood(clause, match.start(), match.end())
            if how.name in ("accompli", "present", "nominal"):
                return (*(denied if how.denied else said), match.start())
    return None


def band(years: int) -> str:
    """The contract's value for an age in years."""
    return "moins_de_16" if years < 16 else "16_ou_17" if years < 18 else "majeur"
