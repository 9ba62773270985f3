"""One YAML file of the law as a tree that can be changed and written again, and that knows the line of everything.

Aliases are written out in full: what is shared in the file is spoilt in one place at a time, which is harder to see.
"""
from __future__ import annotations

import copy
import itertools
from pathlib import Path
from typing import Any, Iterator

import yaml

Path_ = tuple  # keys and ranks, from the top of the file


class _Plain(yaml.CSafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def write(tree: Any) -> str:
    """A tree as YAML."""
    return yaml.dump(tree, Dumper=_Plain, allow_unicode=True, sort_keys=False, default_flow_style=False, width=10_000)


class LawFile:
    """`name` is its path from the root of the repository, `tree` its content, plain mappings and lists."""

    def __init__(self, root: Path, name: str) -> None:
        self.name = name
        self._lines: dict[Path_, int] = {}
        self._loader = yaml.CSafeLoader((root / name).read_text(encoding="utf-8"))
        try:
            self.tree = self._build(self._loader.get_single_node(), ())
        finally:
            self._loader.dispose()

    def _build(self, node: yaml.Node, path: Path_) -> Any:
        self._lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.ScalarNode):
            return self._loader.construct_object(node)
        if isinstance(node, yaml.SequenceNode):
            return [self._build(child, (*path, rank)) for rank, child in enumerate(node.value)]
        built = {}
        for key_node, value in node.value:
            key = self._loader.construct_object(key_node)
            self._lines[(*path, key)] = key_node.start_mark.line + 1
            built[key] = self._build(value, (*path, key))
        return built

    def line(self, path: Path_) -> int:
        """The line of the thing at `path`, or of what holds it."""
        while path not in self._lines:
            path = path[:-1]
        return self._lines[path]

    def get(self, path: Path_) -> Any:
        found = self.tree
        for step in path:
            found = found[step]
        return found

    def text(self) -> str:
        """The file as it is, written again."""
        return write(self.tree)

    def with_value(self, path: Path_, value: Any) -> str:
        """The file with `value` at `path`."""
        tree = copy.deepcopy(self.tree)
        if not path:
            return write(value)
        _at(tree, path[:-1])[path[-1]] = copy.deepcopy(value)
        return write(tree)

    def without(self, path: Path_) -> str:
        """The file without what is at `path`."""
        tree = copy.deepcopy(self.tree)
        del _at(tree, path[:-1])[path[-1]]
        return write(tree)

    def where(self, path: Path_) -> str:
        """The path as someone reads it: names rather than ranks."""
        return " / ".join(name for name, _ in itertools.groupby(_names(self.tree, path)))


def _at(tree: Any, path: Path_) -> Any:
    for step in path:
        tree = tree[step]
    return tree


def _names(tree: Any, path: Path_) -> Iterator[str]:
    above: Any = None
    for step in path:
        tree = tree[step]
        if isinstance(step, int):
            if not (isinstance(tree, dict) and {"toutes", "une_de", "sauf"} & set(tree)):  # its own words say it
                yield _name(tree, step, above)
        elif step not in ("voies", "versions", "alineas", "articles", "valeurs", "toutes", "une_de"):
            yield str(step)
        elif step in ("toutes", "une_de"):
            yield step
        above = step


def _name(item: Any, rank: int, above: Any) -> str:
    if above == "alineas":
        return f"al. {rank + 1}"
    if isinstance(item, dict):
        if "nom" in item:
            return item["nom"]
        if above == "versions":
            return f"version {item['depuis']}"
        facts = [str(key) for key in item if key not in ("selon", "lecture", "sens", "depuis", "jusqu_au", "intitule", "resume", "demarche")]
        if facts:
            return facts[0]
        return f"jusqu_au {item['jusqu_au']}" if "jusqu_au" in item else f"n° {rank + 1}"
    return str(item) if isinstance(item, str) else f"n° {rank + 1}"
