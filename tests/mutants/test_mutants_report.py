"""The report counts well, and reasons that are no longer true are errors."""
from __future__ import annotations

from pathlib import Path

import pytest

from mutants import __main__ as program
from mutants import equivalents, law
from mutants.equivalents import Equivalent, Wrong, mistakes, parse, reason
from mutants.mutant import CODE, LAW, Mutant
from mutants.pool import Result
from mutants.report import Report, count
from mutants.words import read
from mutants.workers import KILLED, REFUSED, SURVIVED, TIME, Judgement

ROOT = Path(__file__).resolve().parents[2]


def mutant(rank: int, family: str = LAW) -> Mutant:
    return Mutant(family, "nature" if family == LAW else "si", f"fichier{rank}.yml", rank, f"voie [{rank}]", "« a » devient « b »", lambda: "")


def result(rank: int, verdict: str, by: str = "tests/law/test_tables.py::test[x]") -> Result:
    return Result(mutant(rank), Judgement(verdict, by if verdict == KILLED else "", 0.1))


def report(results, known=()):
    return Report(results, [r.mutant for r in results], known, "python -m mutants", 60.0)


HUNDRED = [result(rank, KILLED) for rank in range(98)] + [result(98, TIME), result(99, SURVIVED), result(100, REFUSED)]
KNOWN = Equivalent("fichier99.yml", "voie [99]", "*", "Personne ne peut le voir.")


def test_what_the_loader_refuses_is_not_in_the_percentage():
    counted = count(HUNDRED)
    assert (counted.all, counted.judged, counted.killed, counted.time, counted.survived) == (101, 100, 98, 1, 1)
    assert counted.percent == 99.0


def test_an_unexplained_survivor_is_a_failure_and_is_shown_with_its_line():
    found = report(HUNDRED)
    assert not found.good and [m.line for m in found.unexplained] == [99]
    assert "`fichier99.yml:99` · voie [99] · « a » devient « b »" in found.text()


def test_an_explained_one_is_not_and_shows_its_reason():
    found = report(HUNDRED, [KNOWN])
    assert found.good and KNOWN.reason in found.text() and "99,0 %" in found.text()


def test_too_many_explained_ones_are_a_failure():
    results = [result(rank, KILLED) for rank in range(97)] + [result(rank, SURVIVED) for rank in range(97, 100)]
    assert not report(results, [Equivalent("*", "*", "*9*", "Non."), *(Equivalent(f"fichier{r}.yml", "*", "*", "Non.") for r in (97, 98, 99))]).good


def test_a_reason_for_what_is_seen_or_is_no_more_is_an_error():
    seen = Equivalent("fichier5.yml", "voie [5]", "*", "Faux.")
    gone = Equivalent("fichier5.yml", "ailleurs", "*", "Vieux.")
    found = report(HUNDRED, [KNOWN, seen, gone])
    assert not found.good and len(found.mistakes) == 2
    assert all(str(entry) in " ".join(found.mistakes) for entry in (seen, gone))
    assert mistakes([KNOWN], [r.mutant for r in HUNDRED], []) == []


def test_a_star_stands_for_anything_and_brackets_for_themselves():
    assert reason(mutant(7), [Equivalent("*", "voie [7]", "« * » devient « b »", "Oui.")]) == "Oui."
    assert reason(mutant(7), [Equivalent("*", "voie 7", "*", "Non.")]) is None


@pytest.mark.parametrize("entry", [{}, {"fichier": "a", "ou": "b", "quoi": "c"}, {"fichier": "a", "ou": "b", "quoi": "c", "raison": " "}])
def test_an_entry_without_a_reason_is_refused(entry):
    with pytest.raises(Wrong):
        parse([entry])


def test_the_entries_of_the_project_name_mutants_that_exist():
    every = law.mutants(ROOT) + program.code.mutants(ROOT)
    assert mistakes(parse(read("equivalents") or []), every, []) == []


def test_a_part_is_the_same_in_every_run():
    every = [mutant(rank, CODE if rank % 2 else LAW) for rank in range(100)]
    options = program._options(["--part", "0.1"])
    drawn = program.choose(every, options)
    assert drawn == program.choose(every, options) and len(drawn) == 10
    assert program.choose(every, program._options(["--part", "0.1", "--graine", "1"])) != drawn
    assert {m.family for m in program.choose(every, program._options(["--seulement", "code"]))} == {CODE}
    assert equivalents.KEYS == ("fichier", "ou", "quoi", "raison")


def test_those_that_a_report_gives_as_unseen_can_be_judged_again_alone(tmp_path):
    longer = Mutant(LAW, "nature", "fichier99.yml", 99, "voie [99]", "« a » devient « b » (2)", lambda: "")
    every = [r.mutant for r in HUNDRED] + [longer]
    before = tmp_path / "rapport.md"
    before.write_text(report(HUNDRED, [KNOWN]).text(), encoding="utf-8")
    assert program.choose(every, program._options(["--non-vus", str(before)])) == [mutant(99)]
    before.write_text(report(HUNDRED[:9]).text(), encoding="utf-8")
    assert program.choose(every, program._options(["--non-vus", str(before)])) == []
