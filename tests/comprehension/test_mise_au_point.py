"""The development set: the lexicons were tuned on it, so these floors only keep what was won; they prove nothing new."""
from __future__ import annotations

import datetime as dt
from collections import Counter

from comprehension.contract import accepte, lire_texte
from comprehension.reading import read
from comprehension.told import FACTS, told

from near import near

LE = dt.date(2026, 11, 24)
LIGNES = lire_texte(FACTS / "mise_au_point.yml")


def test_la_mise_au_point_est_grande_et_du_contrat() -> None:
    messages = [ligne["m"] for ligne in LIGNES]
    assert len(messages) == len(set(messages)) >= 500
    assert all(accepte(fait, valeur) for ligne in LIGNES for fait, valeur in (ligne["f"] or {}).items())
    compte = Counter(fait for ligne in LIGNES for fait in (ligne["f"] or {}))
    assert min(compte.values()) >= 12


def test_tout_message_de_faits_est_du_contrat_et_ecrit_une_fois() -> None:
    dits = told(FACTS)
    assert all(accepte(fait, valeur) for un in dits for fait, valeur in un.facts.items())
    assert list(near([un.text for un in dits])) == []


def test_precision_et_rappel_de_la_mise_au_point() -> None:
    justes = trop = manques = 0
    for ligne in LIGNES:
        attendus, lus = set((ligne["f"] or {}).items()), set(read(ligne["m"], LE).facts.items())
        justes, trop, manques = justes + len(attendus & lus), trop + len(lus - attendus), manques + len(attendus - lus)
    assert justes / (justes + trop) >= 0.98
    assert justes / (justes + manques) >= 0.95
