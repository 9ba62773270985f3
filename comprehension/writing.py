"""From what was typed to words that can be compared: accents, SMS spelling, misspelt domain words.

Two strings of the same length are kept: `plain` (no accent) for matching, `accented` for the few places where an
accent tells a participle from a present ("porté", "porte").
"""
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from .contract import LEXIQUE, lire
from .folding import fold
from .spelling import mended

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[.,;:!?…\n()/]")
_ENDS_WORD = {"'", "’", "ʼ", "`", "´"}
_PARTICIPLES = ("é", "ée", "és", "ées")


@dataclass(frozen=True)
class Word:
    """One word or punctuation mark. `joined`: a hyphen precedes it ("a-t-elle"), which an inversion needs."""

    plain: str
    accented: str
    joined: bool = False
    punctuation: bool = False


def words(text: str) -> list[Word]:
    """The words and punctuation of a message, SMS spelling written out."""
    clean = unicodedata.normalize("NFC", _initials_written_out(text).lower()).replace("œ", "oe").replace("æ", "ae")
    clean = clean.replace("€", " euros ")
    clean = re.sub(r"([a-zà-ÿ])\1{2,}", r"\1", clean)
    clean = _heard_est().sub("est", clean)
    clean = re.sub(r"(?<=\d)[/.\-](?=\d)", " ", clean)  # dates and article numbers are not cut
    clean = re.sub(r"(?<=\b[lrd])\. ?(?=\d)", " ", clean)  # "L. 425-1" is not the end of a sentence
    out: list[Word] = []
    for match in _TOKEN.finditer(clean):
        token, start = match.group(), match.start()
        if not token[0].isalnum():
            out.append(Word(token, token, punctuation=True))
            continue
        joined = start > 0 and clean[start - 1] == "-"
        following = clean[match.end():match.end() + 1]
        for position, accented in enumerate(_written_out(token, following in _ENDS_WORD)):
            out.append(Word(fold(accented), accented, joined and position == 0))
    return _pairs(out)


def _initials_written_out(text: str) -> str:
    """Professionals' initials, read only in capitals: "dp" is something else in a text message. Not in shouted messages.

    And words cut short by a full stop ("M. est bangladais"), which ends no sentence.
    """
    text = _cut_words()[0].sub(lambda m: _cut_words()[1][m.group()] + " ", text)
    if text.isupper() and " " in text.strip():
        return text
    listed = _initials()
    return re.sub(r"\b[A-Z]{2,4}\b", lambda m: listed.get(m.group(), m.group()), text)


def _written_out(token: str, elided: bool) -> list[str]:
    plain = fold(token)
    if elided or len(plain) != len(token):
        return [token if len(plain) == len(token) else plain]
    short = _sms().get(token) or (token not in _kept() and _sms().get(plain))
    if short:
        return short
    for pattern, written in _contractions():
        glued = pattern.fullmatch(plain)
        if glued:
            rest = token[glued.start("reste"):]
            return [*written, *(_sms().get(rest) or [rest])]
    if len(plain) >= 6:
        known = _sounds().get(sound(plain))
        feminine = known and fold(known)[-1] not in "aeiou" and plain == fold(known) + "e"  # "résidente" is not "résident"
        if known and known != plain and not feminine:
            return [known] if fold(known) != plain else [token]
    right = mended(plain)
    if right != plain and right in _sms():
        return _sms()[right]
    return [token if right == plain else _participle(right) if token.endswith(_PARTICIPLES) else right]


def _participle(plain: str) -> str:
    """The accent that a mended word had at its end."""
    return re.sub(r"e(?=e?s?$)", "é", plain)


def _pairs(tokens: list[Word]) -> list[Word]:
    """Spellings that take two typed words: "j ai" is left, "di c est" and the like are listed."""
    listed = _sms_pairs()
    out: list[Word] = []
    for token in tokens:
        if out and not token.punctuation and (out[-1].plain, token.plain) in listed:
            first = out.pop()
            new = listed[first.plain, token.plain]
            out.extend(Word(fold(w), w, first.joined and i == 0) for i, w in enumerate(new))
        elif out and token.plain and _possessive_for_pronoun(out[-1].plain, token):
            first = out.pop()
            out.extend(Word(w, w, first.joined and i == 0) for i, w in enumerate(_misheard_possessives()[first.plain]))
            out.append(token)
        elif out and out[-1].plain.isdigit() and token.plain in _misspelt_years():
            out.append(_respelt(token, _misspelt_years()[token.plain]))
        elif out and out[-1].plain in _before_participle() and token.accented.endswith(_PARTICIPLES):
            out[-1] = _respelt(out[-1], _before_participle()[out[-1].plain])
            out.append(token)
        elif out and token.accented.endswith("é") and out[-1].plain in _before_infinitive():
            out.append(replace(token, plain=token.plain + "r", accented=token.accented[:-1] + "er"))
        else:
            out.append(token)
    return out


