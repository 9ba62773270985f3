"""A message cut into clauses, with what the grammar around a fact depends on: question, condition, subject, link.

Cut at punctuation, before conjunctions, and before a new subject pronoun, because people type without punctuation.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .contract import LEXIQUE, lire
from .writing import Word, words

_END = {".", "!", "?", ";", "\n", "…"}


@dataclass(eq=False)  # a clause is itself: comparing two of them word by word would follow their chain without end
class Clause:
    """One clause; `plain` and `accented` have the same length. `governor` is the clause a subordinate hangs on."""

    plain: str
    accented: str
    link: str
    question: bool = False
    condition: bool = False
    subject: str = ""
    governor: "Clause | None" = None
    previous: "Clause | None" = None
    following: "Clause | None" = None
    sentence: int = 0  # rank of the sentence it was cut from
    topic: bool = False  # words without a verb, before a question about them: "Mayotte, c'est pareil ?"


@lru_cache(maxsize=None)
def grammar() -> dict[str, re.Pattern[str]]:
    """The closed word classes of the grammar, as compiled patterns, from lexique/grammaire.yml."""
    raw = lire(LEXIQUE / "grammaire.yml")
    return {name: re.compile(r"\b(?:" + "|".join(forms) + r")\b") for name, forms in raw.items()}


def clauses(text: str) -> list[Clause]:
    """The clauses of a message, in order; empty when it holds no word."""
    return clauses_of(sentences(words(text)))


def clauses_of(cut: list[tuple[list[Word], bool]]) -> list[Clause]:
    """The clauses of a message already cut into sentences."""
    out: list[Clause] = []
    for rank, (sentence, asked) in enumerate(cut):
        linked = _link(_cut(sentence), asked)
        for clause in linked:
            clause.sentence = rank
        out.extend(linked)
    for before, after in zip(out, out[1:]):
        after.previous, before.following = before, after
    return out


def sentences(tokens: list[Word]) -> list[tuple[list[Word], bool]]:
    """The sentences of a message, each with whether a question mark ends it."""
    out: list[tuple[list[Word], bool]] = []
    current: list[Word] = []
    for token in tokens:
        if token.punctuation and token.plain in _END:
            if current:
                out.append((current, token.plain == "?"))
            elif token.plain == "?" and out:
                out[-1] = (out[-1][0], True)
            current = []
        else:
            current.append(token)
    if current:
        out.append((current, False))
    return out


def _cut(sentence: list[Word]) -> list[list[Word]]:
    g = grammar()
    pieces: list[list[Word]] = [[]]
    for i, token in enumerate(sentence):
        if token.punctuation:
            if not (token.plain == ":" and g["valeur"].fullmatch(" ".join(w.plain for w in sentence[i + 1:i + 2]))):
                pieces.append([])
        else:
            if pieces[-1] and _opens(sentence, i, pieces[-1]):
                pieces.append([])
            pieces[-1].append(token)
    return [piece for piece in pieces if piece]


def _opens(sentence: list[Word], i: int, current: list[Word]) -> bool:
    token, before = sentence[i], sentence[i - 1].plain
    after = " ".join(w.plain for w in sentence[i:i + 4])
    g = grammar()
    if token.joined or g["locution"].match(f"{before} {token.plain}"):
        return False
    if g["conjonction"].match(after) and not g["duree"].match(after):
        return True
    said = " ".join(w.plain for w in current)
    if g["debut_de_question"].match(after) and g["a_un_verbe"].search(said) and not g["avant_question_indirecte"].fullmatch(before):
        return True
    if g["pronom_sujet"].match(after) and not g["duree"].match(after):
        if g["apres_quoi_pas_de_sujet"].fullmatch(before) or (len(current) <= 2 and g["inversion"].fullmatch(before)):
            return False
        return bool(g["a_un_verbe"].search(said))
    return bool(g["nom_sujet"].match(" ".join(w.plain for w in sentence[i:i + 5])) and g["a_un_verbe"].search(said)
                and not g["apres_quoi_pas_de_sujet"].fullmatch(before))


def _link(pieces: list[list[Word]], asked: bool) -> list[Clause]:
    g = grammar()
    out: list[Clause] = []
    invented = bool(pieces) and bool(g["cas_imagine"].match(" ".join(w.plain for w in pieces[0])))
    for piece in pieces:
        plain = " ".join(w.plain for w in piece)
        clause = Clause(plain, " ".join(w.accented for w in piece), "")
        link = g["conjonction"].match(plain)
        clause.link = link.group() if link else ""
        clause.subject = _subject(plain[len(clause.link):].strip())
        clause.condition = invented or bool(g["condition"].match(plain))
        before = next((c for c in reversed(out) if c.plain != c.link), None)  # "et", "que" cut alone are passed over
        inverted = any(w.joined and g["pronom_inverse"].fullmatch(w.plain) for w in piece)
        clause.question = inverted or bool(g["interrogatif"].search(plain)) or bool(not out and g["interrogatif_initial"].match(plain))
        if before and (before.question or before.condition) and g["et_que"].match(plain if out[-1] is before else f"{out[-1].plain} {plain}"):
            clause.question, clause.condition = before.question, before.condition
        elif out and g["subordonnant"].match(plain) and not clause.condition:
            clause.governor = out[-1]
            clause.question = clause.question or out[-1].question
            clause.condition = clause.condition or out[-1].condition
        elif out and out[-1].condition and not clause.link and not clause.subject and _apposed(clause, out[-1]):
            clause.condition = True
        elif asked and out and out[-1].question and not clause.link and not clause.subject and _apposed(clause, out[-1]):
            clause.question = True
        elif out and out[-1].question and g["coordonnant"].match(plain) and not clause.subject and not g["a_un_verbe"].search(plain):
            clause.question = True
        out.append(clause)
    for before, after in zip(out, out[1:]):
        if g["cas_general"].fullmatch(before.link) and after.question and g["demande_le_sens"].search(after.plain):
            before.question = True
    if asked and out and not any(c.question for c in out):
        out[-1].question = True
    for before, after in zip(out, out[1:]):
        before.topic = after.question and bool(g["reprise"].fullmatch(after.subject)) and not g["a_un_verbe"].search(before.plain)
    return out


def _apposed(clause: Clause, before: Clause) -> bool:
    """"si la personne est européenne, bulgare par exemple": words without a verb, after a clause that has one."""
    verb = grammar()["a_un_verbe"]
    return bool(verb.search(before.plain)) and not verb.search(clause.plain)


def _subject(plain: str) -> str:
    """The word that is the grammatical subject, when the clause opens with one ("je", "il", "ma copine"…)."""
    pronoun = grammar()["pronom_sujet"].match(plain)
    if pronoun:
        return pronoun.group()
    noun = grammar()["groupe_sujet"].match(plain)
    return noun.group() if noun else ""
