"""What the benchmark says and types, in the two YAML files of this package."""
import functools
from pathlib import Path
from typing import Any, Dict, Text

import yaml

FOLDER = Path(__file__).parent


class Impossible(RuntimeError):
    """The benchmark cannot go on. The message is a French sentence."""

    def __init__(self, key: Text, **values: Any) -> None:
        super().__init__(say(key, **values))


@functools.lru_cache(maxsize=None)
def read(name: Text) -> Dict[Text, Any]:
    """The file `name`.yml of this package."""
    return yaml.load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def say(key: Text, **values: Any) -> Text:
    """The sentence `key` of paroles.yml, filled in. Raises KeyError when there is none."""
    return read("paroles")[key].format(**values)


def show(key: Text, **values: Any) -> None:
    """Prints a sentence at once: measures are long, and silence looks like a failure."""
    print(say(key, **values), flush=True)
