"""The territory a person lives in, from a town, a department or an island named as where she is."""
from __future__ import annotations

import re
from functools import lru_cache

from .clauses import Clause, grammar
from .contract import LEXIQUE, lire
from .modality import mood

_BEFORE = r"(?:a|au|en|sur|vers|dans le|dans la|dans les|dans l|pres de|cote de|region|departement|prefecture de|prefecture du|commissariat de|tribunal de|de|du|d|ville de|pour le|pour)"
_CONTRACTED = {"le": ("au ", "o ", "du "), "les": ("aux ", "des ")}  # Le Havre: "au Havre", "du Havre"


@lru_cache(maxsize=None)
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    raw = lire(LEXIQUE / "lieux.yml")
    names: dict[str, str] = {}
    for territory, lists in raw.items():
        for item in lists:
            for name in item if isinstance(item, list) else [item]:
                names.setdefault(str(name), territory)
    for name in list(names):
        article, _, rest = name.partition(" ")
        for contracted in _CONTRACTED.get(article, ()):
            names.setdefault(contracted + rest, names[name])
    words = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(rf"(?:^|\b(?P<before>{_BEFORE}) (?:la |l |le |les )?|\b(?<=habite )|\b(?<=reside )|\b(?<=vis )|\b(?<=vit )|\b(?<=moi )|\b(?<= est )|\b(?=aux? |o |du |des ))(?P<name>{words})\b"), names


@lru_cache(maxsize=None)
def towns() -> str:
    """Alternatives matching the name of any place, for patterns about leaving it."""
    return "|".join(re.escape(str(n)) for lists in lire(LEXIQUE / "lieux.yml").values() for item in lists
                    for n in (item if isinstance(item, list) else [item]) if not str(n).isdigit())


def of_office(clause: Clause) -> list[tuple[str, str, int]]:
    """The places that an office is named after, when it is the subject: "la préfecture du Rhône a délivré…"."""
    office = grammar()["bureau"].pattern
    return [said for said in territory(clause) if re.search(rf"{office} (?:du |de |d )?(?:la |l |le |les |c est )*{re.escape(said[1])}\b", clause.plain)]


def territory(clause: Clause) -> list[tuple[str, str, int]]:
    """(territory, name of the place, position) of each place where the clause says somebody is."""
    pattern, names = _pattern()
    g = grammar()
    out = []
    for match in pattern.finditer(clause.plain):
        name, before, left = match["name"], match["before"], clause.plain[:match.start()].strip()
        alone = not left and match.end() == len(clause.plain)
        if name.isdigit() and before not in ("dans le", "departement", "prefecture du", "sur le") and not (before == "du" and g["bureau"].search(left)):
            continue
        lives = bool(g["habite"].search(left))
        contracted = name.startswith(("au ", "aux ", "o ")) or name.startswith(("du ", "des ")) and bool(g["lieu_de"].search(left))
        if before is None and not alone and not lives and not contracted and not g["suite_de_lieu"].match(clause.plain[match.end():].strip()):
            continue
        if g["n_y_reste_pas"].search(left):
            out.append((names[name], name, match.start()))
            continue
        flees = before in ("de", "du", "d") and bool(g["loin_de"].search(left)) and not g["temps_passe"].search(clause.plain)
        if flees:
            out.append((names[name], name, match.start()))
            continue
        if before in ("de", "du", "d") and not g["lieu_de"].search(left):
            continue
        if g["pas_la"].search(left) or clause.condition or (alone and clause.topic):
            continue
        if not lives and not alone and before is not None and g["temps_passe"].search(clause.plain):
            continue
        how = mood(clause, match.start(), match.end())
        if how.denied or how.name in ("veut", "hesite", "futur", "doit"):
            continue
        out.append((names[name], name, match.start()))
    return out
