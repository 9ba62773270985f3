"""A mistake in the law's data is refused when it is read, with its file, its line, and a sentence that says what to do.

Each case spoils one line of a copy of the data, found by what stands on the lines above it.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rules_core import DroitIncoherent, charger
from rules_core.droit import DOSSIER
from rules_core.mots import mots

SEJOUR, CESEDA, FAITS = "protections/sejour.yml", "articles/ceseda.yml", "faits.yml"
EMPREINTE = "l'empreinte d'un alinéa n'est pas un SHA-256 en hexadécimal."
TABLEAU = "doit être un tableau « clé : valeur »."


def cas(nom, fichier, ancres, ligne, phrase, plus=0):
    """In `fichier`, the line that holds the last of `ancres` becomes `ligne`; `phrase` is then said of it, or `plus` lines below."""
    return pytest.param(fichier, ancres, ligne, phrase, plus, id=nom)


CAS = [
    # --- keys
    cas("clé inconnue d'une voie", SEJOUR, ["carte_sejour:", "voies:", "nature:"], ["      nature: de_droit", "      durée: 1"],
        "la clé « durée » n'est pas attendue ici. Clés possibles : depuis, fondements, jusqu_au, lectures, nature, nom, reserves, si.", 1),
    cas("clé inconnue d'une protection", SEJOUR, ["carte_sejour:", "resume:"], ["  resumé: Une carte."],
        "la clé « resumé » n'est pas attendue ici. Clés possibles : avant, demarche, general, intitule, lectures, poids, resume, voies."),
    cas("clé inconnue d'un alinéa", CESEDA, ["R. 425-1:", "point:"], ["            pointe: null"],
        "la clé « pointe » n'est pas attendue ici. Clés possibles : empreinte, note, point, rang, sens."),
    cas("clé inconnue d'un article", CESEDA, ["  L. 425-1:", "ancien:"], ["    anciens: L. 316-1"],
        "la clé « anciens » n'est pas attendue ici. Clés possibles : ancien, note, nouveau, versions."),
    cas("clé inconnue d'une version", CESEDA, ["  L. 425-1:", "partiel:"], ["        partielle: false"],
        "la clé « partielle » n'est pas attendue ici. Clés possibles : alineas, depuis, jusqu_au, niveau, note, partiel."),
    cas("clé inconnue d'un fichier d'articles", CESEDA, ["intitule:"], ["titre: Code"],
        "la clé « titre » n'est pas attendue ici. Clés possibles : articles, code, intitule, legitext, note."),
    cas("clé inconnue d'un fait", FAITS, ["danger:", "prix:"], ["  coût: 2"],
        "la clé « coût » n'est pas attendue ici. Clés possibles : bref, nom, prealable, prix, sens, valeurs."),
    cas("clé inconnue d'un fait qui est une date", FAITS, ["date_recepisse:", "type:"], ["  type: date", "  valeurs: {}"],
        "la clé « valeurs » n'est pas attendue ici. Clés possibles : dit, nom, prealable, prix, sens, type.", 1),
    cas("clé inconnue d'une valeur", FAITS, ["danger:", "oui:"], ["    oui: {libelle: Oui, dit: danger, suite: non}"],
        "la clé « suite » n'est pas attendue ici. Clés possibles : dit, implique, libelle."),
    cas("clé inconnue d'une lecture", "lectures.yml", ["nationalite_titres:", "sens:"], ["  dit: Les titres."],
        "la clé « dit » n'est pas attendue ici. Clés possibles : avant, depuis, doute, sens."),
    cas("clé inconnue de la couverture", "couverture.yml", ["plus_ancienne:"], ["la_plus_ancienne: 2007-09-15"],
        "la clé « la_plus_ancienne » n'est pas attendue ici. Clés possibles : non_vu, periodes, plus_ancienne, textes_verifies_au."),
    cas("clé inconnue d'une condition", SEJOUR, ["carte_sejour:", "lien_rompu:"],
        ["          - {lien_rompu: oui, selon: CESEDA L. 425-1 al. 1, alinea: 1}"],
        "cette condition ne nomme aucun fait, ou plusieurs. Un seul fait par condition."),
    cas("clé inconnue à côté de toutes", SEJOUR, ["carte_sejour:", "toutes:"], ["        ou: {plainte: oui}", "        toutes:"],
        "la clé « ou » n'est pas attendue ici. Clés possibles : toutes."),
    cas("clé manquante d'une voie", SEJOUR, ["carte_sejour:", "voies:", "nature:"], [], "il manque la clé « nature ».", -2),
    cas("clé manquante d'une protection", SEJOUR, ["carte_sejour:", "demarche:"], [], "il manque la clé « demarche ».", -3),
    cas("clé manquante d'un fait", FAITS, ["danger:", "prix:"], [], "il manque la clé « prix ».", -2),
    cas("clé manquante d'une valeur", FAITS, ["danger:", "oui:"], ["    oui: {libelle: Oui}"], "il manque la clé « dit »."),
    cas("clé manquante d'un alinéa", CESEDA, ["  L. 425-2:", "sens:"], ["          - note: rien"], "il manque la clé « sens »."),
    cas("clé manquante d'une réserve", SEJOUR, ["&sejour", "menace_ordre_public:"],
        ["        - {menace_ordre_public: empeche, selon: CESEDA L. 412-5 al. 1}"], "il manque la clé « sens »."),
    cas("clé manquante d'un fait calculé", "derives.yml", ["etranger:", "de:"], [], "il manque la clé « de ».", 0),
    cas("clé manquante d'une réserve dite", "reserves.yml", ["lien_renoue:", "dit:"], ["  dit: {oui: lien repris}"], "il manque la clé « non »."),
    cas("clé deux fois", SEJOUR, ["carte_sejour:", "resume:"], ["  resume: Une carte.", "  resume: Une carte."],
        "la clé « resume » est écrite deux fois.", 1),
    cas("fait deux fois", FAITS, ["danger:"], ["plainte:"], "la clé « plainte » est écrite deux fois."),
    cas("article deux fois dans un fichier", CESEDA, ["  L. 425-2:"], ["  L. 425-1:"], "la clé « L. 425-1 » est écrite deux fois."),
    cas("article dans deux fichiers", "articles/ceseda_ancien.yml", ["articles:"],
        ["articles:", "  L. 425-1:", "    versions: [{depuis: 2008-05-01, niveau: non_vu, alineas: [{sens: Rien.}]}]"],
        "l'article « L. 425-1 » est écrit deux fois.", 1),
    cas("protection dans deux fichiers", "protections/travail_formation.yml", ["formation_professionnelle:"], ["carte_sejour:"],
        "la protection « carte_sejour » est écrite deux fois."),
    cas("clé inconnue de ce qui se disait avant", SEJOUR, ["carte_sejour:", "avant:", "jusqu_au:"], ["    - jusqu_au: 2021-05-01", "      nature: possible"],
        "la clé « nature » n'est pas attendue ici. Clés possibles : demarche, intitule, jusqu_au, resume.", 1),
    cas("ce qui se disait avant, sans date", SEJOUR, ["carte_sejour:", "avant:", "jusqu_au:"], ["    - jusqu_au: null"],
        "« jusqu_au » doit être une date AAAA-MM-JJ."),
    cas("lecture d'avant, sans date", "lectures.yml", ["definition_traite:", "jusqu_au:"], ["    - jusqu_au: hier"],
        "« jusqu_au » doit être une date AAAA-MM-JJ."),
    # --- conditions
    cas("fait inconnu", SEJOUR, ["carte_sejour:", "lien_rompu:"], ["          - {lien_casse: oui, selon: CESEDA L. 425-1 al. 1}"],
        "le fait « lien_casse » n'existe pas."),
    cas("réserve prise pour un fait", SEJOUR, ["carte_sejour:", "lien_rompu:"],
        ["          - {menace_ordre_public: non, selon: CESEDA L. 425-1 al. 1}"], "le fait « menace_ordre_public » n'existe pas."),
    cas("valeur inconnue", SEJOUR, ["carte_sejour:", "lien_rompu:"], ["          - {lien_rompu: true, selon: CESEDA L. 425-1 al. 1}"],
        "le fait « lien_rompu » n'a pas la valeur « True ». Valeurs : oui, non."),
    cas("valeur inconnue d'une liste", SEJOUR, ["avec un autre séjour", "titre:"],
        ["          - titre: [aps_parcours,", "              visa]", "            selon: CESEDA L. 425-3 al. 1"],
        "le fait « titre » n'a pas la valeur « visa ». Valeurs : aucun, carte_victime, aps_parcours, carte_resident, autre."),
    cas("inconnu n'est pas une valeur du droit", SEJOUR, ["carte_sejour:", "lien_rompu:"],
        ["          - {lien_rompu: inconnu, selon: CESEDA L. 425-1 al. 1}"], "le fait « lien_rompu » n'a pas la valeur « inconnu ». Valeurs : oui, non."),
    cas("valeur inconnue d'un fait calculé", "protections/securite.yml", ["{mineur:"], ["          - {mineur: peut_etre, selon: CESEDA R. 425-10 al. 1}"],
        "le fait « mineur » n'a pas la valeur « peut_etre ». Valeurs : oui, non."),
    cas("condition sans selon", SEJOUR, ["carte_sejour:", "lien_rompu:"], ["          - {lien_rompu: oui}"],
        "la condition sur « lien_rompu » ne dit pas selon quel alinéa."),
    cas("condition sans fait", SEJOUR, ["carte_sejour:", "lien_rompu:"], ["          - {selon: CESEDA L. 425-1 al. 1}"],
        "cette condition ne nomme aucun fait, ou plusieurs. Un seul fait par condition."),
    cas("condition qui n'en est pas une", SEJOUR, ["renouvellement_carte:", "lien_rompu:"], ["          - lien_rompu"],
        "cette condition n'est pas comprise. Écrivez un fait, ou toutes, une_de, sauf.", -4),
    cas("voie dont la condition est un mot", "protections/parcours_prostitution.yml", ["parcours_sortie:", "si:"], ["      si: oui"],
        "cette condition n'est pas comprise. Écrivez un fait, ou toutes, une_de, sauf."),
    cas("sauf sans condition", "protections/allocation_accompagnement.yml", ["sauf:"], ["          - sauf: [mayotte]"],
        "cette condition n'est pas comprise. Écrivez un fait, ou toutes, une_de, sauf."),
    cas("sauf sans condition, plus bas", "protections/allocation_accompagnement.yml", ["sauf:"], ["          - {", "              sauf: [mayotte]}"],
        "cette condition n'est pas comprise. Écrivez un fait, ou toutes, une_de, sauf.", 1),
    cas("toutes sans rien", "protections/parcours_prostitution.yml", ["parcours_sortie:", "si:"], ["      si: {toutes: []}"],
        "« toutes » doit être une liste qui n'est pas vide."),
    cas("une_de sans liste", "protections/parcours_prostitution.yml", ["parcours_sortie:", "si:"], ["      si: {une_de: victime}"],
        "« une_de » doit être une liste qui n'est pas vide."),
    cas("lecture inconnue d'une condition", SEJOUR, ["carte_sejour:", "lien_rompu:"],
        ["          - {lien_rompu: oui, selon: CESEDA L. 425-1 al. 1, lecture: lien_nuance}"], "la lecture « lien_nuance » n'est pas dans lectures.yml."),
    cas("lecture inconnue d'une condition, plus bas", SEJOUR, ["carte_sejour:", "lien_rompu:"],
        ["          - lien_rompu: oui", "            selon: CESEDA L. 425-1 al. 1", "            lecture: lien_nuance"],
        "la lecture « lien_nuance » n'est pas dans lectures.yml.", 2),
    cas("lecture inconnue d'une voie", SEJOUR, ["personne majeure, avant le 15 avril 2016", "lectures:"], ["      lectures: [verbe_du_decret]"],
        "la lecture « verbe_du_decret » n'est pas dans lectures.yml."),
    cas("lecture inconnue d'une protection", "protections/travail_formation.yml", ["travail:", "lectures:"], ["  lectures: [rien]"],
        "la lecture « rien » n'est pas dans lectures.yml."),
    cas("valeur d'un fait écrit sous sa référence", SEJOUR, ["carte_sejour:", "lien_rompu:"],
        ["          - selon: CESEDA L. 425-1 al. 1", "            lien_rompu: peut-être"],
        "le fait « lien_rompu » n'a pas la valeur « peut-être ». Valeurs : oui, non.", 1),
    # --- grounds
    cas("nature inconnue", SEJOUR, ["carte_sejour:", "nature:"], ["      nature: automatique"],
        "la nature « automatique » n'existe pas. Écrivez de_droit ou possible."),
    cas("effet inconnu", SEJOUR, ["&sejour", "menace_ordre_public:"],
        ["        - {menace_ordre_public: ferme, selon: CESEDA L. 412-5 al. 1, sens: Une menace.}"],
        "l'effet « ferme » n'existe pas. Écrivez empeche, rend_possible ou risque."),
    cas("réserve inconnue", SEJOUR, ["&sejour", "menace_ordre_public:"],
        ["        - {menace: empeche, selon: CESEDA L. 412-5 al. 1, sens: Une menace.}"],
        "la clé « menace » n'est pas attendue ici. Clés possibles : depuis, jusqu_au, lien_renoue, menace_grave_ordre_public, menace_ordre_public, "
        "oqtf_non_executee, plainte_mensongere, selon, sens."),
    cas("réserve sans nom", SEJOUR, ["&sejour", "menace_ordre_public:"], ["        - {selon: CESEDA L. 412-5 al. 1, sens: Une menace.}"],
        "cette condition ne nomme aucun fait, ou plusieurs. Un seul fait par condition."),
    cas("voie sans fondement", SEJOUR, ["carte_sejour:", "fondements:"], ["      fondements: []"], "la voie « personne majeure » n'a aucun fondement."),
    cas("fondement hors d'une liste", SEJOUR, ["carte_sejour:", "fondements:"], ["      fondements: CESEDA L. 425-1 al. 1"],
        "« fondements » doit être une liste."),
    cas("protection sans voie", "protections/parcours_prostitution.yml", ["parcours_sortie:"],
        ["vide:", "  intitule: rien", "  resume: Rien.", "  demarche: Rien.", "  voies: []", "parcours_sortie:"],
        "« voies » doit être une liste de tableaux « clé : valeur », qui n'est pas vide.", 4),
    # --- references
    *(
        cas(f"référence illisible ({texte})", SEJOUR, ["carte_sejour:", "fondements:"], [f"      fondements: [{texte}]"],
            f"la référence « {dit} » n'est pas comprise. Écrivez par exemple : CESEDA R. 425-7 al. 3.")
        for texte, dit in (("CESEDA L. 425-1", "CESEDA L. 425-1"), ("L. 425-1 al. 1", "L. 425-1 al. 1"), ("CESEDA L. 425-1 alinéa 1", "CESEDA L. 425-1 alinéa 1"),
                           ("12", "12"), ("null", "None"))
    ),
    cas("référence illisible d'une condition", SEJOUR, ["carte_sejour:", "lien_rompu:"], ["          - {lien_rompu: oui, selon: L. 425-1}"],
        "la référence « L. 425-1 » n'est pas comprise. Écrivez par exemple : CESEDA R. 425-7 al. 3."),
    cas("référence illisible d'une condition, plus bas", SEJOUR, ["carte_sejour:", "lien_rompu:"],
        ["          - lien_rompu: oui", "            selon: L. 425-1"],
        "la référence « L. 425-1 » n'est pas comprise. Écrivez par exemple : CESEDA R. 425-7 al. 3.", 1),
    cas("article inconnu", SEJOUR, ["carte_sejour:", "fondements:"], ["      fondements: [CESEDA L. 425-99 al. 1]"],
        "l'article « CESEDA L. 425-99 » n'est pas dans les données."),
    cas("article d'un autre code", SEJOUR, ["carte_sejour:", "fondements:"], ["      fondements: [CASF L. 425-1 al. 1]"],
        "l'article « CASF L. 425-1 » n'est pas dans les données."),
    cas("alinéa inconnu", SEJOUR, ["carte_sejour:", "fondements:"], ["      fondements: [CESEDA L. 425-1 al. 3]"],
        "« CESEDA L. 425-1 al. 3 » : l'article n'a pas cet alinéa dans sa version du 2021-05-01."),
    cas("point inconnu", SEJOUR, ["carte_sejour:", "fondements:"], ["      fondements: [CESEDA R. 425-7 9°]"],
        "« CESEDA R. 425-7 9° » : l'article n'a pas cet alinéa dans sa version du 2021-05-01."),
    cas("extrait d'un article vu en entier", SEJOUR, ["carte_sejour:", "fondements:"], ["      fondements: [CESEDA L. 425-1 (extrait)]"],
        "« CESEDA L. 425-1 (extrait) » : l'article n'a pas cet alinéa dans sa version du 2021-05-01."),
    cas("alinéa inconnu d'une réserve", SEJOUR, ["&sejour", "menace_ordre_public:"],
        ["        - {menace_ordre_public: empeche, selon: CESEDA L. 412-5 al. 9, sens: Une menace.}"],
        "« CESEDA L. 412-5 al. 9 » : l'article n'a pas cet alinéa dans sa version du 2021-05-01."),
    cas("article né après la voie", SEJOUR, ["personne majeure, avant le 15 avril 2016", "fondements:"], ["      fondements: [CESEDA L. 425-1 al. 1]"],
        "« CESEDA L. 425-1 al. 1 » : l'article n'est pas en vigueur le 2007-09-15."),
    cas("article mort avant la voie", SEJOUR, ["carte_sejour:", "fondements:"], ["      fondements: [CESEDA R. 316-7 al. 1]"],
        "« CESEDA R. 316-7 al. 1 » : l'article n'est pas en vigueur le 2021-05-01."),
    cas("voie qui dure plus que l'article", SEJOUR, ["personne majeure, avant le 15 avril 2016", "jusqu_au:"], ["      jusqu_au: 2027-01-01"],
        "« CESEDA L. 316-1 al. 1 » : l'article n'est pas en vigueur le", 4),
    # --- articles
    cas("deux versions le même jour", CESEDA, ["  L. 425-2:", "versions:"],
        ["    versions:", "      - {depuis: 2022-01-01, niveau: non_vu, alineas: [{sens: Rien.}]}"], "l'article « L. 425-2 » a deux versions le 2022-01-01.", 1),
    cas("empreinte trop courte", CESEDA, ["  L. 425-1:", "empreinte:"], ["            empreinte: d181b7cc"], EMPREINTE),
    cas("empreinte en majuscules", CESEDA, ["  L. 425-1:", "empreinte:"], [f"            empreinte: {'D' * 64}"], EMPREINTE),
    cas("empreinte qui est un nombre", CESEDA, ["  L. 425-1:", "empreinte:"], [f"            empreinte: {'1' * 63}"], EMPREINTE),
    cas("alinéas absents", CESEDA, ["  L. 425-2:", "alineas:"], ["        alineas: []", "      - alineas:"],
        "« alineas » doit être une liste de tableaux « clé : valeur », qui n'est pas vide."),
    cas("alinéas qui sont un nombre", CESEDA, ["  L. 425-2:", "alineas:"], ["        alineas: 12", "      - alineas:"],
        "« alineas » doit être une liste de tableaux « clé : valeur », qui n'est pas vide."),
    cas("alinéa qui est un mot", CESEDA, ["  L. 425-2:", "alineas:"], ["        alineas:", "          - Rien."],
        "« alineas » doit être une liste de tableaux « clé : valeur », qui n'est pas vide."),
    cas("article sans rien", CESEDA, ["  L. 425-1:"], ["  L. 425-0:", "  L. 425-1:"], f"« L. 425-0 » {TABLEAU}"),
    # --- dates
    cas("dates inversées d'une voie", SEJOUR, ["personne majeure, avant le 15 avril 2016", "jusqu_au:"], ["      jusqu_au: 2007-09-14"],
        "la fin (2007-09-14) n'est pas après le début (2007-09-15)."),
    cas("voie d'un jour de durée nulle", SEJOUR, ["personne majeure, avant le 15 avril 2016", "jusqu_au:"], ["      jusqu_au: 2007-09-15"],
        "la fin (2007-09-15) n'est pas après le début (2007-09-15)."),
    cas("dates inversées d'une version", CESEDA, ["  L. 425-1:", "jusqu_au:"], ["        jusqu_au: 2020-01-01"],
        "la fin (2020-01-01) n'est pas après le début (2021-05-01)."),
    cas("dates inversées d'une période", "couverture.yml", ["{du: 2007"], ["  - {du: 2007-09-15, au: 2007-09-14}"],
        "la fin (2007-09-14) n'est pas après le début (2007-09-15)."),
    cas("date qui est un texte", SEJOUR, ["carte_sejour:", "depuis:"], ['      depuis: "2021-05-01"'], "« depuis » doit être une date AAAA-MM-JJ."),
    cas("date qui est une année", SEJOUR, ["carte_sejour:", "depuis:"], ["      depuis: 2021"], "« depuis » doit être une date AAAA-MM-JJ."),
    cas("date qui n'existe pas", SEJOUR, ["carte_sejour:", "depuis:"], ["      depuis: 2021-02-30"], "la valeur « 2021-02-30 » n'existe pas."),
    cas("date avec une heure", "couverture.yml", ["plus_ancienne:"], ["plus_ancienne: 2007-09-15T00:00:00Z"],
        "« plus_ancienne » doit être une date AAAA-MM-JJ."),
    cas("trou sans fin", "couverture.yml", ["- [2025"], ["  - [2025-07-14]"],
        "« non_vu » doit être une liste de paires de dates AAAA-MM-JJ.", -1),
    # --- kinds
    cas("texte vide", SEJOUR, ["carte_sejour:", "intitule:"], ["  intitule:"], "« intitule » doit être un texte."),
    cas("texte qui est un nombre", SEJOUR, ["carte_sejour:", "intitule:"], ["  intitule: 12"], "« intitule » doit être un texte."),
    cas("non n'est pas false", "lectures.yml", ["plainte_contre_x:", "doute:"], ["  doute: non"], "« doute » doit être true ou false."),
    cas("poids en mots", SEJOUR, ["carte_sejour:", "poids:"], ["  poids: lourd"], "« poids » doit être un nombre, zéro compris."),
    cas("poids négatif", SEJOUR, ["carte_sejour:", "poids:"], ["  poids: -1"], "« poids » doit être un nombre, zéro compris."),
    cas("prix nul", FAITS, ["danger:", "prix:"], ["  prix: 0"], "« prix » doit être un nombre plus grand que zéro."),
    cas("protection sans rien", SEJOUR, ["carte_sejour:"], ["carte_vide:", "carte_sejour:"], f"« carte_vide » {TABLEAU}"),
    cas("fait sans rien", FAITS, ["danger:"], ["vide:", "danger:"], f"« vide » {TABLEAU}"),
    cas("valeur sans rien", FAITS, ["danger:", "oui:"], ["    oui:"], f"« oui » {TABLEAU}"),
    cas("réserve dite en un mot", "reserves.yml", ["lien_renoue:", "dit:"], ["  dit: lien repris"], f"« dit » {TABLEAU}"),
    cas("suite d'un fait inconnu", FAITS, ["exploitation_sexuelle:", "oui:"],
        ["    oui: {libelle: Oui, dit: exploitation, implique: {victimes: oui}}"], "le fait « victimes » n'existe pas."),
    cas("préalable d'une valeur inconnue", FAITS, ["date_recepisse:", "prealable:"], ["  prealable: {recepisse_reflexion: remis}"],
        "le fait « recepisse_reflexion » n'a pas la valeur « remis ». Valeurs : oui, non."),
    cas("fait calculé d'un fait inconnu", "derives.yml", ["etranger:", "de:"], ["  de: [pays]"], "le fait « pays » n'existe pas."),
    cas("fait calculé d'un fait inconnu, plus bas", "derives.yml", ["etranger:"],
        ["venu:", "  dit: {oui: venu, non: pas venu}", "  de: [pays]", "etranger:"], "le fait « pays » n'existe pas.", 2),
    cas("renvoi d'un fait inconnu", "renvois.yml", ["nationalite:"], ["pays:"], "le fait « pays » n'existe pas."),
    cas("renvoi d'une valeur inconnue", "renvois.yml", ["ue:"], ["  suisse: Livre II."],
        "le fait « nationalite » n'a pas la valeur « suisse ». Valeurs : autre, algerienne, ue, francaise."),
    cas("renvoi d'une valeur inconnue, plus bas", "renvois.yml", ["ue:"], ["  ue: Livre II.", "  suisse: Livre II."],
        "le fait « nationalite » n'a pas la valeur « suisse ». Valeurs : autre, algerienne, ue, francaise.", 1),
    # --- YAML
    cas("deux-points de trop", SEJOUR, ["carte_sejour:", "resume:"], ["  resume: la carte : une carte : rien"],
        "ce n'est pas du YAML lisible (colonne 20). Regardez les guillemets, les deux-points et les retraits."),
    cas("tabulation", SEJOUR, ["carte_sejour:", "resume:"], ["\tresume: rien"],
        "ce n'est pas du YAML lisible (colonne 1). Regardez les guillemets, les deux-points et les retraits."),
    cas("renvoi YAML sans cible", SEJOUR, ["renouvellement_carte:", "reserves:"], ["      reserves: *sejours"],
        "ce n'est pas du YAML lisible (colonne 17). Regardez les guillemets, les deux-points et les retraits."),
    cas("clé qui est une liste", SEJOUR, ["carte_sejour:", "resume:"], ["  ? [resume, demarche]", "  : rien"],
        "une clé doit être un seul mot, pas une liste ni un tableau."),
]


@pytest.fixture
def copie(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DOSSIER, tmp_path / "droit"))


def gater(fichier: Path, ancres: list[str], remplacement: list[str]) -> int:
    """Replace one line, found after the lines that hold the anchors; returns its number (from 1)."""
    lignes = fichier.read_text(encoding="utf-8").split("\n")
    rang = -1
    for ancre in ancres:
        rang = next(i for i in range(rang + 1, len(lignes)) if ancre in lignes[i])
    lignes[rang : rang + 1] = remplacement
    fichier.write_text("\n".join(lignes), encoding="utf-8")
    return rang + 1


def refus(dossier: Path) -> str:
    with pytest.raises(DroitIncoherent) as refuse:
        charger(dossier)
    message = str(refuse.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize(("fichier", "ancres", "remplacement", "phrase", "plus"), CAS)
def test_une_faute_est_refusee_a_sa_ligne(copie, fichier, ancres, remplacement, phrase, plus):
    ligne = gater(copie / fichier, ancres, remplacement)
    assert refus(copie).startswith(f"{copie / fichier}:{ligne + plus} : {phrase}")


def test_la_copie_intacte_se_lit(copie):
    assert set(charger(copie).protections) == set(charger().protections)


def test_dans_le_depot_le_fichier_est_nomme_depuis_le_depot(monkeypatch, copie):
    monkeypatch.setattr("rules_core.lecture_yaml._RACINE", copie.parent / "rules_core")
    ligne = gater(copie / SEJOUR, ["carte_sejour:", "nature:"], ["      nature: automatique"])
    assert refus(copie).startswith(f"droit/protections/sejour.yml:{ligne} : ")


@pytest.mark.parametrize("fichier", ["faits.yml", "reserves.yml", "derives.yml", "lectures.yml", "renvois.yml", "couverture.yml"])
def test_un_fichier_absent_vide_ou_illisible_est_nomme(copie, fichier):
    chemin = copie / fichier
    chemin.write_bytes(b"")
    assert refus(copie) == f"{chemin}:1 : « {chemin} » {TABLEAU}"
    chemin.write_bytes(b"- une liste\n")
    assert refus(copie) == f"{chemin}:1 : « {chemin} » {TABLEAU}"
    chemin.write_bytes("clé: é".encode("latin-1"))
    assert refus(copie) == f"{chemin}:1 : ce fichier manque, ou n'est pas du texte UTF-8."
    chemin.write_bytes(b"cl\x00e: rien")
    assert refus(copie).startswith(f"{chemin}:1 : ce n'est pas du YAML lisible")
    chemin.unlink()
    assert refus(copie) == f"{chemin}:1 : ce fichier manque, ou n'est pas du texte UTF-8."


def test_deux_versions_le_meme_jour_sont_refusees_a_la_date_de_la_seconde(copie):
    """Even when the date is not the first thing written of a version."""
    ligne = gater(copie / CESEDA, ["  L. 425-2:", "- depuis: 2021-05-01"], [
        "      - depuis: 2021-05-01", "        niveau: non_vu", "        alineas: [{sens: Rien.}]", "      - niveau: verbatim", "        depuis: 2021-05-01",
    ])
    gater(copie / CESEDA, ["  L. 425-2:", "- niveau: verbatim", "niveau: verbatim"], [])
    assert refus(copie).startswith(f"{copie / CESEDA}:{ligne + 4} : l'article « L. 425-2 » a deux versions le 2021-05-01.")


def test_ce_qui_n_est_pas_ecrit_a_une_valeur(copie):
    """A version is whole, a reading is not in doubt, a protection belongs to the regime and weighs 1, unless it is written otherwise."""
    gater(copie / CESEDA, ["  L. 425-2:", "partiel: false"], [])
    gater(copie / SEJOUR, ["carte_sejour:", "poids:"], [])
    droit = charger(copie)
    version = droit.articles.par_numero["CESEDA", "L. 425-2"].versions[0]
    assert not version.partiel and [a.rang for a in version.alineas] == [1]
    assert (droit.protections["carte_sejour"].poids, droit.protections["carte_sejour"].general) == (1, False)
    assert not droit.lectures["lien_sans_nuance"].doute


def test_un_trou_entre_deux_versions_se_voit(copie):
    gater(copie / CESEDA, ["  L. 425-2:", "jusqu_au:"], [
        "        jusqu_au: 2023-01-01", "        niveau: non_vu", "        alineas: [{sens: Rien.}]", "      - depuis: 2023-02-01",
    ])
    # The first ground that cites it is named.
    chemin = copie / "protections/allocation_accompagnement.yml"
    ligne = next(i for i, texte in enumerate(chemin.read_text(encoding="utf-8").split("\n"), 1) if "CESEDA L. 425-2 al. 1" in texte)
    assert refus(copie) == f"{chemin}:{ligne} : « CESEDA L. 425-2 al. 1 » : l'article n'est pas en vigueur le 2023-01-01."


def test_chaque_phrase_de_refus_sert():
    """No sentence without a refusal: its key is written in the code."""
    code = "".join(f.read_text(encoding="utf-8") for f in Path(DOSSIER).parent.rglob("*.py")).replace("'", '"')
    for cle in mots("erreurs"):
        genre = cle.removeprefix("genre_")
        assert f'"{cle}"' in code or (genre != cle and f'"{genre}"' in code), cle
