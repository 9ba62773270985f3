"""What is plainly wrong is seen, what changes nothing survives, what does not end is stopped, and the copies are taken away."""
from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from mutants import code, law, workers
from mutants.mutant import CODE, LAW, Mutant
from mutants.pool import judge_all, unspoilt
from mutants.words import read

ROOT = Path(__file__).resolve().parents[2]
VERITE = "rules_core/verite.py"


@pytest.fixture(scope="module")
def steps(tmp_path_factory):
    """The quickest tests only: what is tried here is the judging."""
    settings = read("etapes")
    before = {name: settings[name] for name in ("droit", "code", "limite")}
    settings["droit"] = {"avance": ["tests/law/test_tables.py"], "ensuite": []}
    settings["code"] = [{"tests": ["tests/law/test_tables.py", "tests/law/test_situations.py"]}]
    settings["limite"] = {"test": 3, "avance": 3, "total": 60}
    yield
    settings.update(before)


@pytest.fixture(scope="module")
def worker(steps):
    worker = workers.Worker(ROOT, ["carte_sejour", "travail"])
    yield worker
    worker.close()
    assert not worker.copy.exists()


def of_law(**wanted: str) -> Mutant:
    return next(m for m in law.mutants(ROOT) if all(getattr(m, key) == value for key, value in wanted.items()))


def of_code(spoil: str) -> Mutant:
    return Mutant(CODE, "si", VERITE, 1, "essai", spoil, lambda: (ROOT / VERITE).read_text(encoding="utf-8") + spoil)


def test_a_wrong_nature_is_seen(worker):
    judgement = worker.judge(of_law(kind="nature"))
    assert judgement.verdict == workers.KILLED and "test_tables" in judgement.by


def test_what_the_loader_refuses_is_counted_apart(worker):
    unknown = Mutant(LAW, "valeur", f"{law.FOLDER}/renvois.yml", 1, "", "", lambda: "pays: {autre: Rien.}\n")
    judgement = worker.judge(unknown)
    assert judgement.verdict == workers.REFUSED and "renvois.yml:1" in judgement.by


def test_what_changes_nothing_survives(worker):
    for mutant in unspoilt(ROOT, {LAW, CODE}):
        assert worker.judge(mutant).verdict == workers.SURVIVED


def test_a_wrong_comparison_is_seen_and_the_copy_is_mended(worker):
    mutant = next(m for m in code.mutants_of(ROOT, VERITE) if m.where == "une_de" and m.kind == "comparaison")
    assert worker.judge(mutant).verdict == workers.KILLED
    assert (worker.copy / VERITE).read_bytes() == (ROOT / VERITE).read_bytes()
    assert worker.judge(of_code("# rien\n")).verdict == workers.SURVIVED


def test_what_never_ends_is_stopped(worker):
    endless = "\n\ndef toutes(valeurs):\n    while True:\n        pass\n"
    assert worker.judge(of_code(endless)).verdict == workers.TIME


def test_what_ends_the_process_is_seen(worker):
    assert worker.judge(of_code("\n\nimport os\nos._exit(0)\n")).verdict == workers.KILLED


def test_a_run_tells_where_it_is(steps):
    told: list[tuple[int, int, int]] = []
    mutants = [m for m in law.mutants(ROOT) if m.kind == "nature"][:3]
    results = judge_all(ROOT, mutants, 1, lambda _, state: told.append(state[:3]))
    assert told == [(1, 0, 3), (2, 0, 3), (3, 0, 3)]
    assert [result.mutant for result in results] == mutants


def test_red_tests_are_said_and_nothing_is_judged(steps, monkeypatch):
    monkeypatch.setattr("mutants.pool.unspoilt", lambda root, families: [of_law(kind="nature")])
    with pytest.raises(workers.Unfit, match="test_tables"):
        judge_all(ROOT, [of_law(kind="poids")], 1, lambda *_: None)


def test_every_test_named_in_the_steps_is_there():
    settings = yaml.safe_load((ROOT / "mutants" / "etapes.yml").read_text(encoding="utf-8"))
    named = [*settings["droit"]["avance"], *(f for files in settings["droit"]["ensuite"] for f in files), *(f for s in settings["code"] for f in s["tests"])]
    assert [name for name in named if not (ROOT / name.split("::")[0]).is_file()] == []
    modules = {m for step in settings["code"] for m in step.get("seulement", ())}
    assert [m for m in modules if not (ROOT / "rules_core" / f"{m}.py").is_file()] == []
    assert [name for name in settings["copie"] if not (ROOT / name).exists()] == []
