"""The glossary: enough words, short sentences, no word claimed twice, each found in a question as people ask it."""
import re
from pathlib import Path

import pytest
import yaml

from actions.glossary import explained

ENTRIES = yaml.safe_load((Path(__file__).resolve().parents[2] / "data" / "glossaire.yml").read_text(encoding="utf-8"))


def test_il_explique_au_moins_quarante_mots() -> None:
    assert len(ENTRIES) >= 40


@pytest.mark.parametrize("word", ENTRIES)
def test_une_explication_est_en_phrases_courtes(word: str) -> None:
    for sentence in re.split(r"(?<=[.!?])\s+", ENTRIES[word]["sens"]):
        assert len(sentence.split()) <= 20, sentence


def test_un_mot_n_a_qu_une_explication() -> None:
    words = [written for entry in ENTRIES.values() for written in entry["mots"]]

    assert len(words) == len(set(words))


def test_un_mot_est_trouve_avec_ou_sans_accent() -> None:
    assert explained("c'est quoi un récépissé ?") == explained("un recepisse c koi") == ENTRIES["recepisse"]["sens"]


def test_le_mot_le_plus_long_l_emporte() -> None:
    assert explained("l'aide juridictionnelle, ça veut dire quoi ?") == ENTRIES["aide_juridictionnelle"]["sens"]


def test_sans_mot_difficile_il_ne_dit_rien() -> None:
    assert explained("répète s'il te plaît") is None
