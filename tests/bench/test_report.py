"""The report made of invented figures: each cell is where it should be, and says what was measured."""
import os
import platform

import pytest

from bench import machine
from bench.core import CoreFigures
from bench.measure import Samples
from bench.report import ServerFigures, table, write
from bench.servers import Memory

STOCK = ServerFigures(
    [31.0, 29.0, 30.0], Memory(1_000_000_000, 900_000_000),
    Samples({"premier": [0.02] * 10, "suite": [0.04] * 30}, {}, {}), 20.0,
)
OURS = ServerFigures(
    [6.0, 9.0, 6.0], Memory(250_000_000, 180_000_000),
    Samples(
        {
            "premier": [0.012], "bouton": [0.008] * 30, "ecrit": [0.012] * 10,
            "question": [0.010] * 19 + [0.5], "bilan": [0.03, 0.05],
        },
        {"ecrit": 12, "question": 25, "bouton": 30}, {"ecrit": 10, "question": 20, "bouton": 30},
    ),
    100.0,
)
CORE = CoreFigures(
    command=0.25, verdicts_per_second=12000.0, proofs_per_second=2500.0, full=0.0005, growth=400_000, many=1_000_000
)


@pytest.fixture(scope="module")
def text() -> str:
    return write(STOCK, OURS, CORE, "MACHINE", 8)


def cells(text: str, title: str) -> list:
    (line,) = [line for line in text.splitlines() if line.startswith(f"| {title}")]
    return [cell.strip() for cell in line.strip("|").split("|")][1:]


def test_a_start_is_the_median_of_the_starts(text: str) -> None:
    assert cells(text, "Démarrage") == ["30,0 s", "6,0 s", "0,20", "≤ 0,35"]


def test_memory_is_compared(text: str) -> None:
    assert cells(text, "Mémoire résidente") == ["1\u202f000 Mo", "250 Mo", "0,25", "≤ 0,75"]
    assert cells(text, "Mémoire sans compter") == ["900 Mo", "180 Mo", "0,20", "–"]


def test_a_memory_that_the_system_does_not_tell_is_a_dash() -> None:
    silent = OURS._replace(memory=Memory(250_000_000, None))
    assert cells(write(STOCK, silent, CORE, "", 8), "Mémoire sans compter") == ["900 Mo", "–", "–", "–"]


def test_an_interview_turn_is_compared_with_every_turn_of_the_stock_bot(text: str) -> None:
    assert cells(text, "Réponse à l'entretien, par bouton") == ["40,0 ms (40,0)", "8,0 ms (8,0)", "0,20", "≤ 0,40"]
    assert cells(text, "Réponse à l'entretien, écrite") == ["40,0 ms (40,0)", "12,0 ms (12,0)", "0,30", "≤ 0,40"]


def test_both_ways_of_answering_are_also_counted_together(text: str) -> None:
    assert cells(text, "Réponse à l'entretien, les deux") == ["40,0 ms (40,0)", "8,0 ms (12,0)", "0,20", "≤ 0,40"]


def test_the_first_message_is_compared_with_the_first_message(text: str) -> None:
    assert cells(text, "Premier message") == ["20,0 ms (20,0)", "12,0 ms (12,0)", "0,60", "–"]


def test_one_slow_turn_in_twenty_changes_neither_median_nor_p95(text: str) -> None:
    assert cells(text, "Question") == ["40,0 ms (40,0)", "10,0 ms (10,0)", "0,25", "≤ 0,40"]


def test_a_ratio_above_its_target_is_written_as_it_is(text: str) -> None:
    slow = OURS._replace(samples=OURS.samples._replace(seconds={**OURS.samples.seconds, "bilan": [0.06]}))
    assert cells(write(STOCK, slow, CORE, "", 8), "Bilan")[2:] == ["1,50", "≤ 1,00"]


def test_throughput_is_in_turns_per_second(text: str) -> None:
    assert cells(text, "Débit") == ["20 tours/s", "100 tours/s", "5,00", "–"]


def test_the_core_has_its_own_table(text: str) -> None:
    assert cells(text, "`python -m rules_core evaluer`") == ["0,25 s", "< 0,3 s"]
    assert cells(text, "Situations jugées, avec preuves") == ["2\u202f500 par seconde", "≥ 2 000 par seconde"]
    assert cells(text, "Mémoire prise en plus") == ["0,4 Mo", "–"]
    assert cells(text, "Une évaluation complète") == ["0,50 ms", "< 1 ms"]
    assert cells(text, "Situations jugées, verdicts") == ["12\u202f000 par seconde", "≥ 15 000 par seconde"]


def test_what_was_not_understood_is_said(text: str) -> None:
    told = " ".join(text.split())
    assert "10 réponses écrites sur 12, 20 questions sur 25" in told
    assert "40 de l'assistant d'exemple" in told and "30 réponses par bouton" in told


def test_the_warm_up_is_left_out_of_each_kind() -> None:
    samples = Samples({"a": [9.0, 1.0, 2.0], "b": [9.0, 3.0]}, {}, {}).after(1)
    assert samples.of(["a", "b"]) == [1.0, 2.0, 3.0]


def test_the_table_is_markdown() -> None:
    assert table(["x", "y"], [["a", "1"]]) == ["| x | y |", "| --- | ---: |", "| a | 1 |"]


def test_the_machine_is_described_but_not_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "node", lambda: "nom-de-la-machine")
    told = machine.describe()
    assert platform.python_version() in told and f"{os.cpu_count()} cœurs" in told
    assert "nom-de-la-machine" not in told
