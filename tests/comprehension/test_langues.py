"""Another language than French is recognised, and has words of its own to be answered with."""
from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from actions import words as responses
from comprehension.language import _LANGUAGES, foreign
from comprehension.spelling import exists
from comprehension.writing import words

TABLE = yaml.safe_load((Path(__file__).parent / "langues.yml").read_text(encoding="utf-8"))


def known(text: str) -> float:
    """The share of French words, as the classifier would tell it."""
    said = [word.plain for word in words(text) if not word.punctuation]
    return sum(exists(word) for word in said) / len(said) if said else 0.0


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["m"])
def test_the_language_of_a_message(row):
    assert foreign(row["m"], 0.0 if row["l"] else known(row["m"])) == row["l"]


def test_each_language_has_its_words_with_the_numbers():
    for code in set(_LANGUAGES) - {"fr"}:
        told = responses.say(f"utter_langue_{code}")
        assert all(number in told for number in ("17", "112", "114", "115", "04 92 15 10 51", "116 006")), code


def test_a_message_known_to_be_french_is_not_asked_about():
    assert foreign("hello, I need help with my papers", known=0.8) is None
