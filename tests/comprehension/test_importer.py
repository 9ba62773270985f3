"""The training messages are those that Rasa itself finds, in files of every kind that Rasa reads."""
import copy
import warnings
from pathlib import Path

import pytest
import yaml
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.utils.validation import YamlValidationException

from comprehension.importer import PlainMessage, TrainingImporter

ROOT = Path(__file__).resolve().parents[2]

PLAIN = "nlu:\n- intent: saluer\n  examples: |\n    - bonjour\n    -  bonsoir \n    - bonjour\n- intent: a/b\n  examples: |\n    - réponse\n"
NOT_PLAIN = {
    "entity": "nlu:\n- intent: dire\n  examples: |\n    - je vis à [Lyon](lieu)\n",
    "synonym": "nlu:\n- intent: dire\n  examples: |\n    - oui\n- synonym: oui\n  examples: |\n    - ouais\n",
    "regex": "nlu:\n- regex: dix\n  examples: |\n    - \\d{2}\n",
    "list": "nlu:\n- intent: dire\n  examples:\n  - text: |\n      oui\n    metadata:\n      ton: sec\n",
    "metadata": "nlu:\n- intent: dire\n  metadata:\n    ton: sec\n  examples: |\n    - oui\n",
    "no bullet": "nlu:\n- intent: dire\n  examples: |\n    - oui\n    non\n",
    "responses": "responses:\n  utter_dire:\n  - text: oui\n",
}


def _same(folder: Path) -> TrainingImporter:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ours, theirs = (kind(training_data_paths=[str(folder)]) for kind in (TrainingImporter, RasaFileImporter))
        assert ours.get_nlu_data().fingerprint() == theirs.get_nlu_data().fingerprint()
    return ours


@pytest.mark.parametrize("content", [PLAIN, *NOT_PLAIN.values()], ids=["plain", *NOT_PLAIN])
def test_any_file_gives_what_rasa_finds(tmp_path, content):
    (tmp_path / "a.yml").write_text('version: "3.1"\n' + content, encoding="utf-8")
    _same(tmp_path)


def test_files_of_both_kinds_together(tmp_path):
    (tmp_path / "a.yml").write_text('version: "3.1"\n' + PLAIN, encoding="utf-8")
    (tmp_path / "b.yml").write_text('version: "3.1"\n' + NOT_PLAIN["entity"], encoding="utf-8")
    texts = [e.get("text") for e in _same(tmp_path).get_nlu_data().training_examples]
    assert sorted(texts) == ["bonjour", "bonsoir", "je vis à Lyon", "réponse"]


def test_a_file_of_the_assistant_is_read_as_rasa_does():
    path = str(ROOT / "data" / "nlu" / "echeances.yml")
    ours, theirs = (kind(training_data_paths=[path]).get_nlu_data() for kind in (TrainingImporter, RasaFileImporter))
    assert [m.fingerprint() for m in ours.training_examples] == [m.fingerprint() for m in theirs.training_examples]
    assert all(isinstance(m, PlainMessage) for m in ours.training_examples)


def test_a_file_that_breaks_the_format_is_refused_as_rasa_does(tmp_path):
    (tmp_path / "a.yml").write_text('version: "3.1"\nnlu:\n- intent: [dire]\n  exemples: oui\n', encoding="utf-8")
    with pytest.raises(YamlValidationException):
        TrainingImporter(training_data_paths=[str(tmp_path)]).get_nlu_data()


def test_a_copy_can_be_changed_without_the_first(tmp_path):
    (tmp_path / "a.yml").write_text('version: "3.1"\n' + PLAIN, encoding="utf-8")
    importer = TrainingImporter(training_data_paths=[str(tmp_path)])
    first = importer.get_nlu_data().training_examples[0]
    changed = copy.deepcopy(first)
    assert changed == first
    changed.set("intent", "autre")
    assert changed != first and first.get("intent") == "saluer"
    changed.set("tokens", [1])
    assert copy.deepcopy(changed).get("tokens") == [1] and copy.deepcopy(changed).get("tokens") is not changed.get("tokens")
    assert importer.get_nlu_data().training_examples[0].get("intent") == "saluer"


def test_it_is_the_one_in_service():
    config = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
    assert config["importers"] == [{"name": f"{TrainingImporter.__module__}.{TrainingImporter.__qualname__}"}]
