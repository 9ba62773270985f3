"""The whole law of the project, read once: facts, articles, readings, protections, and the dates they cover."""
from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Mapping

from . import articles as _articles
from . import faits as _faits
from . import protections as _protections
from .compilation import compiler
from .erreurs import EntreeRefusee, phrase
from .lecture_yaml import Bloc, lire

DOSSIER = Path(__file__).parent / "droit"

# The order in which a person reads them: what protects now, then papers, then daily life, then leaving.
ORDRE = (
    "protection_mineur", "information_droits", "delai_reflexion", "non_eloignement", "carte_sejour", "renouvellement_carte",
    "carte_resident", "travail", "formation_professionnelle", "allocation", "accompagnement_social", "protection_policiere",
    "soins", "protection_sociale", "hebergement", "orientation_securisee", "parcours_sortie", "aps_parcours", "aide_retour",
    # what goes with the card
    "travail_premiere_demande", "liste_documents", "pas_visa_long_sejour", "gratuite_carte", "pas_interdiction_retour",
    # general rights
    "hebergement_urgence", "interprete", "aide_juridictionnelle", "indemnisation_civi", "domiciliation", "protection_temoin",
    "assistance_educative", "administrateur_ad_hoc", "pas_oqtf_mineur", "aide_parcours",
)


@dataclass(frozen=True)
class Couverture:
    """Periods of the law that are in the data, and how far its texts were seen."""

    periodes: tuple[tuple[dt.date, dt.date | None], ...]  # both ends included
    plus_ancienne: dt.date
    textes_verifies_au: dt.date
    non_vu: tuple[tuple[dt.date, dt.date], ...]

    def verifier(self, le: dt.date) -> None:
        """Raise EntreeRefusee when the law of `le` is not in the data: never the wrong law."""
        if not any(du <= le and (au is None or le <= au) for du, au in self.periodes):
            periodes = ", ".join(phrase("periode" if au else "periode_ouverte", du=du, au=au) for du, au in self.periodes)
            if le < self.plus_ancienne:
                raise EntreeRefusee("date_trop_ancienne", le=le, debut=self.plus_ancienne, periodes=periodes)
            raise EntreeRefusee("date_non_couverte", le=le, periodes=periodes)


@dataclass(frozen=True)
class Droit:
    faits: _faits.Faits
    articles: _articles.Articles
    lectures: Mapping[str, _protections.Lecture]
    renvois: Mapping[str, Mapping[str, str]]
    protections: Mapping[str, _protections.Protection]
    couverture: Couverture

    @functools.lru_cache(maxsize=64)
    def en_vigueur(self, le: dt.date) -> tuple[tuple[_protections.Protection, tuple[_protections.Voie, ...]], ...]:
        """The protections that exist on `le`, each with its grounds in force that day."""
        presentes = ((p, tuple(v for v in p.voies if v.depuis <= le < v.jusqu_au)) for p in self.protections.values())
        return tuple((p, voies) for p, voies in presentes if voies)

    def __hash__(self) -> int:
        return id(self)


def charger(dossier: Path = DOSSIER) -> Droit:
    """Read the law's data. Raises DroitIncoherent with file, line and a sentence."""
    faits = _faits.charger(dossier)
    articles = _articles.charger(dossier / "articles")
    lectures = _protections.charger_lectures(dossier / "lectures.yml")
    protections = _protections.charger(dossier / "protections", faits, articles, lectures)
    rang = {cle: i for i, cle in enumerate(ORDRE)}
    ordonnees = dict(sorted(protections.items(), key=lambda item: rang.get(item[0], len(rang))))
    renvois = _renvois(lire(dossier / "renvois.yml"), faits)
    return Droit(faits, articles, lectures, renvois, ordonnees, _couverture(lire(dossier / "couverture.yml")))


def _renvois(bloc: Bloc, faits: _faits.Faits) -> Mapping[str, Mapping[str, str]]:
    for fait, phrases in bloc.blocs():
        faits.exiger(fait, (), bloc)
        for valeur in phrases:
            faits.exiger(fait, (valeur,), phrases, a=valeur)
    return bloc


def _couverture(bloc: Bloc) -> Couverture:
    bloc.exiger({"periodes", "plus_ancienne", "textes_verifies_au", "non_vu"})
    periodes = []
    for periode in bloc["periodes"]:
        periode.exiger({"du", "au"})
        du, au = _articles.intervalle(periode, "du", "au")
        periodes.append((du, None if au == _articles.FIN else au))
    non_vu = bloc["non_vu"]
    if not all(isinstance(trou, list) and len(trou) == 2 and all(type(jour) is dt.date for jour in trou) for trou in non_vu):
        raise bloc.refuser_genre("non_vu", "liste_de_dates")
    return Couverture(tuple(periodes), bloc["plus_ancienne"], bloc["textes_verifies_au"], tuple((du, au) for du, au in non_vu))


@functools.lru_cache(maxsize=1)
def droit() -> Droit:
    """The law shipped with the package, read at first use and kept."""
    return compiler(DOSSIER, charger, "droit")
