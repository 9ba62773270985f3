"""The report, in French: how many of each kind, how many are seen, and each of those that are not."""
from __future__ import annotations

import datetime as dt
import math
import os
import platform
from collections import Counter
from typing import Iterable, NamedTuple, Sequence

from mutants.equivalents import Equivalent, mistakes, reason
from mutants.mutant import CODE, LAW, Mutant
from mutants.pool import Result
from mutants.words import read, say
from mutants.workers import KILLED, REFUSED, SURVIVED, TIME

WANTED = 98.0  # percent


class Count(NamedTuple):
    """Of some mutants: all, refused by the loader, seen by a test, seen by the time they took, not seen."""

    all: int
    refused: int
    killed: int
    time: int
    survived: int

    @property
    def judged(self) -> int:
        return self.all - self.refused

    @property
    def percent(self) -> float:
        return 100.0 * (self.killed + self.time) / self.judged if self.judged else 100.0


def count(results: Iterable[Result]) -> Count:
    verdicts = Counter(result.judgement.verdict for result in results)
    return Count(sum(verdicts.values()), *(verdicts[verdict] for verdict in (REFUSED, KILLED, TIME, SURVIVED)))


class Report:
    """What a run found. `every`: all the mutants there are, judged or not."""

    def __init__(self, results: Sequence[Result], every: Sequence[Mutant], equivalents: Sequence[Equivalent], command: str, seconds: float) -> None:
        self.results, self.command, self.seconds = results, command, seconds
        self.survivors = sorted((r.mutant for r in results if r.survived), key=lambda m: (m.file, m.line))
        self.reasons = {mutant.name: reason(mutant, equivalents) for mutant in self.survivors}
        seen = [r.mutant for r in results if r.judgement.verdict in (KILLED, TIME, REFUSED)]
        self.mistakes = mistakes(equivalents, every, seen)
        self.whole = len(results) == len(every)

    @property
    def unexplained(self) -> list[Mutant]:
        return [mutant for mutant in self.survivors if self.reasons[mutant.name] is None]

    @property
    def good(self) -> bool:
        """Enough are seen, and each of the others has its reason."""
        return count(self.results).percent >= WANTED and not self.unexplained and not self.mistakes

    def text(self) -> str:
        """The whole report, in Markdown."""
        total = count(self.results)
        lines = [
            "# " + say("titre"), "", say("chapeau"), "",
            say("mesure", jour=f"{dt.date.today():%d/%m/%Y}", commande=self.command, minutes=_number(self.seconds / 60), coeurs=os.cpu_count(),
                python=platform.python_version(), etendue=say("en_entier" if self.whole else "en_partie")),
            "",
            say("bilan", pour_cent=_number(total.percent), juges=_whole(total.judged), tues=_whole(total.killed + total.time), temps=total.time,
                survivants=total.survived, refuses=_whole(total.refused), voulu=_number(WANTED)),
            "", *self._table(), "", *self._by_test(), "", *self._survivors(),
        ]
        if self.mistakes:
            lines += ["", "## " + say("equivalents_faux"), "", *("- " + mistake for mistake in self.mistakes)]
        return "\n".join(lines) + "\n"

    def _table(self) -> list[str]:
        lines = ["| " + " | ".join(read("mots")["colonnes"]) + " |", "| --- |" + " ---: |" * (len(read("mots")["colonnes"]) - 1)]
        for family in (LAW, CODE):
            of_family = [r for r in self.results if r.mutant.family == family]
            if not of_family:
                continue
            lines.append(_row("**" + read("mots")["familles"][family] + "**", count(of_family)))
            kinds = Counter(r.mutant.kind for r in of_family)
            for kind, _ in kinds.most_common():
                lines.append(_row(read("mots")["genres"][kind], count([r for r in of_family if r.mutant.kind == kind])))
        return lines

    def _by_test(self) -> list[str]:
        """Which file of tests saw them first."""
        files = Counter(r.judgement.by.split("::")[0] for r in self.results if r.judgement.verdict == KILLED and "::" in r.judgement.by)
        said = ", ".join(say("par_fichier", fichier=file.rsplit("/", 1)[-1], nombre=_whole(number)) for file, number in files.most_common())
        return [say("vus_par", fichiers=said)] if said else []

    def _survivors(self) -> list[str]:
        lines = ["## " + say("survivants"), ""]
        if not self.survivors:
            return [*lines, say("aucun_survivant")]
        for mutant in self.survivors:
            why = self.reasons[mutant.name] or say("sans_raison")
            lines.append(said(mutant) + why)
        return lines


def said(mutant: Mutant) -> str:
    """A mutant that no test sees, as its line in a report begins."""
    return say("survivant", fichier=mutant.file, ligne=mutant.line, ou=mutant.where, quoi=mutant.what)


def unseen(text: str) -> list[str]:
    """The lines of the mutants that no test sees, in the text of a report."""
    lines = text.split("\n")
    title = "## " + say("survivants")
    return [line for line in lines[lines.index(title):] if line.startswith("- ")] if title in lines else []


def _row(name: str, counted: Count) -> str:
    cells = (name, *map(_whole, (counted.all, counted.refused, counted.judged, counted.killed + counted.time, counted.survived)), _number(counted.percent) + " %")
    return "| " + " | ".join(cells) + " |"


def _whole(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def _number(number: float) -> str:
    """One decimal, rounded down: 100 % is said of all, not of nearly all."""
    return f"{math.floor(number * 10 + 1e-9) / 10:.1f}".replace(".", ",")
