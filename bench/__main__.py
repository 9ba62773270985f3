"""`python -m bench`: measures both assistants in one run and writes the table to bench/resultats.md."""
import argparse
import random
import signal
import sys
import tempfile
from http.client import HTTPException
from pathlib import Path
from typing import Any, Iterator, List, NamedTuple, NoReturn, Optional, Sequence, Text

from bench import core, machine, measure, report, servers, stock, talks
from bench.questions import measure as questions_measure
from bench.questions import report as questions_report
from bench.words import FOLDER, Impossible, read, say, show

RESULTS = FOLDER / "resultats.md"
SEED = 2008  # the same messages in the same order, in every run
SENDERS = 8
TICKS = 100  # turns shown by one dot


class Size(NamedTuple):
    """How much is measured. `each`: turns of each kind once `warmup` of them are left out; `throughput`: turns."""

    starts: int
    warmup: int
    each: int
    throughput: int
    commands: int
    evaluations: int
    many: int


FULL = Size(starts=3, warmup=50, each=300, throughput=800, commands=10, evaluations=20_000, many=1_000_000)
SHORT = Size(starts=1, warmup=5, each=15, throughput=80, commands=2, evaluations=200, many=2000)


def main(arguments: Optional[List[Text]] = None) -> int:
    """The exit status: 0 whatever the ratios, 1 when it could not measure, 130 when it was interrupted."""
    options = _options(arguments)
    for stopping in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(stopping, _interrupt)  # so that the servers are stopped then too
    try:
        _run(SHORT if options.rapide else FULL, ["--modele", options.modele] if options.modele else [], options.rapide)
    except Impossible as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(say("interrompu"), file=sys.stderr)
        return 130
    except (OSError, HTTPException) as error:
        print(say("systeme", raison=getattr(error, "strerror", None) or error), file=sys.stderr)
        return 1
    return 0


def _run(size: Size, server_options: List[Text], short: bool) -> None:
    project, around = stock.prepare(), machine.describe()
    hello = read("conversations")["bonjour"][0]
    with tempfile.TemporaryDirectory() as folder:
        # Ours first: what is missing shows at once.
        ours = _server(
            servers.assistant(server_options, say("nom_nous"), hello), size, Path(folder),
            talks.our_talks(random.Random(SEED)), (talks.FIRST, talks.BUTTON, talks.WRITTEN, talks.QUESTION, talks.BILAN),
        )
        example = _server(
            servers.stock_bot(project, say("nom_exemple"), "hello"), size, Path(folder),
            talks.stock_talks(random.Random(SEED)), (talks.FIRST, talks.NEXT),
        )
    show("mesure_coeur")
    text = report.write(example, ours, core.measure(size.commands, size.evaluations, size.many), around, SENDERS)
    show("mesure_questions")
    text = f"{text}\n{questions_report.write(questions_measure.measure())}"
    print(f"\n{text}")
    if short:
        show("rapide_non_garde")
    else:
        RESULTS.write_text(text, encoding="utf-8")
        show("garde")


def _server(
    kind: servers.Kind, size: Size, folder: Path, held: Iterator[talks.Talk], kinds: Sequence[Text]
) -> report.ServerFigures:
    """Starts `kind` as many times as asked; the last one is measured. Only one server is up at any moment."""
    show("mesure_serveur", nom=kind.name)
    starts: List[float] = []
    for rank in range(size.starts):
        with servers.running(kind, folder) as server:
            starts.append(server.start_seconds)
            show("demarre", secondes=round(server.start_seconds, 1))
            if rank < size.starts - 1:
                continue
            dots = _Dots(say("mesure_tours"))
            each = size.warmup + size.each
            samples = measure.one_by_one(server.port, held, talks.kind_of, kinds, each, dots.tick).after(size.warmup)
            dots = dots.then(say("mesure_debit", expediteurs=SENDERS))
            throughput = measure.at_once(server.port, held, SENDERS, size.throughput, dots.tick)
            memory = server.memory()
            print(flush=True)
    return report.ServerFigures(starts, memory, samples, throughput)


class _Dots:
    """A line of progress: a dot every `TICKS` turns."""

    def __init__(self, label: Text) -> None:
        self._turns = 0
        print(f"  {label} ", end="", flush=True)

    def tick(self) -> None:
        self._turns += 1
        if self._turns % TICKS == 0:
            print(".", end="", flush=True)

    def then(self, label: Text) -> "_Dots":
        print(flush=True)
        return _Dots(label)


def _interrupt(*_: Any) -> NoReturn:
    raise KeyboardInterrupt


def _options(arguments: Optional[List[Text]]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=say("aide"))
    parser.add_argument("--rapide", action="store_true", help=say("aide_rapide"))
    parser.add_argument("--modele", help=say("aide_modele"))
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
