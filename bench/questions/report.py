"""The figures of the questions, as Markdown, and the file of the profiles brought up to date."""
import re
from typing import List, Mapping, Text

from bench.figures import number, ratio
from bench.questions.measure import Cost, Figures
from bench.report import table
from bench.words import read, say


def write(figures: Figures) -> Text:
    """The section of the report, in French."""
    rows = [
        _row(name, cost, figures.optimum)
        for name, cost in (
            ("questions_optimum", figures.optimum), ("questions_nous", figures.ours), ("questions_inconnue", figures.stranger),
            ("questions_ordre_fixe", figures.fixed), ("questions_formulaire", figures.form),
        )
    ]
    notes = say(
        "questions_notes", profils=figures.people, mediane=figures.first.median, plus=figures.first.most,
        part=number(100 * figures.first.share, 0), longues=figures.most, inutiles=figures.needless, posees=figures.asked,
    )
    return "\n".join([say("questions_titre"), "", *table(read("paroles")["colonnes_questions"], rows), "", notes, ""])


def _row(name: Text, cost: Cost, optimum: Cost) -> List[Text]:
    return [
        say(name), number(cost.questions, 2), number(ratio(cost.questions, optimum.questions) or 0, 3),
        number(cost.price, 2), number(ratio(cost.price, optimum.price) or 0, 3), say(name + "_cible"),
    ]


def details(figures: Figures, facts: List[Text]) -> Text:
    """Each profile's interview, one line each."""
    return "\n".join(
        say(
            "questions_detail", profil=i.person.name, frequence=number(i.person.weight, 0), nombre=len(i.asked),
            premiere="–" if i.first is None else i.first, faits=" ".join(facts[rank] for rank in i.asked),
        )
        for i in figures.interviews
    )


def with_questions(text: Text, sets: Mapping[Text, List[Text]]) -> Text:
    """The file of the profiles, the `questions` of each written again."""
    for name, facts in sets.items():
        pattern = rf"(^  {re.escape(name)}:\n(?:    .*\n|      .*\n)*?    questions: )\[.*\]$"
        text, found = re.subn(pattern, lambda match: f"{match[1]}[{', '.join(facts)}]", text, flags=re.MULTILINE)
        if found != 1:
            raise ValueError(name)
    return text
