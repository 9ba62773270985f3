"""Ages, and being a minor: "g 16 an", "née en 2009", "mineure". A length of time is not an age."""
from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from .clauses import Clause, grammar
from .dates import days, number, number_words, vocabulary
from .modality import mood
from .nationality import named as named_countries

CHILD = 10  # under this, an age in a message is a child's, not the person's


@lru_cache(maxsize=None)
def _patterns() -> dict[str, re.Pattern[str]]:
    n = number_words()
    before, after = vocabulary()["duree_avant"], vocabulary()["duree_apres"]
    people = grammar()["gens"].pattern
    return {
        "ans": re.compile(rf"\b(?P<n>{n}) ans\b(?! {after})"),
        "lasts": re.compile(rf"{before}(?: environ| bientot| deja)?$"),
        "then": re.compile(r"\b(?:arrive[er]?|arrivees?|partie?|venue?|quitte\w*|marie\w*|force\w*|vendue?|viole\w*|commence\w*|depuis l age|des|sortie?|entree?|debarque\w*|placee?|enceinte|prostitu\w+|recrutee?|amenee?|jusqu|c etait|tombee?)(?: \w+)? a$"),
        "has": re.compile(r"\b(?:fete|eu|atteint|fais|fait|passe) (?:mes|ses|nos)$|\b(?:ai|a|avons|ont|viens d avoir|vient d avoir)(?: (?:deja|que|seulement|juste|a peine|bientot|presque|environ|maintenant|toujours|encore|pas|eu))*$"),
        "not_yet": re.compile(r"\b(?:ai|a) pas(?: encore)?(?: \w+)?$"),
        "had": re.compile(r"\b(?:avais|avait|avions)(?: \w+)?$"),
        "will": re.compile(r"\b(?:aurai|aura|vais avoir|va avoir)(?: \w+)?$|\b(?:vais sur|va sur|bientot|presque|approche de|va feter|vais feter|aurais|aurait)(?: mes| ses)?$|\b(?:ai|a) (?:bientot|presque)$"),
        "of": re.compile(rf"(?:{people}|agee?|age|ans)(?: \w+)? de(?: seulement| environ)?$|agee?$"),
        "bare": re.compile(rf"\b(?:ai|a|age) (?P<n>1[0-9]|[2-6][0-9])(?: maintenant| aujourd hui| la| merci| pas \d+)?$"),
        "born": re.compile(r"\bnee? (?:en|le|au mois de)?\b"),
        "year": re.compile(r"\b(?P<y>(?:19|20)\d\d)\b"),
        "minor": re.compile(r"\b(?:mineure?|moins de (?:18|dix huit) ans)\b(?! (?:non accompagn|isole)\w* s)"),
        "under16": re.compile(r"\bmoins de (?:16|seize) ans\b"),
        "adult": re.compile(r"\b(?:majeure?|plus de (?:18|dix huit) ans)\b"),
        "others": re.compile(r"\b(?:les|des|aux|pour les|ces) mineur|mineurs\b|mineures\b|detournement|justice des mineurs|fils mineur|fille mineure|enfants? mineur"),
    }


def age(clause: Clause, today: dt.date) -> tuple[str, str, int] | None:
    """("age", value, position) or ("mineur", "oui", position) read in a clause; None when none is said."""
    p = _patterns()
    asked = clause.question or clause.condition
    if grammar()["indefini"].fullmatch(clause.subject) and clause.link:
        return None
    if asked and not grammar()["personne_precise"].search(clause.plain):
        return None
    for match in p["ans"].finditer(clause.plain):
        if number(match["n"]) == 18 and p["not_yet"].search(clause.plain[:match.start()].strip()):
            return "mineur", "oui", match.start()
        if number(match["n"]) == 16 and p["not_yet"].search(clause.plain[:match.start()].strip()):
            return "age", "moins_de_16", match.start()
        years = _years(clause, match.start(), number(match["n"]))
        if years is not None and CHILD <= years < 100:
            return "age", band(years), match.start()
    bare = p["bare"].search(clause.plain)
    if bare and (clause.subject or bare.group().startswith("age")):
        return "age", band(int(bare["n"])), bare.start()
    born = p["born"].search(clause.plain)
    if born:
        return _from_birth(clause.plain[born.end():], today, born.start())
    return _status(clause)


def _years(clause: Clause, start: int, n: int) -> int | None:
    p, left = _patterns(), clause.plain[:start].strip().removeprefix(clause.link).strip()
    if not left:
        return n
    if p["will"].search(left):
        return n - 1
    if grammar()["au_loin"].search(left) and not clause.subject:
        return None
    if p["then"].search(left) or p["had"].search(left) or p["lasts"].search(left):
        return None
    if p["not_yet"].search(left):
        return None
    if p["has"].search(left):
        typed = clause.accented[:start].split()[-1]
        if typed == "à" and not clause.subject:
            return None
        return n if clause.subject or len(left.split()) > 1 else None
    if p["of"].search(left) or grammar()["mots_avant_age"].fullmatch(left) or _after_nationality(left):
        return n
    return None


def _after_nationality(left: str) -> bool:
    """ "je suis algérienne 26 ans": an age after the nationality that ends a short clause."""
    named = named_countries(left)
    return bool(named) and named[-1][0] + len(named[-1][1]) == len(left) and len(left.split()) <= 6


def _from_birth(rest: str, today: dt.date, position: int) -> tuple[str, str, int] | None:
    full = [d for d in days(rest, today) if d.day.year < today.year - 5]
    if full:
        born = full[0].day
        years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        return "age", band(years), position
    year = _patterns()["year"].search(rest)
    if not year or int(year["y"]) > today.year - CHILD:
        return None
    after = today.year - int(year["y"])
    if band(after) == band(after - 1):
        return "age", band(after), position
    return ("mineur", "oui", position) if after < 18 else None


def _status(clause: Clause) -> tuple[str, str, int] | None:
    p = _patterns()
    if p["others"].search(clause.plain):
        return None
    young = p["under16"].search(clause.plain)
    if young:
        return "age", "moins_de_16", young.start()
    for name, said, denied in (("minor", ("mineur", "oui"), ("age", "majeur")), ("adult", ("age", "majeur"), ("mineur", "oui"))):
        match = p[name].search(clause.plain)
        if match:
            how = mood(clause, match.start(), match.end())
            if how.name in ("accompli", "present", "nominal"):
                return (*(denied if how.denied else said), match.start())
    return None


def band(years: int) -> str:
    """The contract's value for an age in years."""
    return "moins_de_16" if years < 16 else "16_ou_17" if years < 18 else "majeur"
