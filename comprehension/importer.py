"""How `rasa train` reads the training messages: as Rasa does, without what only costs time when they are tens of thousands.

Rasa checks and parses each file in pure Python, several times over, and copies every message field by field at each step. Here a file that
holds nothing but intents and their messages is parsed in C, once, and its messages are copied whole. Any other file is left to Rasa, with
its checks and its errors.
"""
from __future__ import annotations

import copy
import functools
from pathlib import Path
from typing import Any, Dict, List, Optional, Text

import yaml
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.importers.utils import training_data_from_paths
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BLOCK = {"intent", "examples"}
_BULLET, _SPACES = "-", "\n\r "  # as Rasa has them
_MARKUP = frozenset("[]{}\\")  # an entity may be marked in the message: Rasa reads these


class PlainMessage(Message):
    """A training message whose values are all text: a copy shares them, and its fingerprint."""

    def __deepcopy__(self, memo: Dict[int, Any]) -> Message:
        if self.features or not all(isinstance(value, str) for value in self.data.values()):
            return Message(copy.deepcopy(self.data, memo), set(self.output_properties), self.time, copy.deepcopy(self.features, memo))
        copied = PlainMessage(self.data, set(self.output_properties), self.time)
        copied._cached_fingerprint = self._cached_fingerprint
        return copied

    def set(self, prop: Text, info: Any, add_to_output: bool = False) -> None:
        """As Rasa's; but what was already so leaves the fingerprint as it was: Rasa sets each intent to itself, each time it copies."""
        if add_to_output or self.data.get(prop) != info:
            super().set(prop, info, add_to_output)


class TrainingImporter(RasaFileImporter):
    """Rasa's importer of files, with the training messages read as above."""

    def get_nlu_data(self, language: Optional[Text] = "en") -> TrainingData:
        plain, others = [], []
        for path in self._nlu_files:
            messages = _plain_messages(path, Path(path).stat().st_mtime_ns)
            if messages is None:
                others.append(path)
            else:
                plain.extend(copy.deepcopy(message) for message in messages)
        read = TrainingData(plain)
        return read.merge(training_data_from_paths(others, language or "en")) if others else read


@functools.lru_cache(maxsize=None)
def _plain_messages(path: Text, changed: int) -> Optional[List[Message]]:
    """The messages of a file last changed at `changed`; None when it is for Rasa to read."""
    try:
        content = yaml.load(Path(path).read_text(encoding="utf-8"), Loader=_Loader)
    except (yaml.YAMLError, UnicodeDecodeError):
        return None
    if not isinstance(content, dict) or set(content) != {"version", "nlu"} or content["version"] != "3.1":
        return None
    blocks = content["nlu"]
    if not isinstance(blocks, list) or not all(_is_plain(block) for block in blocks):
        return None
    read = [PlainMessage(Message.build(line[1:].strip(_SPACES), block["intent"]).data) for block in blocks for line in block["examples"].splitlines()]
    for message in read:
        message.fingerprint()  # made once, then shared with every copy
    return read


def _is_plain(block: Any) -> bool:
    if not isinstance(block, dict) or set(block) != _BLOCK or not all(isinstance(value, str) and value for value in block.values()):
        return False
    return all(line.startswith(_BULLET) and line[1:].strip() and not _MARKUP.intersection(line) for line in block["examples"].splitlines())
