"""The report, in French: shares with their intervals, for messages as they are, with typing errors, without accents."""
from collections import Counter
from typing import Dict, List, Sequence, Text

from bench.comprehension.figures import Share, calibration, macro_f1, share
from bench.comprehension.judge import Judged
from bench.comprehension.messages import Held
from bench.figures import median, number
from bench.report import table
from bench.words import read, say

Verdicts = Dict[Text, List[Judged]]
_MOST_CONFUSED = 20


def write(held: Dict[Text, List[Held]], judged: Dict[Text, Verdicts], machine: Text, taught: int, learned: float, memory: int) -> Text:
    """`judged`: for each version of the messages, what was found of each sort. `learned`: seconds; `memory`: bytes, at most, while learning."""
    measures = [_measures(held, verdicts) for verdicts in judged.values()]
    targets = read("paroles")["cibles_comprehension"]
    rows = [[say(f"comprehension_{name}"), *(m[name] for m in measures), targets.get(name, "–")] for name in measures[0]]
    plain = judged["tel_quel"]
    times = [j.seconds for verdicts in plain.values() for j in verdicts]
    _, gap = calibration([j.confidence for j in plain["sujets"]], _right(held["sujets"], plain["sujets"]))
    notes = say(
        "comprehension_notes", messages=sum(map(len, held.values())), appris=number(taught, 0), secondes=number(learned, 0), memoire=number(memory / 1e9, 1),
        temps=number(1e3 * median(times), 1), ecart=number(gap, 2), **{kind: len(messages) for kind, messages in held.items()},
    )
    return "\n".join([
        say("comprehension_titre"), "", say("comprehension_contexte"), "", machine, "",
        *table(read("paroles")["colonnes_comprehension"], rows), "", notes, "", say("comprehension_confusions"), "",
        *table(read("paroles")["colonnes_confusions"], _confused(held["sujets"], plain["sujets"])), "",
        say("comprehension_images"), "",
    ])


def _measures(held: Dict[Text, List[Held]], verdicts: Verdicts) -> Dict[Text, Text]:
    subjects, found = held["sujets"], verdicts["sujets"]
    both = [(set((h.facts or {}).items()), set(j.facts.items())) for h, j in zip(subjects, found)]
    right = sum(len(said & read_) for said, read_ in both)
    return {
        "sujet": _say(share(j.answered in h.subjects for h, j in zip(subjects, found))),
        "sujet_seul": _say(share(_right(subjects, found))),
        "f1": number(macro_f1([h.subject or "" for h in subjects], [j.answered for j in found]), 2),
        "faits_precision": _say(Share(right, sum(len(read_) for _, read_ in both))),
        "faits_rappel": _say(Share(right, sum(len(said) for said, _ in both))),
        "danger_rappel": _say(share(j.danger for j in verdicts["urgence"])),
        "danger_fausses": _say(share(j.danger for j in verdicts["inoffensif"])),
        "danger_fausses_sujets": _say(share(j.danger for j in found)),
        "hors_sujet": _say(share(j.out for j in verdicts["hors_sujet"])),
        "incompris_a_tort": _say(share(j.out for j in found)),
    }


def _right(subjects: Sequence[Held], found: Sequence[Judged]) -> List[bool]:
    return [j.subject in h.subjects for h, j in zip(subjects, found)]


def _say(measured: Share) -> Text:
    low, high = measured.interval
    return say("comprehension_part", valeur=number(measured.value, 2), bas=number(low, 2), haut=number(high, 2))


def _confused(subjects: Sequence[Held], found: Sequence[Judged]) -> List[List[Text]]:
    pairs = Counter((h.subject or "", j.subject) for h, j in zip(subjects, found) if j.subject not in h.subjects)
    return [[right, taken, str(count)] for (right, taken), count in sorted(pairs.items(), key=lambda p: (-p[1], p[0]))[:_MOST_CONFUSED]]
