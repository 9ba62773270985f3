"""Turns timed one by one, then with several senders at once."""
import itertools
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Callable, Dict, Iterator, List, NamedTuple, Sequence, Text

from bench.rest import Client, Messages
from bench.talks import Said, Talk
from bench.words import Impossible

MOST = 40  # turns held at most for each turn wanted, before saying that a kind does not come

Talks = Callable[[random.Random], Iterator[Talk]]
KindOf = Callable[[Said, Messages], Text]


class Samples(NamedTuple):
    """`seconds`: of each turn, by kind, in order. `typed` and `understood`: how many messages of each kind."""

    seconds: Dict[Text, List[float]]
    typed: Dict[Text, int]
    understood: Dict[Text, int]

    def after(self, warmup: int) -> "Samples":
        """Without the first `warmup` turns of each kind."""
        return self._replace(seconds={kind: times[warmup:] for kind, times in self.seconds.items()})

    def of(self, kinds: Sequence[Text]) -> List[float]:
        """The seconds of these kinds together."""
        return [seconds for kind in kinds for seconds in self.seconds[kind]]


def one_by_one(
    port: int, talks: Iterator[Talk], kind_of: KindOf, kinds: Sequence[Text], each: int, tick: Callable[[], None]
) -> Samples:
    """Holds conversations, one sender after another, until there are `each` turns of every one of `kinds`.

    Raises Impossible when a kind does not come, however many conversations are held.
    """
    samples = Samples({kind: [] for kind in kinds}, {}, {})
    turns, most = 0, MOST * each * len(kinds)
    with Client(port) as client:
        for rank, talk in enumerate(talks):
            said = next(talk, None)
            while said is not None:
                answer = client.send(f"mesure-{rank}", said.text)
                kind = kind_of(said, answer.messages)
                _count(samples, said, kind)
                if kind in samples.seconds:
                    samples.seconds[kind].append(answer.seconds)
                turns += 1
                tick()
                said = _next(talk, answer.messages)
            missing = [kind for kind in kinds if len(samples.seconds[kind]) < each]
            if not missing:
                return samples
            if turns >= most:
                raise Impossible("genre_absent", genres=", ".join(missing), tours=turns)
    raise Impossible("genre_absent", genres=", ".join(kinds), tours=turns)


def at_once(port: int, talks: Iterator[Talk], senders: int, turns: int, tick: Callable[[], None]) -> float:
    """Turns per second over about `turns` turns, `senders` conversations going on at every moment."""
    lock, ranks, done = threading.Lock(), itertools.count(), itertools.count(1)

    def next_talk() -> "tuple[int, Talk]":
        with lock:
            return next(ranks), next(talks)

    def hold(_: int) -> int:
        held, going = 0, True
        with Client(port) as client:
            while going:
                rank, talk = next_talk()
                said = next(talk, None)
                while said is not None and going:
                    messages = client.send(f"debit-{rank}", said.text).messages
                    held += 1
                    with lock:
                        going = next(done) <= turns - senders  # each of the others is in the middle of a turn
                        tick()
                    said = _next(talk, messages)
        return held

    start = time.perf_counter()
    with ThreadPoolExecutor(senders) as pool:
        held = sum(pool.map(hold, range(senders)))
    return held / (time.perf_counter() - start)


def _next(talk: Talk, messages: Messages) -> "Said | None":
    try:
        return talk.send(messages)
    except StopIteration:
        return None


def _count(samples: Samples, said: Said, kind: Text) -> None:
    if said.kind:
        samples.typed[said.kind] = samples.typed.get(said.kind, 0) + 1
        samples.understood[said.kind] = samples.understood.get(said.kind, 0) + bool(kind)
