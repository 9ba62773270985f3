"""`python -m bench.questions`: how many questions, beside the optimum. No server, no model: a few seconds."""
import argparse
import sys
from typing import List, Optional, Text

from rules_core import profils

from bench.questions import measure, report
from bench.words import say, show


def main(arguments: Optional[List[Text]] = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.questions", description=say("questions_aide"))
    parser.add_argument("--details", action="store_true", help=say("questions_aide_details"))
    parser.add_argument("--profils", action="store_true", help=say("questions_aide_profils"))
    options = parser.parse_args(arguments)
    if options.profils:
        text = profils.FICHIER.read_text(encoding="utf-8")
        profils.FICHIER.write_text(report.with_questions(text, measure.cheapest_sets()), encoding="utf-8")
        show("questions_profils_ecrits", fichier=profils.FICHIER.name)
        profils.attentes.cache_clear()
    figures = measure.measure()
    print(report.write(figures))
    if options.details:
        print(report.details(figures, measure.situation()[0].facts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
