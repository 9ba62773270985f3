"""Situations at random, that the core accepts, on days when the law was different."""
import datetime as dt

import rules_core

DROIT = rules_core.droit()
JOURS = [dt.date(2008, 11, 4), dt.date(2015, 12, 1), dt.date(2016, 7, 1), dt.date(2022, 6, 15), dt.date(2026, 4, 3)]


def au_hasard(hasard, le, part):
    """A situation that the core accepts, each fact known with probability `part`."""
    situation = {f: hasard.choice(("oui", "non", "inconnu")) for f in DROIT.faits.reserves if hasard.random() < part / 3}
    for fait in DROIT.faits.demandes.values():
        if hasard.random() < part:
            hier = (le - dt.timedelta(hasard.randrange(60))).isoformat()
            situation[fait.id] = hier if fait.est_date else hasard.choice((*fait.valeurs, "inconnu"))
    if situation.get("recepisse_reflexion") == "non":
        situation.pop("date_recepisse", None)
    return situation
