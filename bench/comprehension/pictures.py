"""Two pictures: which subject is taken for which, and how sure one is when one is right. SVG, black on white."""
from pathlib import Path
from typing import Dict, List, Text

from bench.comprehension.figures import calibration
from bench.comprehension.judge import Judged
from bench.comprehension.messages import Held
from bench.words import say


def write(held: Dict[Text, List[Held]], judged: Dict[Text, List[Judged]], folder: Path) -> None:
    """confusions.svg and calibration.svg in `folder`; the same figures always give the same bytes."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "comprehension"
    from matplotlib import pyplot

    subjects = sorted({h.subject or "" for h in held["sujets"]})
    others = sorted({j.subject for j in judged["sujets"]} - set(subjects))
    columns = [*subjects, *others]
    counts = [[0] * len(columns) for _ in subjects]
    for message, found in zip(held["sujets"], judged["sujets"]):
        counts[subjects.index(message.subject or "")][columns.index(found.subject)] += 1
    figure, axes = pyplot.subplots(figsize=(16, 14))
    axes.imshow(counts, cmap="Greys", vmin=0)
    axes.set_xticks(range(len(columns)), columns, rotation=90, fontsize=7)
    axes.set_yticks(range(len(subjects)), subjects, fontsize=7)
    axes.set_xlabel(say("comprehension_axe_trouve"))
    axes.set_ylabel(say("comprehension_axe_juste"))
    _save(figure, folder / "confusions.svg")
    bins, _ = calibration([j.confidence for j in judged["sujets"]], [j.subject in h.subjects for h, j in zip(held["sujets"], judged["sujets"])])
    figure, axes = pyplot.subplots(figsize=(6, 6))
    axes.plot([0, 1], [0, 1], color="0.6", linestyle="--")
    axes.plot([b.sure for b in bins], [b.right for b in bins], color="black", marker="o")
    axes.set_xlabel(say("comprehension_axe_sur"))
    axes.set_ylabel(say("comprehension_axe_bon"))
    _save(figure, folder / "calibration.svg")


def _save(figure: "object", file: Path) -> None:
    figure.tight_layout()  # type: ignore[attr-defined]
    figure.savefig(file, metadata={"Date": None})  # type: ignore[attr-defined]
