"""Old numbers and new numbers of articles, both ways, from what each article says of the other."""
from __future__ import annotations

import re
from dataclasses import dataclass

from rules_core.articles import Article, Articles

_CODES = re.compile(r"(?P<code>CESEDA|CASF|CSS|C\. trav\.|C\. pén\.|CPP|C\. civ\.) (?P<numero>.+)")
Numero = tuple[str, str]  # a code and the number of an article


@dataclass(frozen=True)
class Paire:
    """An article and the one that took over; which of the two says so."""

    ancien: Numero
    nouveau: Numero
    dit_par_ancien: bool
    dit_par_nouveau: bool


def paires(articles: Articles) -> list[Paire]:
    """Every pair that is said, in the order of the old numbers."""
    par_ancien = {(_numero(a), b) for a in articles for b in autres(a, a.nouveau)}
    par_nouveau = {(b, _numero(a)) for a in articles for b in autres(a, a.ancien)}
    toutes = sorted(par_ancien | par_nouveau, key=lambda p: (_ordre(p[0]), _ordre(p[1])))
    return [Paire(*p, p in par_ancien, p in par_nouveau) for p in toutes]


def retournees(suite: list[Paire]) -> list[Paire]:
    """The same pairs in the order of the new numbers."""
    return sorted(suite, key=lambda p: (_ordre(p.nouveau), _ordre(p.ancien)))


def autres(article: Article, texte: str | None) -> list[Numero]:
    """The articles named by `ancien` or `nouveau`: of the same code, unless it says another."""
    return [_lire(article.code, numero) for numero in texte.split(" et ")] if texte else []


def _lire(code: str, numero: str) -> Numero:
    trouve = _CODES.fullmatch(numero)
    return (trouve["code"], trouve["numero"]) if trouve else (code, numero)


def _numero(article: Article) -> Numero:
    return article.code, article.numero


def _ordre(numero: Numero) -> tuple[str, str]:
    """R. 316-2 before R. 316-10."""
    return numero[0], re.sub(r"\d+", lambda chiffres: chiffres[0].zfill(6), numero[1])