def _respelt(word: Word, plain: str) -> Word:
    return replace(word, plain=plain, accented=plain)


def _possessive_for_pronoun(before: str, token: Word) -> bool:
    """ "on ma forcée", "ils mon donné": a possessive never stands before a participle."""
    return before in _misheard_possessives() and not token.punctuation and token.plain not in _nouns() and (
        token.accented.endswith(_PARTICIPLES) or token.plain in _after_ma()
    )


def sound(plain: str) -> str:
    """A rough key of how a French word sounds: misspellings of a long word share it."""
    key = plain.replace("ph", "f").replace("qu", "k").replace("q", "k").replace("ck", "k").replace("eau", "o").replace("au", "o")
    key = re.sub(r"sc(?=[eiy])|c(?=[eiy])|ss|ç", "s", key).replace("c", "k")
    key = re.sub(r"ei|ai|ay|et$|ez$|er$|ee$|e$", "e", key).replace("y", "i").replace("h", "").replace("z", "s")
    key = re.sub(r"am|em|en", "an", key)
    key = re.sub(r"(.)\1+", r"\1", key)
    return re.sub(r"[estx]+$", "", key)


def is_sms(plain: str) -> bool:
    """True for an abbreviation of French messages ("pk", "slt")."""
    return plain in _sms()


@lru_cache(maxsize=None)
def _sms() -> dict[str, list[str]]:
    return {k: v.split() for k, v in lire(LEXIQUE / "sms.yml")["mots"].items()}


@lru_cache(maxsize=None)
def _initials() -> dict[str, str]:
    return lire(LEXIQUE / "sms.yml")["sigles"]


@lru_cache(maxsize=None)
def _cut_words() -> tuple[re.Pattern[str], dict[str, str]]:
    listed = lire(LEXIQUE / "sms.yml")["abreges"]
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, listed)) + r")(?!\w)"), listed


@lru_cache(maxsize=None)
def _contractions() -> tuple[tuple[re.Pattern[str], list[str]], ...]:
    """Pronouns typed without their apostrophe, glued to the verb: "jvis", "mexploitait"."""
    return tuple((re.compile(entry["colle"]), entry["ecrit"].split()) for entry in lire(LEXIQUE / "sms.yml")["contractions"])


@lru_cache(maxsize=None)
def _after_ma() -> frozenset[str]:
    return frozenset(lire(LEXIQUE / "sms.yml")["participes"])


@lru_cache(maxsize=None)
def _kept() -> frozenset[str]:
    return frozenset(lire(LEXIQUE / "sms.yml")["gardes"])


@lru_cache(maxsize=None)
def _misheard_possessives() -> dict[str, list[str]]:
    return {k: v.split() for k, v in lire(LEXIQUE / "sms.yml")["possessifs_entendus"].items()}


@lru_cache(maxsize=None)
def _heard_est() -> re.Pattern[str]:
    """ "elle é malienne": after its subject, and not before another noun or pronoun, it is the verb."""
    raw = lire(LEXIQUE / "sms.yml")["est_entendu"]
    subjects = "|".join(rf"(?<=\b{word} )" for word in raw["apres"])
    return re.compile(rf"(?:{subjects})é(?= (?!(?:{'|'.join(raw['pas_devant'])})\b))")


@lru_cache(maxsize=None)
def _nouns() -> frozenset[str]:
    return frozenset(fold(word) for word in lire(LEXIQUE / "sms.yml")["noms_en_e"])


@lru_cache(maxsize=None)
def _before_participle() -> dict[str, str]:
    return lire(LEXIQUE / "sms.yml")["devant_participe"]


@lru_cache(maxsize=None)
def _misspelt_years() -> dict[str, str]:
    """What follows a number and is "ans" misspelt."""
    listed = lire(LEXIQUE / "sms.yml")["annees_mal_ecrites"]
    foreign = {fold(word): "ans" for word in lire(LEXIQUE / "autres_langues.yml")["ans"]}
    return {typed: written for written, many in listed.items() for typed in many} | foreign


@lru_cache(maxsize=None)
def _before_infinitive() -> frozenset[str]:
    return frozenset(fold(word) for word in lire(LEXIQUE / "sms.yml")["avant_infinitif"])


@lru_cache(maxsize=None)
def _sms_pairs() -> dict[tuple[str, str], list[str]]:
    return {tuple(fold(k).split()): v.split() for k, v in lire(LEXIQUE / "sms.yml")["paires"].items()}


@lru_cache(maxsize=None)
def _sounds() -> dict[str, str]:
    return {sound(fold(w)): w for w in lire(LEXIQUE / "sms.yml")["sonnent_comme"]}
