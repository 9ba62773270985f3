"""A message read: danger, facts of the contract, who it is about, and whether something is asked."""
from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from functools import lru_cache

from . import choices, elsewhere, hypotheses, persons, subjects
from .ages import age
from .clauses import Clause, clauses_of, grammar, sentences
from .danger import alarms
from .dates import days
from .nationality import nationality, strongest
from .patterns import hits
from .places import of_office, territory
from .spelling import exists
from .writing import Word, words

_SUFFERED = ("victime", "exploitation_sexuelle")
_WORKS_AT = "16_ou_17"
_RECEPISSE = ("recepisse_reflexion", "oui")


@dataclass(frozen=True)
class Found:
    """A fact read, the clause it was read in (by rank), and whose it is."""

    fact: str
    value: str
    weight: int
    rank: int
    whose: str


@dataclass(frozen=True)
class Reading:
    """What a message says. `facts` are {fact: value} of the contract; the rest is None or empty when not said."""

    facts: dict[str, str] = field(default_factory=dict)
    alarms: tuple[str, ...] = ()
    asks: bool = False
    answer: str | None = None  # "oui", "non", "inconnu": the whole message
    opening: str | None = None  # the same, when the message goes on
    chosen: tuple[tuple[str, str], ...] = ()
    number: str | None = None
    date: str | None = None
    minor: bool = False
    place: str | None = None
    for_whom: str | None = None
    told: bool = False  # said in so many words ("c'est pour moi")
    professional: bool = False
    disputes: bool = False  # "c'est faux", "j'ai pas dit ça"
    asks_meaning: bool = False  # "ça veut dire quoi OFII ?"
    why: bool = False  # "pourquoi ?", about the question shown or a line of the result
    wants_text: bool = False  # "montre le texte", of a line of the result
    loses: tuple[str, ...] = ()  # "effacer", "recommencer": said in so many words
    supposed: tuple[tuple[str, str], ...] = ()  # "et si je porte plainte ?": (fact, value) pairs, that are not facts
    may_suppose: bool = False  # a condition and nothing else, or the words of a comparison, though what is supposed was not read
    deadline: bool = False  # "il me reste combien de jours ?"
    subject: tuple[str, int] | None = None  # (intent, weight) of the subject named in so many words
    words: int = 0
    words_that_exist: float = 1.0  # the share of them


def read(text: str, today: dt.date) -> Reading:
    """Read one message, whatever it holds; never raises on what people type."""
    typed = sentences(words(text))
    supposition = hypotheses.supposed(typed)
    if supposition is None:
        return _read(text, typed, today)
    rest = _read(supposition.rest, sentences(words(supposition.rest)), today)  # facts are read in the rest of the message only
    return replace(rest, supposed=supposition.facts, alarms=tuple(alarms(clauses_of(typed))))


def _read(text: str, typed: list[tuple[list[Word], bool]], today: dt.date) -> Reading:
    cut = clauses_of(typed)
    if not cut:
        return Reading()
    chosen = choices.chosen(text)
    who = persons.people(cut)
    found = _contrasted(list(_found(cut, who, today)), cut)
    whose = _about(found, who)
    kept = elsewhere.without([f for f in found if f.whose in (whose, persons.NEUTRE) and not _told_of_others(f, cut, who)], cut)
    if _in_general(kept, cut, who):
        kept = []
    facts = _settled(kept)
    if facts.get("age") not in (None, _WORKS_AT):
        facts.pop("travail_ou_formation", None)  # only asked of those of 16 or 17
    place = facts.pop("lieu", None)
    minor = facts.pop("mineur", None) == "oui" and "age" not in facts
    handed_over = [f.rank for f in kept if (f.fact, f.value) == _RECEPISSE]
    recepisse = _date_of_recepisse(cut, handed_over, today) if facts.get(_RECEPISSE[0]) == _RECEPISSE[1] else None
    if recepisse is not None:
        facts["date_recepisse"] = recepisse
    day = None if recepisse else choices.bare_date(cut, today)
    said = [word for clause in cut for word in clause.plain.split()]
    told, g = persons.said_for(cut), grammar()
    return Reading(
        facts=facts,
        alarms=tuple(alarms(cut)),
        asks="?" in text or any(c.question for c in cut),
        answer=choices.whole_answer(cut),
        opening=choices.opening_answer(cut),
        chosen=chosen,
        number=choices.bare_number(cut),
        date=day.isoformat() if day else None,
        minor=minor,
        place=place,
        for_whom=told or (persons.AUTRE if whose == persons.AUTRE and _someone_else(cut, who) else None),
        told=told is not None,
        professional=who.trade or persons.professional(cut),
        disputes=choices.disputes(cut),
        asks_meaning=choices.asks_meaning(cut),
        why=choices.why(cut),
        wants_text=choices.wants_text(cut),
        loses=choices.loses(cut),
        may_suppose=hypotheses.compares(typed) or all(c.condition or len(c.plain.split()) <= 2 for c in cut),
        deadline=hypotheses.deadline(typed),
        subject=subjects.named(cut),
        words=len(said),
        words_that_exist=sum(exists(word) for word in said) / len(said),
    )


