"""What the classifier looks at in a message: words, pairs of words, notions, and pieces of words that survive misspelling."""
from __future__ import annotations

from typing import Iterator

from .notions import notions
from .writing import Word

_QUESTION = "?"
_SHORTEST, _LONGEST = 3, 5  # letters in a piece of word, its borders included


def features(written: list[Word]) -> Iterator[str]:
    """The features of a message, its words as `writing.words` gives them; some come more than once.

    "w:" words, "n:" notions, "p:" pairs, "c:" pieces.
    """
    said = [word.plain for word in written if not word.punctuation or word.plain == _QUESTION]
    for word in said:
        yield "w:" + word
    for notion in notions(" ".join(said)):
        yield "n:" + notion
    for before, after in zip(["^", *said], [*said, "$"]):
        yield f"p:{before} {after}"
    for word in said:
        bordered = f" {word} "
        for length in range(_SHORTEST, _LONGEST + 1):
            for start in range(len(bordered) - length + 1):
                yield "c:" + bordered[start:start + length]
