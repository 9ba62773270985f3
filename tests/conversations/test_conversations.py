"""Whole conversations, run with actions. Each is written in a YAML file named after a way people behave.

A turn is a message (`dit`), or answers to the questions shown until one fact is asked or the bilan comes (`repond`:
{fact: value}, everything else being "inconnu"; `avec`: payload, libelle or valeur; `jusqu_a`: a fact, or bilan).
It says what must (`lu`) or must not (`pas_lu`) be read in the answer, what structured messages it carries (`structure`,
`sujet`, `motif`, `premier_numero`), what question it ends on (`question`), and what the bilan says (`situation`, null
for a fact that must not be there; `verdicts`, `natures`, `references`, `a_confirmer`).

Some checks speak of the question shown before the turn, whatever it is: `meme_question` it is shown again, `plus_demandee`
it never comes back, `question_devient` the value it has in the next bilan. `oublie`: from this turn on, it may come back.
"{J-3}" is the date three days ago, "{j-3}" the same date as people write it.
A turn that checks nothing is allowed only before one that does.
"""
from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parent
KEYS = {
    "dit", "repond", "avec", "jusqu_a", "lu", "pas_lu", "structure", "pas_structure", "question", "pas_question", "sujet", "motif",
    "premier_numero", "situation", "verdicts", "natures", "references", "a_confirmer", "meme_question", "plus_demandee",
    "question_devient", "oublie",
}
SAID = {"dit", "repond", "avec", "jusqu_a"}
OF_BILAN = {"situation", "verdicts", "natures", "a_confirmer"}
MOST_QUESTIONS = 25  # more than there are facts


def _conversations() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.yml")):
        for conversation in yaml.safe_load(_dated(path.read_text(encoding="utf-8"))):
            found.append(pytest.param(conversation, id=f"{path.stem}: {conversation['histoire']}"))
    return found


def _dated(text: str) -> str:
    def write(match: re.Match[str]) -> str:
        day = dt.date.today() - dt.timedelta(days=int(match[2]))
        return day.isoformat() if match[1] == "J" else day.strftime("%d/%m/%Y")

    return re.sub(r"\{([Jj])-(\d+)\}", write, text)


@pytest.mark.parametrize("conversation", _conversations())
def test_conversation(assistant: Any, conversation: dict[str, Any]) -> None:
    turns = conversation["tours"]
    assert set(turns[-1]) - SAID, "the last turn checks nothing"
    memory = _Memory()
    sender = assistant.new()
    for number, turn in enumerate(turns, 1):
        assert set(turn) <= KEYS, f"unknown keys: {set(turn) - KEYS}"
        before = memory.question
        answer: list[dict[str, Any]] = []
        if turn.get("oublie"):
            memory = _Memory()
        try:
            for answer in _answers(assistant, sender, turn, memory):
                memory.see(answer)
            _check(turn, answer, before, memory)
        except AssertionError as error:
            said = turn.get("dit", turn.get("repond"))
            raise AssertionError(f"turn {number}, {said!r}: {error}\n{_read(answer)}") from None
    assert not memory.expected, f"no bilan came to check {memory.expected}"


class _Memory:
    """What a conversation remembers from one turn to the next: the question shown, those that must not come back."""

    def __init__(self) -> None:
        self.question: dict[str, Any] = {}
        self.closed: set[str] = set()
        self.expected: dict[str, str] = {}

    def see(self, answer: list[dict[str, Any]]) -> None:
        assert _read(answer).strip(), "an empty answer"
        self.question = _last(_customs(answer), "question")
        assert self.question.get("fait") not in self.closed, f"asked again: {self.question['fait']}"


def _answers(assistant: Any, sender: str, turn: dict[str, Any], memory: _Memory) -> Any:
    """The answers of a turn, one after the other."""
    if "dit" in turn:
        yield assistant.say(sender, turn["dit"])
        return
    until = turn.get("jusqu_a", "bilan")
    for _ in range(MOST_QUESTIONS):
        question = memory.question
        assert question, "no question is shown"
        fait = question["fait"]
        if fait == until:
            return
        valeur = str((turn["repond"] or {}).get(fait, "inconnu"))
        answer = assistant.say(sender, _typed(question, valeur, turn.get("avec", "payload")))
        memory.closed.add(fait)  # it was answered: it must not come back
        yield answer
        if until == "bilan" and _last(_customs(answer), "bilan"):
            return
    raise AssertionError(f"{until} never came")