def _found(cut: list[Clause], who: persons.People, today: dt.date):
    rank = {id(clause): i for i, clause in enumerate(cut)}
    for hit in hits(cut):
        whose = persons.subject(hit.clause, who)
        if hit.subject == "personne" and whose in (persons.AUTEUR, persons.OFFICIEL, persons.TIERS):
            continue
        if hit.subject == "auteur" and whose in (persons.OFFICIEL, persons.MOI):
            continue
        if hit.subject != "personne":
            whose = _object(hit.clause, hit.start, hit.end, who)
        yield Found(hit.fact, hit.value, hit.weight, rank[id(hit.clause)], whose)
    for i, clause in enumerate(cut):
        whose = persons.subject(clause, who)
        if _done_to_me(cut, i):
            for value, name, _ in territory(clause):
                yield Found("territoire", value, 1, i, persons.MOI)
                yield Found("lieu", name, 1, i, persons.MOI)
            if grammar()["fait_venir"].search(clause.plain):
                for value, _ in nationality(clause):
                    yield Found("nationalite", value, 1, i, persons.MOI)
        if whose == persons.OFFICIEL:
            for value, name, _ in of_office(clause):
                yield Found("territoire", value, 1, i, persons.NEUTRE)
                yield Found("lieu", name, 1, i, persons.NEUTRE)
            if grammar()["pour_une_telle"].search(clause.plain):
                whose = persons.AUTRE  # "la préfecture a délivré une carte à une Équatorienne de 41 ans"
        if whose in (persons.AUTEUR, persons.OFFICIEL, persons.TIERS) or _several(clause) or _describes_author(cut, i, who):
            continue
        years = age(clause, today)
        own_child = persons.is_child(clause, years[2]) and not persons.helping(clause) and not who.child if years is not None else False
        if years is not None and not (own_child and _is_own_child(clause, who)):
            yield Found(years[0], years[1], 2, i, whose)
        values = [value for value, _ in nationality(clause)]
        if values:
            yield Found("nationalite", strongest(values), 2, i, whose)
        asked = 1 if clause.question else 2
        for value, name, _ in territory(clause):
            yield Found("territoire", value, asked, i, whose)
            yield Found("lieu", name, asked, i, whose)


def _done_to_me(cut: list[Clause], i: int) -> bool:
    """ "une dame m'a fait venir à Lyon": somebody else is the subject, but it is where the writer was."""
    me, clause = grammar()["objet_moi"], cut[i]
    if clause.subject in ("je", "j", "on", "nous") or (not clause.subject and clause.link != "qui"):
        return False
    after = cut[i + 1] if i + 1 < len(cut) else None
    goes_on = after is not None and after.sentence == clause.sentence and after.subject in ("il", "elle", "ils", "elles") and not grammar()["a_un_verbe"].search(clause.accented)
    return bool(me.search(clause.plain) or goes_on and me.search(after.plain))


def _describes_author(cut: list[Clause], i: int, who: persons.People) -> bool:
    """ "il était algérien je crois, 40 ans à peu près": words without a verb go with the subject before them."""
    verb = grammar()["a_un_verbe"]
    if cut[i].subject or cut[i].link not in ("", "et", "ou") or verb.search(cut[i].accented):
        return False
    for before in reversed(cut[:i]):
        if before.sentence != cut[i].sentence:
            return False
        if persons.aside(before) or not (before.subject or before.link or verb.search(before.plain)):
            continue
        return persons.subject(before, who) == persons.AUTEUR and not grammar()["objet_moi"].search(before.plain)
    return False


def _told_of_others(fact: Found, cut: list[Clause], who: persons.People) -> bool:
    """True for what is hearsay about strangers, or said in a sentence about someone who is beside the point."""
    clause = cut[fact.rank]
    same = [c for c in cut[:fact.rank + 1] if c.sentence == clause.sentence]
    if fact.whose == persons.MOI or persons.first_person(clause) and not persons.hearsay([clause]):
        return False
    if persons.hearsay(same):
        return True
    return who.beside and any(persons.subject(c, who) in (persons.AUTRE, persons.TIERS) for c in same)


