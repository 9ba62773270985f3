"""Rasa without TensorFlow, in the serving process only.

Rasa imports TensorFlow to define classes that this assistant's model does not use: 2 to 3 seconds and 300 MB at each
start. A finder answers these imports with stand-ins that can be inherited from and named, and that refuse to work. The
model's graph is read first: a component that does need TensorFlow is refused with its name.
"""
import importlib.abc
import importlib.machinery
import importlib.util
import json
import re
import sys
import tarfile
from pathlib import Path
from types import ModuleType
from typing import Any, List, Optional, Text

ABSENT = ("tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras", "jax", "jaxlib")
IMPORTS = re.compile(r"^\s*(?:import|from)\s+(?:%s|rasa\.utils\.tensorflow\.models)\b" % "|".join(ABSENT), re.M)


class TensorFlowMissing(RuntimeError):
    """Something called TensorFlow in a process started without it. The message is the name that was called."""


class _Refusing(type):
    """A class whose every attribute is such a class: `tf.keras.layers.Layer` can be inherited from, `tf.Tensor` named."""

    def __getattr__(cls, name: Text) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _stand_in(f"{cls.__qualname__}.{name}")

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if cls.__dict__.get("stands_in") and not (len(args) == 1 and callable(args[0]) and not kwargs):
            # A decorator with arguments, a constant at module level: what comes out refuses in its turn.
            return cls
        if cls.__dict__.get("stands_in"):
            return args[0]  # used as a decorator: the function stays what it is
        raise TensorFlowMissing(cls.__qualname__)


def _stand_in(name: Text) -> Any:
    return _Refusing(name, (), {"stands_in": True, "__module__": "tensorflow"})


class _Module(ModuleType):
    def __getattr__(self, name: Text) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = _stand_in(f"{self.__name__}.{name}")
        setattr(self, name, value)
        return value


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name: Text, path: Any = None, target: Any = None) -> Optional[Any]:
        if name.split(".")[0] not in ABSENT:
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: Any) -> ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        module.__version__ = "0.0.0"  # type: ignore[attr-defined]


def install() -> None:
    """Puts the stand-ins in place. To be called before Rasa is imported; does nothing if TensorFlow already is."""
    if "tensorflow" not in sys.modules:
        sys.meta_path.insert(0, _Finder())


def needing_tensorflow(model: Path) -> List[Text]:
    """The classes of the model's graph whose module, or a parent class's, imports TensorFlow; [] when it is not needed.

    Nothing is imported: the archive's metadata and the sources are read. Raises OSError, tarfile.TarError or KeyError
    when `model` is not a model.
    """
    with tarfile.open(model) as archive:
        file = archive.extractfile("metadata.json")
        nodes = json.load(file)["predict_schema"]["nodes"]  # type: ignore[arg-type]
    return sorted({node["uses"] for node in nodes.values() if _imports(node["uses"])})


def _imports(dotted: Text) -> bool:
    module = dotted.rpartition(".")[0]
    spec = importlib.util.find_spec(module)
    if spec is None or not spec.origin:
        return False
    return IMPORTS.search(Path(spec.origin).read_text(encoding="utf-8")) is not None
