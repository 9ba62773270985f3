"""The fewest questions, exactly: dynamic programming over what may be known of a person drawn among the profiles.

The player does not know who came, but knows the profiles and their frequencies. A state is what was answered; the profiles still
compatible with it follow. In each state it may ask any useful fact, and stops when there is none, like the assistant. No fact is
merged or left out; the one reduction is that whoever comes is one of the profiles. A profile must not contradict what its own
answers settle: otherwise who is compatible would depend on the order of the questions.

    cost(state) = the least, over the useful facts, of the price + the sum over the answers of their share x cost(next state)

A branch is left as soon as its lower bound cannot beat the best one found. The bound is what a player who knows who came would
pay: it never exceeds the true cost, so that pruning loses nothing.
"""
from typing import Dict, List, Sequence, Text, Tuple

from bench.questions.game import Game, Person, State

INFINITE = float("inf")


class Optimum:
    """`prices`: what each fact costs to ask, in the order of the facts (all 1 to count questions)."""

    def __init__(self, game: Game, people: Sequence[Person], prices: Sequence[float]) -> None:
        self._game, self._people, self._prices = game, people, prices
        self._sure = [self._always_asked(person) for person in people]
        self._alone: Dict[Tuple[int, State], float] = {}
        self._known: Dict[State, Tuple[float, bool]] = {}  # the cost of a state, or a lower bound of it: True when exact

    def expected(self) -> float:
        """The expected cost of a person, at the optimum."""
        everyone = list(range(len(self._people)))
        return self._cost(everyone, self._game.nothing, INFINITE) / sum(person.weight for person in self._people)

    def clairvoyant(self) -> float:
        """What it would cost if one knew from the start who came: no strategy can do better, even by luck."""
        everyone = range(len(self._people))
        return self._bound(everyone, self._game.nothing) / sum(person.weight for person in self._people)

    def cheapest_set(self, who: int) -> List[int]:
        """The cheapest questions that settle everything for this person (when equal, the first of the law's facts)."""
        state, asked = self._game.nothing, []
        while self._game.useful(state):
            best = min(self._choices(who, state), key=lambda rank: self._after(who, state, rank))
            asked.append(best)
            state = self._learn(who, state, best)
        return sorted(asked)

    # --- one person, known from the start

    def _always_asked(self, person: Person) -> List[bool]:
        """For each fact: useful still when everything else is answered, so that no order avoids it."""
        return [self._useful_last(person, rank) for rank in range(len(person.answers))]

    def _useful_last(self, person: Person, last: int) -> bool:
        state = self._game.nothing
        for rank, answer in enumerate(person.answers):
            if rank != last and state[rank] is None:
                state = self._game.learn(state, rank, answer)
        return last in self._game.useful(state)

    def _choices(self, who: int, state: State) -> List[int]:
        """For one person, what must be asked in any case may be asked first: the order alone changes nothing then."""
        useful = self._game.useful(state)
        return [rank for rank in useful if self._sure[who][rank]][:1] or useful

    def _least(self, who: int, state: State) -> float:
        """The cost of the cheapest set of questions left for this person."""
        key = (who, state)
        if key not in self._alone:
            self._alone[key] = min((self._after(who, state, rank) for rank in self._choices(who, state)), default=0.0)
        return self._alone[key]

    def _after(self, who: int, state: State, rank: int) -> float:
        return self._prices[rank] + self._least(who, self._learn(who, state, rank))

    def _learn(self, who: int, state: State, rank: int) -> State:
        return self._game.learn(state, rank, self._people[who].answers[rank])

    # --- everyone who may still be there

    def _bound(self, group: Sequence[int], state: State) -> float:
        return sum(self._people[who].weight * self._least(who, state) for who in group)

    def _cost(self, group: Sequence[int], state: State, limit: float) -> float:
        """The weighted cost of `group`: exact when it is under `limit`, else a lower bound that reaches it."""
        useful = self._game.useful(state)
        if not useful:
            return 0.0
        if len(group) == 1:
            return self._bound(group, state)
        lower, exact = self._known.get(state) or (self._bound(group, state), False)
        if exact or lower >= limit:
            return lower
        best, left = limit, INFINITE
        for start, rank, nexts in sorted(self._plan(group, state, rank) for rank in useful):
            cost = start
            for bound, next_state, part in nexts:
                if cost >= best:
                    break
                cost += self._cost(part, next_state, best - cost + bound) - bound
            if cost < best:
                best = cost
            else:
                left = min(left, cost)
        found = best < limit
        self._known[state] = (best, True) if found else (max(lower, left), False)
        return self._known[state][0]

    def _plan(
        self, group: Sequence[int], state: State, rank: int
    ) -> Tuple[float, int, List[Tuple[float, State, List[int]]]]:
        """Asking `rank`: a lower bound of the whole, and for each answer its own bound, the next state and who gives it."""
        answers: Dict[Text, List[int]] = {}
        for who in group:
            answers.setdefault(self._people[who].answers[rank], []).append(who)
        nexts = []
        for answer, part in answers.items():
            next_state = self._game.learn(state, rank, answer)
            nexts.append((self._known.get(next_state, (self._bound(part, next_state),))[0], next_state, part))
        price = self._prices[rank] * sum(self._people[who].weight for who in group)
        return price + sum(bound for bound, _, _ in nexts), rank, nexts