def _contrasted(found: list[Found], cut: list[Clause]) -> list[Found]:
    """ "ma soeur a témoigné, moi non": what the clause before says of someone else is denied of the writer."""
    for rank, clause in enumerate(cut[1:], 1):
        if grammar()["pas_moi"].fullmatch(clause.plain):
            before = [f for f in found if f.rank == rank - 1 and f.value in ("oui", "non")]
            found = [f for f in found if f.rank != rank - 1 and f.rank != rank]
            found += [Found(f.fact, "non" if f.value == "oui" else "oui", f.weight + 1, rank, persons.MOI) for f in before]
    return found


def _object(clause: Clause, start: int, end: int, who: persons.People) -> str:
    """Whose fact it is when the person is the object of the sentence ("il m'a forcée", "son proxénète")."""
    around = set(clause.plain[max(0, start - 6):end].split())
    if around & {"m", "me", "mon", "ma", "mes", "nous", "moi", "j", "je"}:
        return persons.MOI
    if around & {"son", "sa", "ses"} or (around & {"la", "l", "lui", "elle"} and (who.helped or who.mentioned or not who.first_person)):
        return persons.AUTRE
    return persons.NEUTRE


def _several(clause: Clause) -> bool:
    """True when the subject, or the one shared with the clause before, is more than one person."""
    if clause.link in ("et", "ou", "ni") and clause.subject and not grammar()["a_un_verbe"].search(clause.accented):
        return False  # "du lait et des couches à Strasbourg": what is wanted, not who
    shared = clause.previous.subject if clause.link and not clause.subject and clause.previous is not None else clause.subject
    return bool(grammar()["plusieurs"].fullmatch(shared))


def _is_own_child(clause: Clause, who: persons.People) -> bool:
    return who.first_person or bool(grammar()["tout_petit"].search(clause.plain))


def _someone_else(cut: list[Clause], who: persons.People) -> bool:
    """True when the message really brings in a third person, and does not merely leave "je" out."""
    return who.helped or who.mentioned or any(c.subject in ("elle", "elles", "il", "ils") for c in cut)


def _in_general(kept: list[Found], cut: list[Clause], who: persons.People) -> bool:
    """ "les patrons qui font travailler sans payer, c'est un crime ?": nobody in particular; nor is a film anybody's story."""
    g = grammar()
    if who.first_person or who.helped:
        return False
    if any(g["fiction"].search(c.plain) for c in cut):
        return True
    return not _someone_else(cut, who) and any(c.question for c in cut) and all(f.fact in _SUFFERED for f in kept)


def _about(found: list[Found], who: persons.People) -> str:
    """The writer or someone she helps: facts of only one of them are kept."""
    mine = any(f.whose == persons.MOI for f in found)
    theirs = any(f.whose == persons.AUTRE for f in found)
    if who.told_other:
        return persons.AUTRE
    if who.beside:
        return persons.MOI
    if who.helped and (theirs or not mine or who.trade):
        return persons.AUTRE
    if theirs and not mine:
        return persons.AUTRE
    if who.mentioned and not mine:
        return persons.AUTRE
    return persons.MOI


def _settled(kept: list[Found]) -> dict[str, str]:
    """One value per fact: the strongest wording, then the last said; several nationalities go by what decides."""
    facts: dict[str, Found] = {}
    for one in sorted(kept, key=lambda f: (f.weight, f.rank)):
        facts[one.fact] = one
    values = [f.value for f in kept if f.fact == "nationalite"]
    out = {fact: one.value for fact, one in facts.items()}
    if values:
        out["nationalite"] = strongest(values)
    return out


def _date_of_recepisse(cut: list[Clause], ranks: list[int], today: dt.date) -> str | None:
    """The day of the récépissé, from the clauses that say it was handed over or from one beside that is nothing but a day."""
    for i in ranks:
        near = [cut[i]] + [c for c in cut[i + 1:i + 3] if choices.bare_date([c], today)] + [c for c in cut[max(0, i - 1):i] if choices.bare_date([c], today)]
        same = [c for c in cut if c.sentence == cut[i].sentence]
        near += [c for c in same if _opens_with_a_day(c, today)]  # "vendredi à la préfecture, ils m'ont donné…"
        for candidate in near:
            found = days(candidate.plain, today)
            if found:
                return found[-1].day.isoformat()
    return None


def _opens_with_a_day(clause: Clause, today: dt.date) -> bool:
    found = days(clause.plain, today)
    return bool(found) and found[0].start <= len("le ")


@lru_cache(maxsize=1)
def warm_up() -> None:
    """Compile every pattern once, before the first message is waited for."""
    read("bonjour j'ai 20 ans, je suis ghanéenne à Lyon", dt.date(2026, 1, 1))
