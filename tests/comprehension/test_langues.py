"""Another language than French is recognised, and has words of its own to be answered with."""
from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from actions import words as responses
from comprehension.language import _LANGUAGES, foreign

TABLE = yaml.safe_load((Path(__file__).parent / "langues.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["m"])
def test_the_language_of_a_message(row):
    assert foreign(row["m"]) == row["l"]


def test_each_language_has_its_words_with_the_numbers():
    for code in set(_LANGUAGES) - {"fr"}:
        told = responses.say(f"utter_langue_{code}")
        assert all(number in told for number in ("17", "112", "114", "115", "04 92 15 10 51", "116 006")), code