def _typed(question: dict[str, Any], valeur: str, how: str) -> str:
    """What a person sends to choose `valeur`. A date has no button of its own."""
    choice = next((c for c in question["choix"] if c["valeur"] == valeur), None)
    if choice is None:
        assert question["saisie"] == "date", f"{question['fait']}: no choice {valeur}"
        return valeur
    return choice[how]


def _check(turn: dict[str, Any], answer: list[dict[str, Any]], before: dict[str, Any], memory: _Memory) -> None:
    read = _read(answer)
    customs = _customs(answer)
    for words in _list(turn.get("lu")):
        assert words.casefold() in read.casefold(), f"not read: {words!r}"
    for words in _list(turn.get("pas_lu")):
        assert words.casefold() not in read.casefold(), f"read: {words!r}"
    kinds = [c["type"] for c in customs]
    for kind in _list(turn.get("structure")):
        assert kind in kinds, f"no {kind} among {kinds}"
    for kind in _list(turn.get("pas_structure")):
        assert kind not in kinds, f"{kind} among {kinds}"
    _check_question(turn, _last(customs, "question").get("fait"), before.get("fait"), memory)
    if "sujet" in turn:
        assert _last(customs, "reponse").get("sujet") == turn["sujet"], f"sujet: {_last(customs, 'reponse').get('sujet')}"
    if "motif" in turn:
        assert _last(customs, "comprehension").get("motif") == turn["motif"], f"comprehension: {_last(customs, 'comprehension')}"
    if "premier_numero" in turn:
        numbers = _last(customs, "urgence").get("numeros") or [{}]
        assert numbers[0].get("numero") == str(turn["premier_numero"]), f"first number: {numbers[0]}"
    _check_bilan(turn, _last(customs, "bilan"), memory)
    for reference in _list(turn.get("references")):
        assert reference in _references(customs), f"no reference {reference}"


def _check_question(turn: dict[str, Any], asked: str | None, before: str | None, memory: _Memory) -> None:
    if "question" in turn:
        assert asked == turn["question"], f"question: {asked}"
    for fait in _list(turn.get("pas_question")):
        assert asked != fait, f"question: {asked}"
    if {"meme_question", "plus_demandee", "question_devient"} & set(turn):
        assert before is not None, "no question was shown before this turn"
    if turn.get("meme_question"):
        assert asked == before, f"question: {asked} after {before}"
    if turn.get("plus_demandee"):
        assert asked != before, f"asked again: {before}"
        memory.closed.add(str(before))
    if "question_devient" in turn:
        memory.expected[str(before)] = turn["question_devient"]


def _check_bilan(turn: dict[str, Any], bilan: dict[str, Any], memory: _Memory) -> None:
    if not bilan:
        assert not OF_BILAN & set(turn), "no bilan"
        return
    wanted = {**memory.expected, **(turn.get("situation") or {})}
    memory.expected = {}
    for fait, valeur in wanted.items():
        assert bilan["situation"].get(fait) == valeur, f"{fait} is {bilan['situation'].get(fait)!r}, not {valeur!r}"
    protections = {p["id"]: p for p in bilan["protections"]}
    for protection, verdict in (turn.get("verdicts") or {}).items():
        found = protections[protection]["verdict"]
        assert found == verdict, f"{protection} is {found!r}, not {verdict!r}"
    for protection, nature in (turn.get("natures") or {}).items():
        assert protections[protection]["nature"] == nature, f"{protection} is {protections[protection]['nature']!r}"
    if "a_confirmer" in turn:
        assert set(bilan["a_confirmer"]) == set(turn["a_confirmer"]), f"a_confirmer: {bilan['a_confirmer']}"


def _read(answer: list[dict[str, Any]]) -> str:
    return "\n".join(m["text"] for m in answer if m.get("text"))


def _customs(answer: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [m["custom"] for m in answer if "custom" in m]


def _last(customs: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    return next((c for c in reversed(customs) if c["type"] == kind), {})


def _references(customs: list[dict[str, Any]]) -> set[str]:
    """The references of the answers and of what is open or may open in the bilan."""
    cited = [f for c in customs for f in c.get("fondements", ())]
    cited += [
        f for c in customs for p in c.get("protections", ()) for f in p["fondements"] if p["verdict"] != "non" or p["leviers"]
    ]
    return {f"{f['code']} {f['article']} al. {f['alinea']}" for f in cited}


def _list(value: Any) -> list[str]:
    return [] if value is None else value if isinstance(value, list) else [value]
