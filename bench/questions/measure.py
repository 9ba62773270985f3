"""The figures: the assistant's order on the published profiles, beside the optimum and fixed questionnaires."""
from typing import List, NamedTuple, Sequence, Text

import rules_core
from rules_core import profils
from rules_core.profils import Attentes, Profil

from bench.questions import play
from bench.questions.game import Game, Person
from bench.questions.needless import Judge
from bench.questions.optimum import Optimum


class Cost(NamedTuple):
    """Expected, of a person drawn among the profiles: number of questions, and sum of their prices (faits.yml)."""

    questions: float
    price: float


class First(NamedTuple):
    """Questions until the first useful protection, over the people for whom one opens (their `share`)."""

    median: int
    most: int
    share: float


class Figures(NamedTuple):
    people: int
    optimum: Cost
    ours: Cost
    stranger: Cost  # our order for each profile, while only the others are expected
    fixed: Cost
    form: Cost
    first: First
    most: int  # questions of the longest interview
    asked: int
    needless: int
    interviews: List[play.Interview]


def situation() -> "tuple[Game, Sequence[Profil], List[Person]]":
    """The game and the profiles, on the last day whose texts were checked: the figures do not depend on the day they are made."""
    law = rules_core.droit()
    day = law.couverture.textes_verifies_au
    game = Game(law, day)
    profiles = profils.charger(profils.FICHIER, law.faits)
    return game, profiles, [game.person(p.id, p.frequence, p.situation(day)) for p in profiles]


def measure() -> Figures:
    game, profiles, people = situation()
    ours = _hold(game, people, play.assistant(game))
    strangers = [
        play.hold(game, play.assistant(game, Attentes([p for p in profiles if p.id != person.name])), person) for person in people
    ]
    judge = Judge(game)
    needless = [(i.person.name, rank) for i in ours for state, rank in zip(i.states, i.asked) if judge.needless(state, rank)]
    return Figures(
        len(people), optimum(game, people), cost(game, ours), cost(game, strangers),
        cost(game, _hold(game, people, play.fixed_order(game))), cost(game, _hold(game, people, play.form(game))),
        first(ours), max(len(i.asked) for i in ours), sum(len(i.asked) for i in ours), len(needless), ours,
    )


def optimum(game: Game, people: Sequence[Person]) -> Cost:
    """The least of each, by two different strategies: no single one need reach both."""
    return Cost(Optimum(game, people, [1.0] * len(game.facts)).expected(), Optimum(game, people, game.prices).expected())


def cost(game: Game, interviews: Sequence[play.Interview]) -> Cost:
    total = sum(i.person.weight for i in interviews)
    return Cost(
        sum(i.person.weight * len(i.asked) for i in interviews) / total,
        sum(i.person.weight * sum(game.prices[rank] for rank in i.asked) for i in interviews) / total,
    )


def first(interviews: Sequence[play.Interview]) -> First:
    opened = sorted((i.first, i.person.weight) for i in interviews if i.first is not None)
    weight = sum(w for _, w in opened)
    half, median = 0.0, 0
    for questions, w in opened:
        half, median = half + w, questions
        if half >= weight / 2:
            break
    return First(median, opened[-1][0], weight / sum(i.person.weight for i in interviews))


def _hold(game: Game, people: Sequence[Person], strategy: play.Strategy) -> List[play.Interview]:
    return [play.hold(game, strategy, person) for person in people]


def cheapest_sets() -> "dict[Text, List[Text]]":
    """For each profile, the cheapest questions that settle everything for her: what profils.yml holds under `questions`."""
    game, _, people = situation()
    search = Optimum(game, people, game.prices)
    return {person.name: [game.facts[rank] for rank in search.cheapest_set(who)] for who, person in enumerate(people)}
