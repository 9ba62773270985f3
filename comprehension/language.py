"""Is the message in another language than French, and which? For those that have words of their own in data/responses/langues.yml."""
from __future__ import annotations

import functools
import re
import unicodedata

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from .folding import squeeze

# French is there to be told from the others.
_LANGUAGES = {
    "fr": Language.FRENCH, "en": Language.ENGLISH, "es": Language.SPANISH, "ro": Language.ROMANIAN, "sq": Language.ALBANIAN,
    "pt": Language.PORTUGUESE, "it": Language.ITALIAN, "ar": Language.ARABIC, "zh": Language.CHINESE, "ru": Language.RUSSIAN,
}
_SCRIPTS = {"ARABIC": "ar", "CJK": "zh", "CYRILLIC": "ru"}
_FRENCH_ENOUGH = 0.5  # share of words that the French examples hold, over which nothing is asked of the library
_SURE = 0.6
_FEWEST_WORDS = 2  # that can be said: "qsdf mlkj" is no language
_VOWEL = re.compile("[aeiouy]")


def foreign(text: str, known: float) -> str | None:
    """The code of another language ("en"), or None: French, too short to say, or not sure. `known`: share of words seen in French."""
    script = _script(text)
    if script:
        return script
    if known >= _FRENCH_ENOUGH or sum(bool(_VOWEL.search(word)) for word in squeeze(text).split()) < _FEWEST_WORDS:
        return None
    likeliest = _detector().compute_language_confidence_values(text)[0]
    code = next(code for code, language in _LANGUAGES.items() if language == likeliest.language)
    return code if code != "fr" and likeliest.value >= _SURE else None


def _script(text: str) -> str | None:
    """The language of a script that is not Latin, when most letters are of it."""
    letters = [unicodedata.name(c, "").split(" ")[0] for c in text if c.isalpha()]
    for script, code in _SCRIPTS.items():
        if 2 * letters.count(script) > len(letters):
            return code
    return None


@functools.lru_cache(maxsize=1)
def _detector() -> LanguageDetector:
    """Low accuracy: 22 MB instead of 270, and as good here, since it is asked only of messages whose words are not French."""
    return LanguageDetectorBuilder.from_languages(*_LANGUAGES.values()).with_low_accuracy_mode().build()
