"""The interview as a game: what is known, what may be asked, what an answer settles. Nothing here chooses."""
import dataclasses
import datetime as dt
from typing import Dict, List, Mapping, NamedTuple, Optional, Sequence, Text, Tuple

from rules_core import Droit
from rules_core.conditions import feuilles
from rules_core.evaluation import evaluer_tout

State = Tuple[Optional[Text], ...]  # one answer for each fact of the law, None when it was neither asked nor settled


class Person(NamedTuple):
    """A profile: her answer to every fact, in the order of the facts, and how often she comes."""

    name: Text
    weight: float
    answers: Tuple[Text, ...]


class Game:
    """The law of a day, restricted to the protections the interview asks for (weight above 0).

    A verdict looks at the facts of its own protection only: each protection is evaluated alone, once for each combination of
    what is known of these facts. That is exact, and makes a turn cost a few look-ups.
    """

    def __init__(self, law: Droit, day: dt.date) -> None:
        self.law, self.day = law, day
        self.facts: List[Text] = list(law.faits.demandes)
        self.prices: List[float] = [fact.prix for fact in law.faits.demandes.values()]
        self.nothing: State = (None,) * len(self.facts)
        self.rank = {fact: rank for rank, fact in enumerate(self.facts)}
        self._before = [
            [(self.rank[fact], value) for fact, value in asked.prealable.items()] for asked in law.faits.demandes.values()
        ]
        self.protections = [Protection(law, day, p.id, self.facts) for p, _ in law.en_vigueur(day) if p.poids]
        self._useful: Dict[State, List[int]] = {}

    def person(self, name: Text, weight: float, situation: Mapping[Text, Text]) -> Person:
        return Person(name, weight, tuple(situation[fact] for fact in self.facts))

    def useful(self, state: State) -> List[int]:
        """The facts that may be asked: they can change a verdict, were not given, and make sense now."""
        if state not in self._useful:
            found = {rank for protection in self.protections for rank in protection.useful(state)}
            self._useful[state] = [rank for rank in sorted(found) if state[rank] is None and self.makes_sense(state, rank)]
        return self._useful[state]

    def makes_sense(self, state: State, rank: int) -> bool:
        return all(state[before] == value for before, value in self._before[rank])

    def learn(self, state: State, rank: int, answer: Text) -> State:
        """The state after this answer, with what it settles as well (as the chat does)."""
        known = list(state)
        known[rank] = answer
        for other, value in self.law.faits.demandes[self.facts[rank]].apres(answer).items():
            if known[self.rank[other]] is None:
                known[self.rank[other]] = value
        return tuple(known)

    def situation(self, state: State) -> Dict[Text, Text]:
        return {fact: value for fact, value in zip(self.facts, state) if value is not None}


class Protection:
    """One protection alone: its verdict and its useful facts, remembered."""

    def __init__(self, law: Droit, day: dt.date, name: Text, facts: Sequence[Text]) -> None:
        self.name = name
        self._law, self._day = dataclasses.replace(law, protections={name: law.protections[name]}), day
        ((_, grounds),) = self._law.en_vigueur(day)
        read = {fact for ground in grounds for leaf in feuilles(ground.si) for fact in law.faits.derives.get(leaf.cle, (leaf.cle,))}
        self.facts = [(rank, fact) for rank, fact in enumerate(facts) if fact in read]
        self._ranks = {fact: rank for rank, fact in self.facts}
        self._seen: Dict[Tuple[Optional[Text], ...], Tuple[Text, List[int]]] = {}

    def useful(self, state: State) -> List[int]:
        return self._look(state)[1]

    def verdict(self, state: State) -> Text:
        return self._look(state)[0]

    def _look(self, state: State) -> Tuple[Text, List[int]]:
        key = tuple([state[rank] for rank, _ in self.facts])
        if key not in self._seen:
            known = {fact: value for (_, fact), value in zip(self.facts, key) if value is not None}
            (verdict,) = evaluer_tout(self._law, known, self._day)
            self._seen[key] = (verdict.valeur.value, [self._ranks[fact] for fact in verdict.faits_utiles])
        return self._seen[key]
