"""The sheet as one HTML page: what the templates need, gathered."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

import rules_core
from rules_core import Droit
from rules_core.articles import Reference

from . import cas, chemin, cles, concordance, conditions, donnees, etapes, lectures, risques, textes, trace
from .mots import jour, mots, periode
from .typographie import espaces

DOSSIER = Path(rules_core.__file__).parent / "droit"


def ecrire() -> str:
    """The page. The same law gives the same bytes: nothing in it comes from the clock or the machine."""
    droit = rules_core.droit()
    le = droit.couverture.textes_verifies_au
    environnement = _environnement(donnees.ecrits(DOSSIER))
    tous = textes.usages(droit)
    tous_les_cas = cas.lire()
    graphe = chemin.chemin(droit, le)
    page = environnement.get_template("document.html").render(
        droit=droit, le=le, empreinte=donnees.empreinte(DOSSIER)[:12], numeros={p: n for n, p in enumerate(droit.protections, 1)},
        usages=tous, usages_par_article=_par_article(tous), chemin=graphe, trace=trace.tracer(graphe),
        colonnes=etapes.colonnes(le), commun=etapes.commun(),
        paires=concordance.paires(droit.articles), cas=tous_les_cas,
        cas_de={p: [c for c in tous_les_cas if p in c.attendus] for p in droit.protections},
        risques=risques.lire(environnement.globals["ecrits"]), codes=_codes(droit), lus_par=_lus_par(droit), faits_de=_faits_de(droit), comptes=_comptes(droit, tous_les_cas),
    )
    return espaces(page)


def _environnement(ecrits: dict[str, Any]) -> jinja2.Environment:
    environnement = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "gabarits"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined, keep_trailing_newline=True,
    )
    environnement.filters.update(jour=jour, css=_css, majuscule=lambda texte: texte[:1].upper() + texte[1:])
    environnement.globals.update(
        cle=cles.Cles(ecrits), ecrits=ecrits, ancre=cles.ancre, ancre_article=cles.ancre_article, ancre_texte=cles.ancre_texte,
        mots=mots(), periode=periode, noeud=conditions.noeud, feuilles=conditions.feuilles, redactions=textes.redactions,
        textes_de=textes.de_protection, lectures_de=lectures.de_protection, periodes=lectures.periodes,
        autres=concordance.autres, retournees=concordance.retournees,
    )
    return environnement


def _css(texte: str) -> Markup:
    """A text as a CSS string, that no character of it can end."""
    return Markup('"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in texte) + '"')


def _codes(droit: Droit) -> dict[str, list[Any]]:
    """The articles of each file of the law, in the order of the files and of their lines."""
    return {chemin.stem: [droit.articles.par_numero[fichier["code"], str(numero)] for numero in fichier["articles"]]
            for chemin, fichier in donnees.fichiers_d_articles(DOSSIER)}


def _par_article(tous: dict[Reference, list[textes.Usage]]) -> dict[tuple[str, str], list[tuple[Reference, dict[str, list[textes.Usage]]]]]:
    """Where each article serves: alinéa by alinéa, then protection by protection, one place for each ground."""
    par_article: dict[tuple[str, str], list[tuple[Reference, dict[str, list[textes.Usage]]]]] = {}
    for reference, lieux in tous.items():
        voies: dict[tuple[str, int], textes.Usage] = {(u.protection, u.voie): u for u in reversed(lieux)}
        par_protection: dict[str, list[textes.Usage]] = {}
        for usage in sorted(voies.values(), key=lieux.index):
            par_protection.setdefault(usage.protection, []).append(usage)
        par_article.setdefault((reference.code, reference.article), []).append((reference, par_protection))
    for alineas in par_article.values():
        alineas.sort(key=lambda sert: (sert[0].alinea or 0, sert[0].point or ""))
    return par_article


def _lus_par(droit: Droit) -> dict[str, list[str]]:
    """The protections that rely on each reading."""
    lus: dict[str, list[str]] = {lecture: [] for lecture in droit.lectures}
    for protection in droit.protections.values():
        for lecture in lectures.de_protection(protection):
            lus[lecture].append(protection.id)
    return lus


def _faits_de(droit: Droit) -> dict[str, list[str]]:
    """The protections whose conditions or reserves look at each fact."""
    regardes: dict[str, list[str]] = {}
    for protection in droit.protections.values():
        for voie in protection.voies:
            noms = [f.fait.cle for f in conditions.feuilles(conditions.noeud(voie.si, ()))] + [r.fait for r in voie.reserves]
            for fait in noms:
                siens = regardes.setdefault(fait, [])
                if protection.id not in siens:
                    siens.append(protection.id)
    return regardes


def _comptes(droit: Droit, tous_les_cas: list[cas.Cas]) -> dict[str, int]:
    articles = list(droit.articles)
    versions = [version for article in articles for version in article.versions]
    return {
        "protections": len(droit.protections), "voies": sum(len(p.voies) for p in droit.protections.values()),
        "articles": len(articles), "versions": len(versions), "alineas": sum(len(v.alineas) for v in versions),
        "lectures": len(droit.lectures), "doutes": sum(l.doute for l in droit.lectures.values()), "cas": len(tous_les_cas),
        "non_vus": sum(v.niveau != "verbatim" for v in versions),
    }
