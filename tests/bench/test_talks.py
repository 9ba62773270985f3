"""What is typed during the benchmark: answers to what is asked, and words that the law and the subjects know."""
import itertools
import json
import random
from pathlib import Path

import pytest
import yaml

import rules_core
from bench import talks
from bench.words import read
from comprehension.fixed_words import recognise

WORDS = read("conversations")
FACTS = rules_core.droit().faits.demandes
SUBJECTS = yaml.safe_load((Path(__file__).resolve().parents[2] / "data" / "sujets.yml").read_text(encoding="utf-8"))


def asking(fact: str) -> list:
    return [{"text": "?"}, {"custom": {"type": "question", "fait": fact}}]


BILAN = [{"text": "…"}, {"custom": {"type": "bilan"}}]


@pytest.mark.parametrize("rank", range(len(WORDS["personnes"])))
def test_a_person_can_answer_every_fact_by_button_and_in_writing(rank: int) -> None:
    person = WORDS["personnes"][rank]
    assert set(person) == set(FACTS)
    for fact, value in person.items():
        read_back = recognise(talks._button(fact, value))
        assert read_back["intent"]["name"] == "repondre", (fact, value)
        assert WORDS["phrases"][fact][value], (fact, value)


@pytest.mark.parametrize("subject", sorted(WORDS["questions"]))
def test_a_question_is_about_a_subject_that_has_an_answer(subject: str) -> None:
    assert subject in SUBJECTS and WORDS["questions"][subject]


def test_an_interview_by_buttons_answers_the_fact_that_is_asked() -> None:
    talk = talks._interview(WORDS["personnes"][0], talks.BUTTON, random.Random(1))
    assert next(talk).text == "/commencer"
    said = talk.send(asking("plainte"))
    assert said == (talks._button("plainte", "oui"), talks.BUTTON, "plainte")
    assert json.loads(talk.send(asking("age")).text.removeprefix("/repondre")) == {"age": "majeur"}
    with pytest.raises(StopIteration):
        talk.send(BILAN)


def test_a_written_answer_that_is_not_understood_is_given_again_by_its_button() -> None:
    talk = talks._interview(WORDS["personnes"][0], talks.WRITTEN, random.Random(1))
    next(talk)
    written = talk.send(asking("plainte"))
    assert written.kind == talks.WRITTEN and not written.text.startswith("/")
    assert talk.send(asking("plainte")).text == talks._button("plainte", "oui")
    assert talk.send(asking("age")).about == "age"


def test_a_written_answer_that_ends_the_interview_is_not_repeated() -> None:
    talk = talks._interview(WORDS["personnes"][0], talks.WRITTEN, random.Random(1))
    next(talk)
    talk.send(asking("plainte"))
    with pytest.raises(StopIteration):
        talk.send(BILAN)


def test_the_result_is_asked_for_in_the_middle_of_an_interview_that_then_goes_on() -> None:
    talk = talks._interview(WORDS["personnes"][0], talks.BUTTON, random.Random(1))
    said, texts = next(talk), []
    for fact in itertools.islice(itertools.cycle(FACTS), 15):
        texts.append(said.text)
        said = talk.send(BILAN if said.text == "/bilan" else asking(fact))
    assert texts.count("/bilan") == len(talks.BILAN_AFTER)
    assert texts[texts.index("/bilan") + 1] == "/continuer"


@pytest.mark.parametrize(
    "said, messages, kind",
    [
        (talks.Said("/commencer", talks.FIRST), [{"text": "bonjour"}], talks.FIRST),
        (talks.Said("17 ans", talks.WRITTEN, "age"), asking("plainte"), talks.WRITTEN),
        (talks.Said("17 ans", talks.WRITTEN, "age"), asking("age"), ""),
        (talks.Said("17 ans", talks.WRITTEN, "age"), [{"text": "?"}], ""),
        (talks.Said("17 ans", talks.WRITTEN, "age"), BILAN, talks.BILAN),
        (talks.Said("/bilan", talks.BILAN), BILAN, talks.BILAN),
        (talks.Said("/bilan", talks.BILAN), asking("age"), ""),
        (talks.Said("/continuer"), asking("age"), ""),
        (talks.Said("où ?", talks.QUESTION, "sante"), [{"custom": {"type": "reponse", "sujet": "sante"}}], talks.QUESTION),
        (talks.Said("où ?", talks.QUESTION, "sante"), [{"custom": {"type": "reponse", "sujet": "ada"}}], ""),
    ],
)
def test_a_turn_is_counted_for_what_came_back(said: talks.Said, messages: list, kind: str) -> None:
    assert talks.kind_of(said, messages) == kind


def test_the_same_seed_types_the_same_words() -> None:
    def typed(seed: int) -> list:
        held = itertools.islice(talks.stock_talks(random.Random(seed)), 20)
        return [said.text for talk in held for said in talk]

    assert typed(1) == typed(1) != typed(2)
