"""Makes the mutants of one file of the law: a value replaced, a thing taken away."""
from __future__ import annotations

import datetime as dt
from typing import Any

from mutants.law_file import LawFile, Path_
from mutants.mutant import LAW, Mutant
from mutants.words import say

ONE_DAY = dt.timedelta(1)


class Spoiler:
    """Collects the mutants of `file`. `protection`: the one that holds what is being spoilt, when there is one; `hint`: a name."""

    def __init__(self, file: LawFile) -> None:
        self.file = file
        self.mutants: list[Mutant] = []
        self.protection: str | None = None
        self.hint: str | None = None

    def _add(self, kind: str, path: Path_, what: str, spoil: Any) -> None:
        self.mutants.append(
            Mutant(LAW, kind, self.file.name, self.file.line(path), self.file.where(path), what, spoil, self.protection, self.hint)
        )

    def replace(self, kind: str, path: Path_, value: Any, what: str | None = None) -> None:
        """`value` at `path`, which need not exist yet."""
        old = self._old(path)
        if old == value and type(old) is type(value):
            return
        known = path if old is not None else path[:-1]
        said = what or say("remplace", avant=_short(old), apres=_short(value))
        if old is None and not what:
            said = f"{path[-1]} : {said}"
        self._add(kind, known, said, lambda: self.file.with_value(path, value))

    def drop(self, kind: str, path: Path_) -> None:
        self._add(kind, path, say("retire"), lambda: self.file.without(path))

    def drop_item(self, kind: str, path: Path_, alone: bool = False) -> None:
        """Take one item of a list away; the last one only with `alone`."""
        if alone or len(self.file.get(path[:-1])) > 1:
            self.drop(kind, path)

    def move_date(self, kind: str, path: Path_) -> None:
        """The date at `path`, if there is one, one day sooner and one day later."""
        day = self._old(path)
        if isinstance(day, dt.date):
            for moved in (day - ONE_DAY, day + ONE_DAY):
                self.replace(kind, path, moved)

    def move_number(self, kind: str, path: Path_) -> None:
        """The number at `path`, one less where it can be, and one more."""
        number = self._old(path)
        for moved in (number - 1, number + 1):
            if moved >= 0:
                self.replace(kind, path, moved)

    def others(self, kind: str, path: Path_, values: Any) -> None:
        """Each of the other `values` at `path`."""
        for value in values:
            self.replace(kind, path, value)

    def _old(self, path: Path_) -> Any:
        try:
            return self.file.get(path)
        except (KeyError, IndexError):
            return None


def _short(value: Any) -> str:
    """A value in a few words."""
    if value is None:
        return say("rien")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(map(_short, value)) + "]"
    return str(value)
