"""Conversations to hold with the two assistants: generators that type a message and get the answer to it."""
import datetime as dt
import itertools
import json
import random
from typing import Any, Dict, Generator, Iterator, List, NamedTuple, Optional, Text

from bench.rest import Messages
from bench.words import read

FIRST, NEXT = "premier", "suite"
BUTTON, WRITTEN, QUESTION, BILAN = "bouton", "ecrit", "question", "bilan"
BILAN_AFTER = (4, 9)  # answers of an interview after which the result is asked for
ANSWERED_BEFORE_QUESTIONS = 3
QUESTIONS = 4  # in a row
ENOUGH = 40  # answers: no interview is that long


class Said(NamedTuple):
    """A message; `kind` of turn it is when it is answered as it should be; `about` which fact or subject."""

    text: Text
    kind: Text = ""
    about: Optional[Text] = None


Talk = Generator[Said, Messages, None]


def kind_of(said: Said, messages: Messages) -> Text:
    """The kind of turn that this was, seen from the answer; "" for one that is not measured or went another way.

    Whatever brings a bilan is a bilan: the last answer of an interview does.
    """
    received = {message["custom"]["type"]: message["custom"] for message in messages if "custom" in message}
    if said.kind in (FIRST, NEXT):
        return said.kind
    if "bilan" in received:
        return BILAN
    if said.kind == QUESTION:
        return QUESTION if received.get("reponse", {}).get("sujet") == said.about else ""
    if said.kind in (BUTTON, WRITTEN):
        return said.kind if received.get("question", {}).get("fait", said.about) != said.about else ""
    return ""


def stock_talks(draw: random.Random) -> Iterator[Talk]:
    """The stories of the stock bot, for ever."""
    for story in itertools.cycle(read("conversations")["exemple"]["histoires"]):
        yield _story([draw.choice(choices) for choices in story])


def our_talks(draw: random.Random) -> Iterator[Talk]:
    """Interviews by buttons, interviews in writing, and questions, for ever."""
    for person in itertools.cycle(read("conversations")["personnes"]):
        yield _interview(person, BUTTON, draw)
        yield _interview(person, WRITTEN, draw)
        yield _questions(person, draw)


def _story(texts: List[Text]) -> Talk:
    for rank, text in enumerate(texts):
        yield Said(text, NEXT if rank else FIRST)


def _interview(person: Dict[Text, Text], way: Text, draw: random.Random, answers: int = ENOUGH) -> Talk:
    """Answers what is asked until nothing is. What was not understood in writing is answered again by its button."""
    asked = _asked((yield Said("/commencer", FIRST)))
    for rank in range(answers):
        if asked is None:
            return
        if rank in BILAN_AFTER:
            yield Said("/bilan", BILAN)
            asked = _asked((yield Said("/continuer")))
            if asked is None:
                return
        pressed = Said(_button(asked, person[asked]), BUTTON, asked)
        said = Said(_written(asked, person[asked], draw), WRITTEN, asked) if way == WRITTEN else pressed
        messages = yield said
        if said is not pressed and not kind_of(said, messages):
            messages = yield pressed
        asked = _asked(messages)


def _questions(person: Dict[Text, Text], draw: random.Random) -> Talk:
    """Questions to begin with, an interview that begins, and questions in the middle of it."""
    words = read("conversations")
    subjects = draw.sample(sorted(words["questions"]), 2 * QUESTIONS)
    yield Said(draw.choice(words["bonjour"]), FIRST)
    for subject in subjects[:QUESTIONS]:
        yield _question(subject, draw)
    interview = _interview(person, BUTTON, draw, ANSWERED_BEFORE_QUESTIONS)
    said = next(interview)._replace(kind="")
    while said:
        try:
            said = interview.send((yield said))
        except StopIteration:
            break
    for subject in subjects[QUESTIONS:]:
        yield _question(subject, draw)


def _question(subject: Text, draw: random.Random) -> Said:
    return Said(_around(draw.choice(read("conversations")["questions"][subject]), draw, ends=False), QUESTION, subject)


def _asked(messages: Messages) -> Optional[Text]:
    """The fact that the answer asks for."""
    customs = [message["custom"] for message in messages if "custom" in message]
    return next((custom["fait"] for custom in customs if custom["type"] == "question"), None)


def _button(fact: Text, value: Text) -> Text:
    return "/repondre" + json.dumps({fact: _day().isoformat() if fact == "date_recepisse" else value})


def _written(fact: Text, value: Text, draw: random.Random) -> Text:
    sentence: Any = draw.choice(read("conversations")["phrases"][fact][value])
    return _around(sentence.format(date=_day().strftime("%d/%m/%Y")), draw)


def _around(sentence: Text, draw: random.Random, ends: bool = True) -> Text:
    words = read("conversations")
    return draw.choice(words["debuts"]) + sentence + (draw.choice(words["fins"]) if ends else "")


def _day() -> dt.date:
    return dt.date.today() - dt.timedelta(days=12)
