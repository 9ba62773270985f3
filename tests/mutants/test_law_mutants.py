"""Each kind of mutant of the law changes something, one thing, and says what."""
from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from mutants import law
from mutants.law_file import LawFile
from mutants.words import read

ROOT = Path(__file__).resolve().parents[2]
FILES = law.files(ROOT)
MUTANTS = law.mutants(ROOT)
ONE_OF_EACH = {mutant.kind: mutant for mutant in reversed(MUTANTS)}

# What the brief of this tool asks for, and the least there must be of each.
KINDS = {
    "condition": 100, "valeur": 300, "ensemble": 50, "sauf": 1, "alinea": 300, "article": 300, "reference": 100, "date_voie": 100, "date_reserve": 1,
    "date_version": 300, "date_lecture": 4, "date_mots": 10, "couverture": 5, "nature": 50, "reserve": 20, "effet": 50, "general": 20, "voie": 50,
    "protection": 20, "prix": 20, "prealable": 3, "implique": 2, "doute": 20, "numero": 50, "niveau": 100, "derive": 3,
}


def read_again(text: str) -> object:
    return yaml.load(text, Loader=yaml.CSafeLoader)


def differences(before: object, after: object) -> int:
    """How many values are not the same, a missing one counting for one."""
    if isinstance(before, dict) and isinstance(after, dict):
        return sum(differences(before.get(key), after.get(key)) for key in {*before, *after} if before.get(key) != after.get(key))
    if isinstance(before, list) and isinstance(after, list):
        if len(before) != len(after):
            return 1
        return sum(differences(x, y) for x, y in zip(before, after))
    return int(before != after or type(before) is not type(after))


@pytest.mark.parametrize("name", FILES)
def test_a_file_written_again_says_the_same(name):
    read_file = LawFile(ROOT, f"{law.FOLDER}/{name}")
    assert read_again(read_file.text()) == read_again((ROOT / law.FOLDER / name).read_text(encoding="utf-8")) == read_file.tree


def test_every_kind_of_the_brief_is_there():
    counted = Counter(mutant.kind for mutant in MUTANTS)
    assert {kind: counted[kind] for kind, least in KINDS.items() if counted[kind] < least} == {}


@pytest.mark.parametrize("kind", ONE_OF_EACH)
def test_one_of_each_kind_changes_one_thing(kind):
    mutant = ONE_OF_EACH[kind]
    before = FILES[mutant.file.removeprefix(law.FOLDER + "/")].tree
    assert differences(before, read_again(mutant.spoil())) == 1 or kind in ("ensemble", "sauf")
    assert before != read_again(mutant.spoil())


def test_none_changes_nothing():
    """A sample, evenly spread: the spoilt file never says what the file says."""
    for mutant in MUTANTS[::149]:
        assert read_again(mutant.spoil()) != FILES[mutant.file.removeprefix(law.FOLDER + "/")].tree, mutant.name


def test_no_two_have_the_same_name():
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS)


def test_every_condition_of_every_ground_is_spoilt():
    """In each ground: each fact gets another value, and each is taken away where there are several."""
    for name, file in FILES.items():
        if not name.startswith("protections/"):
            continue
        for protection, block in file.tree.items():
            for ground in block["voies"]:
                start = f"{protection} / {ground['nom']} / si"
                spoilt = {m.kind for m in MUTANTS if m.where.startswith(start)}
                assert "valeur" in spoilt and (("condition" in spoilt) == any(w in ground["si"] for w in ("toutes", "une_de")))


def test_a_line_is_that_of_what_is_spoilt():
    for mutant in (m for m in MUTANTS if m.kind == "nature"):
        assert "nature:" in (ROOT / mutant.file).read_text(encoding="utf-8").split("\n")[mutant.line - 1]


def test_every_kind_has_a_french_name():
    assert {mutant.kind for mutant in MUTANTS} <= set(read("mots")["genres"])
