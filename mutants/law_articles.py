"""Which alinéas exist on which days, read from the articles' files: what a spoilt reference may point to."""
from __future__ import annotations

import datetime as dt
import re
from typing import Iterable, Iterator

from mutants.law_file import LawFile

Span = tuple  # first day, last day (excluded)
_REFERENCE = re.compile(r"(?P<article>.+?)(?P<end> al\. \d+| (?:[IVX]+, )?\d+°(?: (?:bis|ter))?| \(extrait\))$")


class Articles:
    """Every article, in the order written, by "CODE NUMBER"."""

    def __init__(self, files: Iterable[LawFile]) -> None:
        self._marks: dict[str, list[tuple[dt.date, dt.date, set[str]]]] = {}
        self._codes: dict[str, list[str]] = {}
        for file in files:
            code = file.tree["code"]
            for number, article in file.tree["articles"].items():
                name = f"{code} {number}"
                self._codes.setdefault(code, []).append(name)
                self._marks[name] = [_version(version) for version in article["versions"]]
        self._code_of = {name: code for code, names in self._codes.items() for name in names}

    def cut(self, reference: str) -> tuple[str, str]:
        """ "CESEDA R. 425-7" and " al. 3"."""
        found = _REFERENCE.fullmatch(reference)
        return found["article"], found["end"]

    def near(self, reference: str) -> Iterator[str]:
        """The alinéas, or the points, just before and after."""
        article, end = self.cut(reference)
        number = re.search(r"\d+", end)
        if number is None:
            return
        for step in (-1, 1):
            if int(number[0]) + step > 0:
                yield f"{article}{end[:number.start()]}{int(number[0]) + step}{end[number.end():]}"

    def elsewhere(self, reference: str, span: Span) -> str | None:
        """The same alinéa of the next article of the code that has it on those days; else its first alinéa."""
        article, end = self.cut(reference)
        names = self._codes[self._code_of[article]]
        rank = names.index(article)
        for wanted in (end, " al. 1"):
            for name in names[rank + 1 :] + names[:rank]:
                if self._has(name, wanted, span):
                    return name + wanted
        return None

    def _has(self, name: str, end: str, span: Span) -> bool:
        day = span[0]
        for first, last, marks in sorted(self._marks[name], key=lambda version: version[0]):
            if last <= span[0] or first >= span[1]:
                continue
            if first > day or end not in marks:
                return False
            day = last
        return day >= span[1]


def span(block: dict, default: Span = (dt.date.min, dt.date.max)) -> Span:
    """The days at `depuis` and `jusqu_au`."""
    return block.get("depuis") or default[0], block.get("jusqu_au") or default[1]


def _version(version: dict) -> tuple[dt.date, dt.date, set[str]]:
    marks = set()
    for rank, alinea in enumerate(version["alineas"], 1):
        number = alinea.get("rang") if version.get("partiel") else rank
        if number is not None:
            marks.add(f" al. {number}")
        if alinea.get("point"):
            marks.add(f" {alinea['point']}")
        if number is None and not alinea.get("point"):
            marks.add(" (extrait)")
    return (*span(version), marks)
