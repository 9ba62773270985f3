"""The Markdown table: our figures, the stock bot's, their ratio and the target. It measures; it does not judge."""
from typing import Any, Dict, List, NamedTuple, Optional, Text

from bench.core import DIFFERENT, CoreFigures
from bench.figures import median, number, percentile, ratio
from bench.measure import Samples
from bench.servers import Memory
from bench.words import read, say


class ServerFigures(NamedTuple):
    """`starts`: seconds of each start; `throughput`: turns per second with several senders."""

    starts: List[float]
    memory: Memory
    samples: Samples
    throughput: float


def write(stock: ServerFigures, ours: ServerFigures, core: CoreFigures, machine: Text, senders: int) -> Text:
    """The whole report, in French."""
    head = [say("titre"), "", say("contexte"), "", machine, ""]
    rows = [_row(line, stock, ours) for line in read("paroles")["lignes"]]
    counts = {kind: len(times) for kind, times in ours.samples.seconds.items()}
    notes = say(
        "notes", debuts=len(ours.starts), exemple=len(stock.samples.of(list(stock.samples.seconds))), expediteurs=senders,
        ecrits_compris=ours.samples.understood["ecrit"], ecrits=ours.samples.typed["ecrit"],
        questions_comprises=ours.samples.understood["question"], questions=ours.samples.typed["question"], **counts,
    )
    return "\n".join([*head, *table(read("paroles")["colonnes"], rows), "", notes, "", *core_lines(core), ""])


def table(columns: List[Text], rows: List[List[Text]]) -> List[Text]:
    """The lines of a Markdown table; every column but the first is on the right."""
    rule = ["---", *(["---:"] * (len(columns) - 1))]
    return [f"| {' | '.join(cells)} |" for cells in [columns, rule, *rows]]


def _row(line: Dict[Text, Any], stock: ServerFigures, ours: ServerFigures) -> List[Text]:
    left, right = (_cell(line, figures, side) for figures, side in ((stock, "exemple"), (ours, "nous")))
    share = ratio(right.value, left.value)
    target = line.get("cible")
    return [
        line["titre"], left.text, right.text, number(share, 2) if share is not None else "–",
        say("au_plus", cible=number(target, 2)) if target is not None else "–",
    ]


class _Cell(NamedTuple):
    value: Optional[float]
    text: Text


def _cell(line: Dict[Text, Any], figures: ServerFigures, side: Text) -> _Cell:
    what = line["grandeur"]
    if what == "demarrage":
        value = median(figures.starts)
        return _Cell(value, say("secondes", valeur=number(value)))
    if what in ("rss", "pss"):
        size: Optional[int] = getattr(figures.memory, what)
        return _Cell(size, "–" if size is None else say("megaoctets", valeur=number(size / 1e6, 0)))
    if what == "debit":
        return _Cell(figures.throughput, say("debit", valeur=number(figures.throughput, 0)))
    times = figures.samples.of(line[side])
    return _Cell(
        median(times), say("tour", mediane=number(1e3 * median(times)), p95=number(1e3 * percentile(times, 95)))
    )


def core_lines(core: CoreFigures) -> List[Text]:
    """The part on the rules alone."""
    rows = [
        [say("coeur_commande"), say("secondes", valeur=number(core.command, 2)), say("coeur_commande_cible")],
        [say("coeur_complet"), say("millisecondes", valeur=number(1e3 * core.full, 2)), say("coeur_complet_cible")],
        [say("coeur_verdicts"), say("par_seconde", valeur=number(core.verdicts_per_second, 0)), say("coeur_verdicts_cible")],
        [say("coeur_preuves"), say("par_seconde", valeur=number(core.proofs_per_second, 0)), say("coeur_preuves_cible")],
        [say("coeur_memoire", situations=number(core.many, 0)), say("megaoctets", valeur=number(core.growth / 1e6)), "–"],
    ]
    note = say("coeur_note", differentes=number(DIFFERENT, 0))
    return [say("coeur_titre"), "", *table(read("paroles")["colonnes_coeur"], rows), "", note]
