"""An invented law (data and official texts), and its exports in the forms the watch reads. No real text is here."""
from __future__ import annotations

import copy
import datetime as dt
import io
import json
import tarfile
from html import escape
from pathlib import Path

import yaml

from rules_core.empreinte import empreinte
from rules_core.textes_officiels.alineas import alineas
from rules_core.textes_officiels.comparaison import Constat, comparer
from rules_core.textes_officiels.lecture import lire_export

LEGITEXT = "LEGITEXT000000000042"
POTAGER = ["Le potager ouvre à huit heures.", "Il accueille :", "1° Les jardiniers ;", "2° Leurs invités.", "Il ferme l'hiver."]
VERGER = ["Le verger est ouvert à tous.", "Les fruits se partagent."]
CABANE = ["La cabane abrite les outils.", "Elle ferme à clé.", "La clé est chez le gardien."]
DEBUT = "2021-05-01"


def textes() -> list[dict]:
    """The official texts, as a JSON copy has them: three articles, one of them with two wordings."""
    return [
        _texte("R. 1-1", ["Le potager est fermé."], "2008-01-01", DEBUT),
        _texte("R. 1-1", POTAGER, DEBUT),
        _texte("L. 1-2", VERGER, DEBUT),
        _texte("R.* 1-3", CABANE, DEBUT),
    ]


def _texte(article: str, lignes: list[str], debut: str, fin: str | None = None, etat: str = "VIGUEUR") -> dict:
    return {"code": "CESEDA", "article": article, "version_from": debut, "version_until": fin, "text": "\n".join(lignes), "etat": etat}


def fichiers() -> list[dict]:
    """The data written from `textes`."""
    articles: dict[str, dict] = {}
    for texte in textes():
        lus = [{"sens": "…", "point": _point(a), "empreinte": empreinte(a)} for a in alineas(texte["text"])]
        version = {
            "depuis": dt.date.fromisoformat(texte["version_from"]), "niveau": "verbatim", "partiel": False, "alineas": lus,
            "jusqu_au": texte["version_until"] and dt.date.fromisoformat(texte["version_until"]),
        }
        articles.setdefault(texte["article"], {"versions": []})["versions"].append(version)
    return [{"code": "CESEDA", "intitule": "Code du jardin", "legitext": LEGITEXT, "articles": articles, "fichier": "jardin.yml"}]


def _point(alinea: str) -> str | None:
    debut = alinea.split(" ")[0]
    return debut if debut.endswith("°") else None


PROTECTIONS = {
    "entree": {
        "intitule": "l'entrée au potager", "resume": "…", "demarche": "…",
        "voies": [
            {"nom": "jardinier", "depuis": dt.date(2021, 5, 1), "nature": "de_droit", "fondements": ["CESEDA R. 1-1 al. 3"],
             "si": {"toutes": [{"plainte": "oui", "selon": "CESEDA R. 1-1 al. 1"}, {"sauf": {"titre": "autre", "selon": ["CESEDA R. 1-1 2°"]}}]},
             "reserves": [{"menace_ordre_public": "empeche", "sens": "…", "selon": "CESEDA L. 1-2 al. 2"}]},
            {"nom": "avant 2021", "depuis": dt.date(2008, 1, 1), "jusqu_au": dt.date(2021, 5, 1), "nature": "de_droit",
             "fondements": ["CESEDA R. 1-1 al. 1"], "si": {"plainte": "oui", "selon": "CESEDA R. 1-1 al. 1"}},
        ],
    },
    "outils": {
        "intitule": "les outils", "resume": "…", "demarche": "…",
        "voies": [{"nom": "cabane", "depuis": dt.date(2021, 5, 1), "nature": "possible", "fondements": ["CESEDA R.* 1-3 al. 1"],
                   "si": {"plainte": "oui", "selon": "CESEDA R.* 1-3 al. 3"}}],
    },
}


def ecrire_droit(dossier: Path) -> Path:
    """The invented data, written as droit/ is."""
    for nom, contenu in (("articles/jardin.yml", {k: v for k, v in fichiers()[0].items() if k != "fichier"}), ("protections/jardin.yml", PROTECTIONS)):
        (dossier / nom).parent.mkdir(parents=True)
        (dossier / nom).write_text(yaml.safe_dump(contenu, allow_unicode=True), encoding="utf-8")
    return dossier


# --- changes


