"""The compiled form of the law: the same law, and never an old one."""
import pickle
import shutil

import pytest

from rules_core.compilation import compiler
from rules_core.droit import DOSSIER, charger


@pytest.fixture
def data(tmp_path):
    """A copy of the law's data, a place for its compiled form, and how often the data was read."""
    folder = shutil.copytree(DOSSIER, tmp_path / "droit")
    readings = []

    def load(where):
        readings.append(where)
        return charger(where)

    return folder, tmp_path / "cache", load, readings


def test_what_is_read_again_is_equal_and_the_data_is_read_once(data):
    folder, compiled, load, readings = data
    first, second = compiler(folder, load, "droit", compiled), compiler(folder, load, "droit", compiled)
    assert len(readings) == 1 and first is not second
    assert (first.protections, first.articles, first.lectures, first.faits, first.renvois, first.couverture) == (
        second.protections, second.articles, second.lectures, second.faits, second.renvois, second.couverture)
    references = {r for p in first.protections.values() for v in p.voies for r in v.fondements}
    assert references == {r for p in second.protections.values() for v in p.voies for r in v.fondements}


def test_a_hash_of_another_process_is_not_kept(data):
    folder, compiled, load, _ = data
    reference = next(iter(charger(folder).protections.values())).voies[0].fondements[0]
    assert b"_hash" not in pickle.dumps(reference)


@pytest.mark.parametrize("file", ["faits.yml", "protections/sejour.yml", "articles/css.yml"])
def test_a_changed_file_is_read_again(data, file):
    folder, compiled, load, readings = data
    compiler(folder, load, "droit", compiled)
    with (folder / file).open("a", encoding="utf-8") as text:
        text.write("\n# a remark\n")
    compiler(folder, load, "droit", compiled)
    compiler(folder, load, "droit", compiled)
    assert len(readings) == 2


@pytest.mark.parametrize("damage", [lambda b: b"", lambda b: b[:-10], lambda b: b[:40] + b"\xff" * 40 + b[80:], lambda b: b"x" + b])
def test_a_damaged_form_is_made_again(data, damage):
    folder, compiled, load, readings = data
    whole = compiler(folder, load, "droit", compiled)
    [file] = compiled.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert compiler(folder, load, "droit", compiled).protections == whole.protections
    compiler(folder, load, "droit", compiled)
    assert len(readings) == 2


def test_where_nothing_can_be_written_the_data_is_read_each_time(data):
    folder, compiled, load, readings = data
    compiled.write_text("a file where the folder should be", encoding="utf-8")
    assert compiler(folder, load, "droit", compiled).protections == compiler(folder, load, "droit", compiled).protections
    assert len(readings) == 2
