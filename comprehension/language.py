"""Is the message in another language than French, and which? For those that have words of their own in data/responses/langues.yml."""
from __future__ import annotations

import functools
import re
import unicodedata

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from .folding import squeeze
from .spelling import exists
from .writing import is_sms

# French is there to be told from the others.
_LANGUAGES = {
    "fr": Language.FRENCH, "en": Language.ENGLISH, "es": Language.SPANISH, "ro": Language.ROMANIAN, "sq": Language.ALBANIAN,
    "pt": Language.PORTUGUESE, "it": Language.ITALIAN, "ar": Language.ARABIC, "zh": Language.CHINESE, "ru": Language.RUSSIAN,
}
_SCRIPTS = {"ARABIC": "ar", "CJK": "zh", "CYRILLIC": "ru"}
_FRENCH_ENOUGH = 0.8  # share of words that exist in French, as typed, over which nothing is asked of the library
_ALBANIAN_ENOUGH = 0.3  # the same before Albanian: French typed as it sounds ("g plu dargan") looks like it to the library
_FEW_FRENCH = 0.5  # the same, under which the library is believed sooner
_SURE, _HARDLY_FRENCH = 0.8, 0.02  # its confidence in a language, and at most in French
_SURE_ENOUGH, _LITTLE_FRENCH = 0.55, 0.1  # the same where few words are French
_FEWEST_WORDS = 2  # that can be said: "qsdf mlkj" is no language
_VOWEL, _WORD = re.compile("[aeiouy]"), re.compile(r"[^\W\d_]+")


def foreign(text: str) -> str | None:
    """The code of another language ("en"), or None: French, too short to say, or not sure."""
    script = _script(text)
    if script:
        return script
    said = _WORD.findall(squeeze(text))
    if sum(bool(_VOWEL.search(word)) for word in said) < _FEWEST_WORDS:
        return None
    french = sum(exists(word) or is_sms(word) for word in said) / len(said)
    if french >= _FRENCH_ENOUGH:
        return None
    codes = {language: code for code, language in _LANGUAGES.items()}
    shares = {codes[told.language]: told.value for told in _detector().compute_language_confidence_values(text)}
    code = max(shares, key=lambda name: shares[name])
    if code == "fr" or (code == "sq" and french > _ALBANIAN_ENOUGH):
        return None
    least, most = (_SURE_ENOUGH, _LITTLE_FRENCH) if french < _FEW_FRENCH else (_SURE, _HARDLY_FRENCH)
    return code if shares[code] >= least and shares["fr"] <= most else None


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
