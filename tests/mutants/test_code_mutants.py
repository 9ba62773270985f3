"""Each kind of change of the code, on a few lines written for it; and every module of the core is in, but those set apart."""
from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from mutants import code
from mutants.words import read

ROOT = Path(__file__).resolve().parents[2]


def spoilt(tmp_path: Path, source: str) -> dict[str, list[str]]:
    """The mutants of a module, by kind."""
    (tmp_path / "rules_core").mkdir(exist_ok=True)
    (tmp_path / "rules_core" / "essai.py").write_text(source, encoding="utf-8")
    found: dict[str, list[str]] = {}
    for mutant in code.mutants_of(tmp_path, "rules_core/essai.py"):
        found.setdefault(mutant.kind, []).append(mutant.spoil())
    return found


@pytest.mark.parametrize(
    ("kind", "source", "expected"),
    [
        ("comparaison", "x = a < b\n", ["x = (a <= b)\n", "x = (a >= b)\n"]),
        ("comparaison", "x = a is not b\n", ["x = (a is b)\n"]),
        ("comparaison", "x = a <= b < c\n", ["x = (a < b < c)\n", "x = (a > b < c)\n", "x = (a <= b <= c)\n", "x = (a <= b >= c)\n"]),
        ("et_ou", "x = a and b\n", ["x = (a or b)\n", "x = (b)\n", "x = (a)\n"]),
        ("non", "x = not a\n", ["x = (a)\n"]),
        ("min_max", "x = min(a)\n", ["x = (max)(a)\n"]),
        ("min_max", "x = any(a)\n", ["x = (all)(a)\n"]),
        ("constante", "x = 30\n", ["x = 29\n", "x = 31\n"]),
        ("constante", "x = True\n", ["x = False\n"]),
        ("constante", "x = 'é', 0\n", ["x = 'é_', 0\n", "x = 'é', (-1)\n", "x = 'é', 1\n"]),
        ("calcul", "x = a + b\n", ["x = (a - b)\n"]),
        ("si", "x = a if b else c\n", ["x = a if True else c\n", "x = a if False else c\n"]),
        ("si", "if a:\n    b\n", ["if True:\n    b\n", "if False:\n    b\n"]),
        ("si", "x = [a for a in b if a]\n", ["x = [a for a in b if True]\n"]),
        ("retour", "def f():\n    return a\n", ["def f():\n    return None\n"]),
        ("refus", "raise a\n", ["pass\n"]),
        ("appel", "a(\n    b)\n", ["pass\n"]),
        ("boucle", "for a in b:\n    continue\n", ["for a in b:\n    break\n"]),
    ],
)
def test_each_kind_of_change(tmp_path, kind, source, expected):
    assert spoilt(tmp_path, source)[kind] == expected


@pytest.mark.parametrize(
    "source",
    ['"""Words."""\n', "x: 'C' = y\n", "def f(a: 'C' = b) -> 'D':\n    '''Words.'''\n", "__all__ = ['a']\n", "@cache(1)\ndef f():\n    return None\n",
     "x = f'{a + 1}'\n"],
)
def test_words_annotations_and_decorators_are_left_alone(tmp_path, source):
    assert spoilt(tmp_path, source) == {}


def test_the_mutants_of_the_core_are_python_differ_and_have_a_name_each():
    mutants = code.mutants(ROOT)
    for mutant in {(mutant.file, mutant.kind): mutant for mutant in mutants}.values():
        assert mutant.spoil() != (ROOT / mutant.file).read_text(encoding="utf-8")
        ast.parse(mutant.spoil())
    assert len({mutant.name for mutant in mutants}) == len(mutants)
    assert set(Counter(mutant.kind for mutant in mutants)) <= set(read("mots")["genres"])


def test_modules_are_all_in_but_those_set_apart():
    apart = set(read("etapes")["modules_a_part"])
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / "rules_core").glob("*.py")}
    assert apart <= there, "a module set apart no longer exists"
    assert set(code.modules(ROOT)) == there - apart
    for decides in ("articles", "conditions", "droit", "entree", "evaluation", "faits", "protections", "questions", "sortie", "verite"):
        assert f"rules_core/{decides}.py" in code.modules(ROOT)
