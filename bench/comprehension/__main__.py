"""`python -m bench.comprehension`: learns from the training messages, judges the held-out ones, writes bench/comprehension/resultats.md."""
import datetime as dt
import resource
import sys
import time

from comprehension.classifier import Classifier
from comprehension.told import FACTS, told

from bench import machine
from bench.comprehension import pictures, report
from bench.comprehension.calibration import examples
from bench.comprehension.judge import Judge
from bench.comprehension.messages import VERSIONS, read
from bench.words import FOLDER, show

RESULTS = FOLDER / "comprehension" / "resultats.md"


def main() -> int:
    show("comprehension_apprend")
    labelled, stating, start = examples(), told(FACTS), time.process_time()
    judge = Judge(Classifier.learn([t for t, _ in labelled], [i for _, i in labelled], stating), dt.date(2026, 11, 24))
    learned = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024  # bytes
    show("comprehension_juge")
    held = read()
    judged = {name: {kind: [judge(spoil(h.text)) for h in messages] for kind, messages in held.items()} for name, spoil in VERSIONS.items()}
    text = report.write(held, judged, machine.describe(), len(labelled), learned, memory)
    RESULTS.write_text(text, encoding="utf-8")
    pictures.write(held, judged["tel_quel"], RESULTS.parent)
    print(f"\n{text}")
    show("comprehension_garde")
    return 0


if __name__ == "__main__":
    sys.exit(main())
