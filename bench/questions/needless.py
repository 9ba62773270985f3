"""Is a question needless? Judged without the useful facts of the engine, by completing the situation in every way."""
import datetime as dt
import itertools
from typing import Dict, Iterator, List, Optional, Text, Tuple

from rules_core.verite import INCONNU

from bench.questions.game import Game, Protection, State

UNKNOWN = (None, INCONNU.value)
Partial = Tuple[Optional[Text], ...]


class Judge:
    """Remembers what was judged: the same combination of facts comes back in most interviews."""

    def __init__(self, game: Game) -> None:
        self._game = game
        self._judged: Dict[Tuple[Text, int, Partial], bool] = {}

    def needless(self, state: State, rank: int) -> bool:
        """True when no answer to this fact can change any verdict the interview asks for, whatever the rest may be."""
        return not any(self._matters(protection, state, rank) for protection in self._game.protections)

    def _matters(self, protection: Protection, state: State, rank: int) -> bool:
        ranks = [r for r, _ in protection.facts]
        if rank not in ranks:
            return False
        key = (protection.name, rank, tuple(state[r] for r in ranks))
        if key not in self._judged:
            self._judged[key] = any(
                len(set(verdicts.values())) > 1 for verdicts in self._by_answer(protection, state, rank, ranks)
            )
        return self._judged[key]

    def _by_answer(
        self, protection: Protection, state: State, rank: int, ranks: List[int]
    ) -> Iterator[Dict[Text, Text]]:
        """For each way to complete the other facts: the verdict that each answer to this one gives."""
        others = [r for r in ranks if r != rank]
        for rest in itertools.product(*(self._values(r) if state[r] in UNKNOWN else (state[r],) for r in others)):
            complete: List[Optional[Text]] = [None] * len(state)
            for r, value in zip(others, rest):
                complete[r] = value
            verdicts = {}
            for answer in self._values(rank):
                complete[rank] = answer
                verdicts[answer] = protection.verdict(tuple(complete))
            yield verdicts

    def _values(self, rank: int) -> Tuple[Text, ...]:
        """Every answer; for the day of the récépissé, one within the thirty days and one before them."""
        day = self._game.day
        values = self._game.law.faits.demandes[self._game.facts[rank]].valeurs
        return values or tuple((day - dt.timedelta(days)).isoformat() for days in (10, 40))