def changer(textes_: list[dict], numero: str, changement) -> list[dict]:
    """The texts, with `changement` (lines to lines) done to the last wording of an article."""
    autres = copy.deepcopy(textes_)
    texte = [t for t in autres if t["article"] == numero][-1]
    texte["text"] = "\n".join(changement(texte["text"].split("\n")))
    return autres


# --- the forms


def article_xml(texte: dict, identifiant: str, cid: str = LEGITEXT, coupure: str = "p") -> str:
    """One file of the LEGI base. Its shape only is DILA's; `coupure`: paragraphs in <p>, or parted by <br/>."""
    lignes = [escape(ligne) for ligne in texte["text"].split("\n")]
    mots = "".join(f"<p>\n{ligne}\n</p>" for ligne in lignes) if coupure == "p" else "<p>" + "<br/>\n<br/>".join(lignes) + "</p>"
    numero = texte["article"].replace(" ", "").replace(".", "", 1).replace(".", "")
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<ARTICLE>
<META><META_COMMUN><ID>{identifiant}</ID><NATURE>Article</NATURE></META_COMMUN>
<META_SPEC><META_ARTICLE><NUM>{numero}</NUM><ETAT>{texte.get("etat", "VIGUEUR")}</ETAT>
<DATE_DEBUT>{texte["version_from"]}</DATE_DEBUT><DATE_FIN>{texte["version_until"] or "2999-01-01"}</DATE_FIN></META_ARTICLE></META_SPEC></META>
<CONTEXTE><TEXTE cid="{cid}" nature="CODE"><TITRE_TXT debut="2005-03-01" fin="2999-01-01">Code du jardin</TITRE_TXT></TEXTE></CONTEXTE>
<VERSIONS><VERSION etat="VIGUEUR"><LIEN_ART num="AUTRE" id="LEGIARTI000000000000"/></VERSION></VERSIONS>
<NOTA><CONTENU><p>Une note n'est pas un alinéa.</p></CONTENU></NOTA>
<BLOC_TEXTUEL><CONTENU>{mots}</CONTENU></BLOC_TEXTUEL>
</ARTICLE>
"""


def membres(textes_: list[dict], coupure: str = "p") -> dict[str, bytes]:
    """{path as in DILA's tree: file}."""
    return {
        f"legi/global/code_en_vigueur/LEGI/TEXT/00/{LEGITEXT}/article/LEGI/ARTI/00/LEGIARTI{n:012}.xml":
            article_xml(texte, f"LEGIARTI{n:012}", coupure=coupure).encode()
        for n, texte in enumerate(textes_, 1)
    }


def ecrire_json(textes_: list[dict], dossier: Path) -> Path:
    chemin = dossier / "textes.json"
    chemin.write_text(json.dumps(textes_, ensure_ascii=False), encoding="utf-8")
    return chemin


def ecrire_dossier(textes_: list[dict], dossier: Path, coupure: str = "p") -> Path:
    for nom, octets in membres(textes_, coupure).items():
        chemin = dossier / "xml" / nom
        chemin.parent.mkdir(parents=True, exist_ok=True)
        chemin.write_bytes(octets)
    return dossier / "xml"


def ecrire_dossier_en_br(textes_: list[dict], dossier: Path) -> Path:
    return ecrire_dossier(textes_, dossier, "br")


def ecrire_archive(textes_: list[dict], dossier: Path, nom: str = "LEGI_20260402-211234.tar.gz", **autres: bytes) -> Path:
    """A .tar.gz as DILA names it; `autres`: more members."""
    with tarfile.open(dossier / nom, "w:gz") as archive:
        for chemin, octets in {**membres(textes_), **autres}.items():
            info = tarfile.TarInfo(chemin)
            info.size = len(octets)
            archive.addfile(info, io.BytesIO(octets))
    return dossier / nom


FORMES = {"json": ecrire_json, "xml": ecrire_dossier, "xml_br": ecrire_dossier_en_br, "archive": ecrire_archive}


def constater(textes_: list[dict], forme: str, dossier: Path, fichiers_: list[dict] | None = None) -> Constat:
    """The invented data compared with these texts, written in that form."""
    fichiers_ = fichiers_ or fichiers()
    return comparer(fichiers_, lire_export(str(FORMES[forme](textes_, dossier)), fichiers_))


def dits(constat: Constat) -> list[tuple]:
    """(article, kind, rank) of each thing that moved."""
    return [(numero, m.genre, m.rang) for (_, numero), mouvements in constat.mouvements.items() for m in mouvements]
