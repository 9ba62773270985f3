"""Between questions that nobody expected could do without, the one that decides most, for the least hurt."""
from __future__ import annotations

import random

import pytest

import rules_core
from chance import JOURS, au_hasard
from rules_core.evaluation import evaluer_tout
from rules_core.questions import prochaine_question


class Egales:
    """Expects of everybody the same need of every question."""

    def __init__(self, part: float) -> None:
        self.part = part

    def parts_inutiles(self, faits, situation):
        return {fait: self.part for fait in faits}


def attendue(situation: dict[str, str], le, part: float) -> str | None:
    """The same, from the bilan alone: each undecided right lends its weight to the facts that can decide it, in equal shares."""
    droit = rules_core.droit()
    poids: dict[str, float] = {}
    for protection in rules_core.evaluer(situation, le)["protections"]:
        a_demander = [f for f in protection["faits_utiles"] if f not in situation]
        for fait in a_demander:
            poids[fait] = poids.get(fait, 0) + droit.protections[protection["id"]].poids / len(a_demander)
    posables = [
        f for f, demande in droit.faits.demandes.items()
        if poids.get(f) and all(situation.get(avant) == valeur for avant, valeur in demande.prealable.items())
    ]
    prix = {f: droit.faits.demandes[f].prix for f in posables}
    return min(posables, key=lambda f: (prix[f] * part, -poids[f] / prix[f]), default=None)


@pytest.mark.parametrize("le", JOURS, ids=str)
@pytest.mark.parametrize("part", [0, 0.5])
def test_a_besoin_egal_la_question_qui_decide_le_plus_pour_le_moins(le, part):
    hasard = random.Random(f"{le} {part}")
    for connus in (0, 0.1, 0.3, 0.6, 0.8):
        for _ in range(15):
            situation = au_hasard(hasard, le, connus)
            verdicts = evaluer_tout(rules_core.droit(), situation, le)
            trouvee = prochaine_question(rules_core.droit(), verdicts, situation, Egales(part))
            assert trouvee == attendue(situation, le, part), situation
