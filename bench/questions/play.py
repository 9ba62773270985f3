"""Interviews held with each profile, by the assistant's order and by fixed questionnaires."""
from typing import Callable, Dict, List, NamedTuple, Optional

from rules_core.evaluation import evaluer_tout
from rules_core.profils import Attentes
from rules_core.questions import prochaine_question

from bench.questions.game import Game, Person, State

Strategy = Callable[[State], Optional[int]]

# To be told one's rights is what the assistant does anyway: it is not counted as a first protection.
NOT_COUNTED = frozenset({"information_droits"})


class Interview(NamedTuple):
    """`asked`: the facts, in order. `first`: how many questions until a useful protection was open, None when none opened."""

    person: Person
    asked: List[int]
    states: List[State]  # what was known before each question
    first: Optional[int]


def hold(game: Game, strategy: Strategy, person: Person) -> Interview:
    """Asks until the strategy has no question left. Every answer is the person's own, what it settles comes with it."""
    state, asked, states, first = game.nothing, [], [], None
    while (rank := strategy(state)) is not None:
        states.append(state)
        asked.append(rank)
        state = game.learn(state, rank, person.answers[rank])
        if first is None and _open(game, state) - _open(game, game.nothing):
            first = len(asked)
    return Interview(person, asked, states, first)


def _open(game: Game, state: State) -> frozenset:
    """The useful protections that are open: of this regime, worth asking for."""
    open_now = {p.name for p in game.protections if p.verdict(state) == "oui" and not game.law.protections[p.name].general}
    return frozenset(open_now - NOT_COUNTED)


def assistant(game: Game, expected: Optional[Attentes] = None) -> Strategy:
    """The assistant's own order, called as it is in service: on the verdicts of the whole law."""
    seen: Dict[State, Optional[int]] = {}

    def choose(state: State) -> Optional[int]:
        if state not in seen:
            situation = game.situation(state)
            fact = prochaine_question(game.law, evaluer_tout(game.law, situation, game.day), situation, expected)
            seen[state] = None if fact is None else game.rank[fact]
        return seen[state]

    return choose


def form(game: Game) -> Strategy:
    """A paper form: every fact in the order of the law's file, but those that make no sense yet or were already settled."""
    return lambda state: next(
        (rank for rank, known in enumerate(state) if known is None and game.makes_sense(state, rank)), None
    )


def fixed_order(game: Game) -> Strategy:
    """The same fixed order, without the questions that can no longer change anything."""
    return lambda state: next(iter(game.useful(state)), None)
