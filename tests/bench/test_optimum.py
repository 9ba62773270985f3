"""The optimum is the optimum, nothing needless is asked, and the figures keep their promises."""
import dataclasses
import itertools
from typing import Dict, List, Sequence, Tuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rules_core
from rules_core import profils
from rules_core.verite import INCONNU

from bench.questions import measure, play, report
from bench.questions.game import Game, Person, State
from bench.questions.needless import Judge
from bench.questions.optimum import Optimum

LAW = rules_core.droit()
DAY = LAW.couverture.textes_verifies_au
GAME = Game(LAW, DAY)


# --- the optimum


def small(*protections: str) -> Game:
    """The game of a few protections only."""
    return Game(dataclasses.replace(LAW, protections={p: LAW.protections[p] for p in protections}), DAY)


def brute_force(game: Game, people: Sequence[Person], prices: Sequence[float]) -> float:
    """The expected cost of the best strategy, every useful question tried in every state: no bound, no shortcut.

    Only the states already seen are remembered: who may still be there follows from the state.
    """
    seen: Dict[State, float] = {}

    def cost(group: Sequence[Person], state: State) -> float:
        if state not in seen:
            seen[state] = min((after(group, state, rank) for rank in game.useful(state)), default=0.0)
        return seen[state]

    def after(group: Sequence[Person], state: State, rank: int) -> float:
        answers = sorted({p.answers[rank] for p in group})
        parts = [([p for p in group if p.answers[rank] == answer], game.learn(state, rank, answer)) for answer in answers]
        return prices[rank] * sum(p.weight for p in group) + sum(cost(part, following) for part, following in parts)

    return cost(people, game.nothing) / sum(p.weight for p in people)


TINY = [
    small("carte_sejour", "carte_resident"), small("travail", "protection_policiere", "carte_resident"),
    small("carte_resident"), small("carte_sejour"), small("protection_mineur", "delai_reflexion", "parcours_sortie"),
    small("soins", "protection_sociale", "protection_policiere"), small("aps_parcours", "parcours_sortie", "information_droits"),
]


def answers(fact: str) -> List[str]:
    demande = LAW.faits.demandes[fact]
    return [*(demande.valeurs or ("2026-03-25", "2026-01-25")), INCONNU.value]


@st.composite
def crowds(draw) -> List[Person]:
    """A few people who do not contradict themselves. Two answers to each fact, so that they stay together long."""
    two = [draw(st.permutations(answers(fact)))[:2] for fact in GAME.facts]
    people = st.tuples(st.integers(1, 3), st.tuples(*(st.sampled_from(pair) for pair in two)))
    return [Person(str(i), weight, consistent(given)) for i, (weight, given) in enumerate(draw(st.lists(people, min_size=1, max_size=8)))]


def consistent(given: Sequence[str]) -> Tuple[str, ...]:
    """The answers, those that others settle put right."""
    person = dict(zip(GAME.facts, given))
    for fact in GAME.facts:
        person.update(LAW.faits.demandes[fact].apres(person[fact]))
    return tuple(person.values())


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(TINY), crowds(), st.booleans())
def test_the_optimum_is_that_of_every_strategy_tried(game: Game, people: List[Person], priced: bool) -> None:
    prices = game.prices if priced else [1.0] * len(game.facts)
    expected = brute_force(game, people, prices)
    search = Optimum(game, people, prices)
    assert search.expected() == pytest.approx(expected)
    assert search.clairvoyant() <= search.expected() + 1e-9


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(TINY), crowds())
def test_the_cheapest_set_is_the_cheapest_that_settles_everything(game: Game, people: List[Person]) -> None:
    person = people[0]
    search = Optimum(game, [person], game.prices)
    state, chosen = game.nothing, set(search.cheapest_set(0))
    price = sum(game.prices[rank] for rank in chosen)
    while left := [rank for rank in game.useful(state) if rank in chosen]:
        state = game.learn(state, left[0], person.answers[left[0]])
        chosen.discard(left[0])
    assert not chosen and not game.useful(state)
    assert price == pytest.approx(brute_force(game, [person], game.prices))


# --- nothing needless


@st.composite
def persons(draw) -> Person:
    return GAME.person("?", 1, {fact: draw(st.sampled_from(answers(fact)), label=fact) for fact in GAME.facts})


JUDGE = Judge(GAME)


@settings(deadline=None, max_examples=100)
@given(persons())
def test_not_one_question_is_needless_whoever_answers(person: Person) -> None:
    """Even someone no profile looks like. Judged by completing the situation in every way, not by the engine's useful facts."""
    interview = play.hold(GAME, play.assistant(GAME), person)
    for state, rank in zip(interview.states, interview.asked):
        assert state[rank] is None
        assert not JUDGE.needless(state, rank), (GAME.situation(state), GAME.facts[rank])


