"""Every mutant of the core's code: one expression or one statement of a module changed, the rest of its text left as it is."""
from __future__ import annotations

import ast
from pathlib import Path
from typing import Iterator

from mutants.code_changes import Change, changes
from mutants.mutant import CODE, Mutant, distinct
from mutants.words import read, say

PACKAGE = "rules_core"
SHORT = 12


def modules(root: Path) -> list[str]:
    """The modules of the core, those that etapes.yml sets apart left out: a new module is in without being named."""
    apart = read("etapes")["modules_a_part"]
    return [
        name for path in sorted((root / PACKAGE).glob("*.py")) if (name := path.relative_to(root).as_posix()) not in apart
    ]


def mutants(root: Path) -> list[Mutant]:
    """Every mutant of every module."""
    return distinct([mutant for name in modules(root) for mutant in mutants_of(root, name)])


def mutants_of(root: Path, name: str) -> Iterator[Mutant]:
    """Every mutant of one module."""
    source = (root / name).read_bytes()
    for change in changes(ast.parse(source)):
        yield _mutant(name, source, change)


def _mutant(name: str, source: bytes, change: Change) -> Mutant:
    start, end = (_offset(source, *place) for place in change.span)
    before = " ".join(source[start:end].decode("utf-8").split())
    what = say("remplace", avant=_cut(before), apres=_cut(change.shown))
    if len(before) < SHORT:  # a number alone says little
        what = say("dans", quoi=what, ligne=_cut(source.split(b"\n")[change.span[0][0] - 1].decode("utf-8").strip()))
    spoilt = source[:start] + change.text.encode("utf-8") + source[end:]
    return Mutant(CODE, change.kind, name, change.span[0][0], change.inside, what, lambda: spoilt.decode("utf-8"))


def _offset(source: bytes, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = source.index(b"\n", start) + 1
    return start + column


def _cut(text: str) -> str:
    return text if len(text) <= 110 else text[:107] + "…"
