"""The official words in the chat: shown with their citation where they were imported, and nothing of them elsewhere.

The real words are not in the project: each alinéa's fingerprint is given invented words for these tests.
"""
from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path
from typing import Any, Iterator

import pytest

import rules_core
from rules_core.empreinte import empreinte

OFFERED = "Lire le texte officiel"
WHY = '/pourquoi{"protection":"protection_mineur"}'
TEXT = '/pourquoi{"texte":"protection_mineur"}'
WORDS = "La police {accolades} prévient le procureur : c'est un texte inventé."


@pytest.fixture
def nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation where no words were imported."""
    monkeypatch.setenv("RULES_CORE_TEXTES", str(tmp_path))
    return tmp_path


@pytest.fixture
def imported(nothing: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An installation that has the words of R. 425-10, al. 1: invented ones, whose fingerprint the law's data then has."""
    law = rules_core.droit()
    key = ("CESEDA", "R. 425-10")
    article = law.articles.par_numero[key]
    version = article.version(dt.date.today())
    first = dataclasses.replace(version.alineas[0], empreinte=empreinte(WORDS))
    version_ = dataclasses.replace(version, alineas=(first, *version.alineas[1:]))
    monkeypatch.setitem(law.articles.par_numero, key, dataclasses.replace(article, versions=(version_,)))
    kept = {"CESEDA": {"R. 425-10": {version.depuis.isoformat(): {"1": WORDS}}}}
    (nothing / "alineas.json").write_text(json.dumps(kept), encoding="utf-8")
    yield


def read(answer: list[dict[str, Any]]) -> str:
    return "\n".join(m["text"] for m in answer if m.get("text"))


def buttons(answer: list[dict[str, Any]]) -> dict[str, str]:
    return {b["title"]: b["payload"] for m in answer for b in m.get("buttons") or ()}


def quoted(answer: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """(article, words) of each official text, as the structured message gives them."""
    return [(t["article"], t["mots"]) for m in answer for t in m.get("custom", {}).get("textes", ())]


def begun(assistant: Any) -> str:
    sender = assistant.new()
    assistant.say(sender, "j'ai 15 ans, je suis malienne")
    return sender


def test_why_shows_the_first_words_and_offers_to_read_them(assistant: Any, imported: None) -> None:
    answer = assistant.say(begun(assistant), WHY)
    assert f"CESEDA, art. R. 425-10, alinéa 1 (ancien R. 316-10) :\n« {WORDS} »" in read(answer)
    assert buttons(answer)[OFFERED] == TEXT
    assert quoted(answer) == [("R. 425-10", WORDS)]


def test_the_button_shows_the_words_then_the_question_again(assistant: Any, imported: None) -> None:
    answer = assistant.say(begun(assistant), TEXT)
    assert "Le texte officiel :" in read(answer) and WORDS in read(answer)
    assert answer[-1]["custom"]["type"] == "question"


def test_asked_in_words_the_text_is_that_of_the_line_just_explained(assistant: Any, imported: None) -> None:
    sender = begun(assistant)
    assistant.say(sender, WHY)
    assert quoted(assistant.say(sender, "montre le texte")) == [("R. 425-10", WORDS)]


def test_asked_in_words_the_text_is_that_of_the_line_named(assistant: Any, imported: None) -> None:
    assert quoted(assistant.say(begun(assistant), "montre-moi le texte sur les mineurs")) == [("R. 425-10", WORDS)]


def test_asked_without_a_line_the_lines_that_have_words_are_offered(assistant: Any, imported: None) -> None:
    answer = assistant.say(begun(assistant), "montre le texte")
    assert "De quelle ligne" in read(answer)
    assert [payload for payload in buttons(answer).values() if "texte" in payload] == [TEXT]


def test_a_line_without_its_words_says_where_to_read_them(assistant: Any, imported: None) -> None:
    answer = assistant.say(begun(assistant), '/pourquoi{"texte":"carte_sejour"}')
    assert "L. 425-1" in read(answer) and "https://www.legifrance.gouv.fr/" in read(answer) and quoted(answer) == []
    answer = assistant.say(begun(assistant), '/pourquoi{"protection":"carte_sejour"}')
    assert OFFERED not in buttons(answer) and quoted(answer) == []


def test_without_words_nothing_of_them_is_said(assistant: Any, nothing: Path) -> None:
    sender = begun(assistant)
    answer = assistant.say(sender, WHY)
    assert "Pourquoi, pour" in read(answer) and "texte officiel" not in read(answer)
    assert OFFERED not in buttons(answer) and quoted(answer) == []
    assert [m["custom"]["type"] for m in answer if "custom" in m] == ["explication", "question"]


def test_words_that_are_no_longer_those_of_the_data_are_not_shown(assistant: Any, imported: None, nothing: Path) -> None:
    kept = json.loads((nothing / "alineas.json").read_text(encoding="utf-8"))
    for versions in kept["CESEDA"].values():
        for ranks in versions.values():
            ranks["1"] += " Autre chose."
    (nothing / "alineas.json").write_text(json.dumps(kept), encoding="utf-8")
    assert quoted(assistant.say(begun(assistant), WHY)) == []