@settings(deadline=None, max_examples=60)
@given(persons())
def test_when_the_interview_is_over_no_question_that_makes_sense_was_left_out(person: Person) -> None:
    state = GAME.nothing
    strategy = play.assistant(GAME)
    while (rank := strategy(state)) is not None:
        state = GAME.learn(state, rank, person.answers[rank])
    for rank, known in enumerate(state):
        if known is None and GAME.makes_sense(state, rank):
            assert JUDGE.needless(state, rank), (GAME.situation(state), GAME.facts[rank])


def test_the_judge_knows_a_needless_question() -> None:
    adult_european = GAME.nothing
    for fact, value in (("nationalite", "ue"), ("age", "majeur"), ("titre", "aucun"), ("recepisse_reflexion", "non")):
        adult_european = GAME.learn(adult_european, GAME.rank[fact], value)
    assert JUDGE.needless(adult_european, GAME.rank["plainte"])
    assert not JUDGE.needless(adult_european, GAME.rank["exploitation_sexuelle"])


# --- the published figures


@pytest.fixture(scope="module")
def figures() -> measure.Figures:
    return measure.measure()


def test_the_order_is_near_the_optimum(figures: measure.Figures) -> None:
    assert figures.ours.questions <= 1.15 * figures.optimum.questions
    assert figures.ours.price <= 1.15 * figures.optimum.price
    assert figures.ours.questions >= figures.optimum.questions - 1e-9 and figures.ours.price >= figures.optimum.price - 1e-9


def test_it_stays_near_for_someone_who_is_not_expected(figures: measure.Figures) -> None:
    assert figures.stranger.questions <= 1.15 * figures.optimum.questions
    assert figures.stranger.price <= 1.15 * figures.optimum.price


def test_it_beats_a_fixed_questionnaire(figures: measure.Figures) -> None:
    assert figures.ours.questions < figures.fixed.questions < figures.form.questions
    assert figures.ours.price < figures.fixed.price < figures.form.price


def test_a_first_protection_comes_soon(figures: measure.Figures) -> None:
    assert figures.first.median <= 8
    assert figures.first.share > 0.8


def test_no_published_interview_asks_a_needless_question(figures: measure.Figures) -> None:
    assert figures.asked > 400 and figures.needless == 0


def test_the_median_counts_people_by_their_weight() -> None:
    def opened(first: "int | None", weight: float) -> play.Interview:
        return play.Interview(Person("", weight, ()), [], [], first)

    assert measure.first([opened(1, 1), opened(2, 1), opened(9, 5), opened(None, 3)]) == (9, 9, 0.7)
    assert measure.first([opened(1, 6), opened(2, 1), opened(9, 5)])[:2] == (1, 9)


def test_the_section_says_every_figure(figures: measure.Figures) -> None:
    text = report.write(figures)
    assert text.count("\n| ") >= 6 and "python -m bench.questions" in text and "{" not in text


# --- the file of the profiles


def test_the_questions_of_each_profile_are_up_to_date() -> None:
    """After a change of the law or of a profile: python -m bench.questions --profils."""
    text = profils.FICHIER.read_text(encoding="utf-8")
    assert report.with_questions(text, measure.cheapest_sets()) == text


def test_writing_the_questions_changes_nothing_else() -> None:
    text = profils.FICHIER.read_text(encoding="utf-8")
    names = [p.id for p in profils.charger(profils.FICHIER, LAW.faits)]
    emptied = report.with_questions(text, {name: [] for name in names})
    changed = [(old, new) for old, new in itertools.zip_longest(text.splitlines(), emptied.splitlines()) if old != new]
    assert len(changed) == len(names) and all(new == "    questions: []" for _, new in changed)


# --- the pages


def test_the_pages_show_these_figures(figures: measure.Figures) -> None:
    project = profils.FICHIER.parents[2]
    assert report.write(figures).strip() in (project / "bench" / "resultats.md").read_text(encoding="utf-8")
    readme = (project / "README.md").read_text(encoding="utf-8")
    for cost in (figures.optimum, figures.ours, figures.stranger, figures.fixed, figures.form):
        assert f"| {cost.questions:.2f}" in readme and f"| {cost.price:.2f}" in readme
    assert f"{figures.first.median} questions in median, {figures.first.most} at most" in readme
    assert f"{figures.needless} of {figures.asked}" in readme
    assert f"{figures.ours.questions:.2f}".replace(".", ",") in (project / "README.fr.md").read_text(encoding="utf-8")
