"""Mutants that are known to survive, each with the reason, in equivalents.yml: an entry must match mutants, and none that is seen."""
from __future__ import annotations

import re
from typing import Iterable, Mapping, NamedTuple

from mutants.mutant import Mutant
from mutants.words import say

KEYS = ("fichier", "ou", "quoi", "raison")


class Wrong(ValueError):
    """equivalents.yml is badly written. The message is a French sentence."""


class Equivalent(NamedTuple):
    """`file`, `where` and `what` name mutants; a star stands for anything."""

    file: str
    where: str
    what: str
    reason: str

    def matches(self, mutant: Mutant) -> bool:
        return all(_pattern(mine).fullmatch(its) for mine, its in zip((self.file, self.where, self.what), mutant.name))

    def __str__(self) -> str:
        return f"{self.file} · {self.where} · {self.what}"


def parse(entries: Iterable[Mapping[str, str]]) -> list[Equivalent]:
    """The entries of equivalents.yml. Raises Wrong."""
    found = []
    for entry in entries:
        if set(entry) != set(KEYS) or not all(isinstance(entry[key], str) and entry[key].strip() for key in KEYS):
            raise Wrong(say("equivalent_mal_ecrit", entree=dict(entry), cles=", ".join(KEYS)))
        found.append(Equivalent(*(entry[key] for key in KEYS)))
    return found


def reason(mutant: Mutant, equivalents: Iterable[Equivalent]) -> str | None:
    """Why this mutant may survive, or None."""
    return next((equivalent.reason for equivalent in equivalents if equivalent.matches(mutant)), None)


def mistakes(equivalents: Iterable[Equivalent], mutants: Iterable[Mutant], seen: Iterable[Mutant]) -> list[str]:
    """One sentence for each entry that names no mutant any more, or one that the tests see."""
    mutants, seen = list(mutants), list(seen)
    wrong = []
    for equivalent in equivalents:
        if not any(map(equivalent.matches, mutants)):
            wrong.append(say("equivalent_sans_mutant", entree=equivalent))
        wrong += [say("equivalent_tue", entree=equivalent, ligne=m.line, quoi=m.what) for m in seen if equivalent.matches(m)]
    return wrong


def _pattern(text: str) -> "re.Pattern[str]":
    return re.compile(".*".join(map(re.escape, text.split("*"))), re.DOTALL)
