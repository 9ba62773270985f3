"""Verdicts alone, and situations seen lately: quicker ways to the very same answers."""
import random

import pytest

import rules_core
from rules_core import evaluation

from chance import DROIT, JOURS, au_hasard

@pytest.mark.parametrize("le", JOURS, ids=str)
@pytest.mark.parametrize("part", [0.2, 0.5, 0.8, 1])
def test_the_short_answer_is_that_of_the_proofs(le, part):
    hasard = random.Random(f"{le} {part}")
    for _ in range(150):
        situation = au_hasard(hasard, le, part)
        long = {p["id"]: p["verdict"] for p in rules_core.evaluer(situation, le)["protections"]}
        assert rules_core.verdicts(situation, le) == long, situation


@pytest.mark.parametrize("le", JOURS, ids=str)
def test_what_was_seen_before_changes_no_answer(le):
    hasard = random.Random(str(le))
    situations = [au_hasard(hasard, le, 0.6) for _ in range(60)]
    apres_d_autres = [rules_core.evaluer(s, le) for s in situations]
    for situation, vu in zip(situations, apres_d_autres):
        evaluation._evaluateur.cache_clear()
        assert rules_core.evaluer(situation, le) == vu, situation


def test_what_is_kept_is_bounded(monkeypatch):
    monkeypatch.setattr(evaluation, "_RETENUS", 8)
    evaluation._evaluateur.cache_clear()
    le, hasard = JOURS[-1], random.Random(3)
    for _ in range(400):
        evaluation.evaluer_tout(DROIT, au_hasard(hasard, le, 0.7), le)
    assert max(len(vus) for _, vus in evaluation._evaluateur(DROIT, le)._connus) <= 8
    evaluation._evaluateur.cache_clear()


def test_a_refused_situation_is_refused_alike():
    for situation in ({"x": "oui"}, {"plainte": "peut-être"}, {"plainte": ["oui"]}, {"etranger": "oui"}):
        messages = []
        for fonction in (rules_core.evaluer, rules_core.verdicts):
            with pytest.raises(rules_core.EntreeRefusee) as refus:
                fonction(situation, JOURS[-1])
            messages.append(str(refus.value))
        assert messages[0] == messages[1]
