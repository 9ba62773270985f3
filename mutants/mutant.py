"""One mutant: one thing spoilt in one file."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable

LAW, CODE = "droit", "code"


@dataclass(frozen=True)
class Mutant:
    """`where` and `what` are French words that say it; with `file` they name it, in equivalents.yml as in the report."""

    family: str  # LAW or CODE
    kind: str  # a key of `genres` in mots.yml
    file: str  # from the root of the repository
    line: int
    where: str
    what: str
    spoil: Callable[[], str] = field(compare=False, repr=False)  # the text of the file, spoilt
    protection: str | None = None  # the only protection that it can change, if there is one
    hint: str | None = None  # a name: tests that are given it are run first

    @property
    def name(self) -> tuple[str, str, str]:
        return self.file, self.where, self.what


def distinct(mutants: list[Mutant]) -> list[Mutant]:
    """The same, with a rank on the names that would be said twice."""
    seen: dict[tuple[str, str, str], int] = {}
    result = []
    for mutant in mutants:
        rank = seen[mutant.name] = seen.get(mutant.name, 0) + 1
        result.append(mutant if rank == 1 else Mutant(**{**mutant.__dict__, "what": f"{mutant.what} ({rank})"}))
    return result
