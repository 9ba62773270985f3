"""An export read from where it is: a JSON copy, one XML file, a folder of them, or an archive as DILA publishes it.

Nothing is ever written or extracted; links are not followed; one article is in memory at a time.
"""
from __future__ import annotations

import datetime as dt
import gzip
import json
import os
import tarfile
import zlib
from pathlib import Path
from typing import Any, Iterable, Iterator, Mapping

from ..erreurs import EntreeRefusee
from .alineas import alineas
from .article_legi import XmlRefuse, lire_article
from .donnees import code
from .export import Export, Texte, lire_jour

_PLUS_GROS = 32 * 1024 * 1024  # bytes of one article; the longest annexes have a few million
_GZIP = b"\x1f\x8b"


def lire_export(fichier: str, fichiers: Iterable[Mapping]) -> Export:
    """What `fichier` holds of the articles of `fichiers` (the mappings of droit/articles).

    Raises EntreeRefusee: missing, broken, or nothing in it that is an article.
    """
    export = Export.pour(fichiers)
    chemin = Path(fichier)
    export.dater(chemin.name)
    try:
        if chemin.is_dir():
            _dossier(chemin, export)
        else:
            _fichier(chemin, export)
    except FileNotFoundError:
        raise EntreeRefusee("export_absent", fichier=fichier) from None
    except (OSError, ValueError) as error:
        if isinstance(error, EntreeRefusee):
            raise
        raise EntreeRefusee("export_illisible", fichier=fichier) from None
    if not export.reconnus:
        raise EntreeRefusee("export_vide", fichier=fichier)
    return export


def _fichier(chemin: Path, export: Export) -> None:
    with chemin.open("rb") as flux:
        debut = flux.read(64)
        flux.seek(0)
        if debut.startswith(_GZIP):
            _archive(flux, chemin.name, export)
        elif debut.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
            _article(flux.read(_PLUS_GROS + 1), chemin.name, export)
        else:
            _json(flux.read(), chemin.name, export)


def _dossier(racine: Path, export: Export) -> None:
    for dossier, sous_dossiers, noms in os.walk(racine, followlinks=False):
        sous_dossiers.sort()
        ecrit_le = export.dater(dossier)
        for nom in sorted(noms):
            chemin = Path(dossier, nom)
            if nom.lower().endswith(".xml") and chemin.is_file() and not chemin.is_symlink():
                with chemin.open("rb") as flux:
                    _article(flux.read(_PLUS_GROS + 1), str(chemin.relative_to(racine)), export, ecrit_le)


def _archive(flux: Any, nom: str, export: Export) -> None:
    try:
        # gzip apart from tar: tar alone takes an archive cut short for a whole one.
        with gzip.GzipFile(fileobj=flux) as clair, tarfile.open(fileobj=clair, mode="r|") as archive:
            for membre in _membres(archive):
                ecrit_le = export.dater(membre.name)
                if membre.isfile() and membre.name.lower().endswith(".xml"):
                    if membre.size > _PLUS_GROS:
                        raise EntreeRefusee("export_trop_gros", fichier=membre.name)
                    _article(archive.extractfile(membre).read(), membre.name, export, ecrit_le)
            while clair.read(1 << 20):  # to the end: gzip then checks that nothing is missing
                pass
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile):
        raise EntreeRefusee("export_archive", fichier=nom) from None


def _membres(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    while (membre := archive.next()) is not None:
        yield membre
        archive.members.clear()  # tarfile would keep them all: there are millions


def _article(octets: bytes, nom: str, export: Export, ecrit_le: dt.date | None = None) -> None:
    if len(octets) > _PLUS_GROS:
        raise EntreeRefusee("export_trop_gros", fichier=nom)
    if b"<ARTICLE" not in octets:
        return
    # A dump has millions of articles of other codes: they are not parsed. One cut short might be ours: it is, to be refused.
    if octets.rstrip().endswith(b"</ARTICLE>") and not any(identifiant.encode() in octets for identifiant in export.codes):
        export.reconnus += 1
        return
    try:
        texte = lire_article(octets, export.codes)
    except XmlRefuse as refus:
        raise EntreeRefusee(refus.cle, fichier=nom, ligne=refus.ligne) from None
    export.reconnus += 1
    if texte is not None:
        export.ajouter(texte, ecrit_le)


def _json(octets: bytes, nom: str, export: Export) -> None:
    try:
        textes = json.loads(octets.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise EntreeRefusee("export_inconnu", fichier=nom) from None
    except (ValueError, RecursionError) as error:
        ligne, colonne = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        raise EntreeRefusee("export_json", fichier=nom, ligne=ligne, colonne=colonne) from None
    ajouter_textes(export, textes, nom)


def ajouter_textes(export: Export, textes: Any, nom: str = "") -> None:
    """Add the texts of a JSON copy: a list of {code, article, version_from, version_until, text}.

    Only the code, the article and the text are required. Raises EntreeRefusee.
    """
    if not isinstance(textes, list) or not all(_est_un_texte(texte) for texte in textes):
        raise EntreeRefusee("export_json_inconnu", fichier=nom)
    export.reconnus += len(textes)
    for texte in textes:
        debut, fin = lire_jour(texte.get("version_from")), lire_jour(texte.get("version_until"))
        mots = tuple(alineas(texte["text"]))
        export.ajouter(Texte(code(texte["code"]), texte["article"], debut, fin, mots, complet=False))


def _est_un_texte(texte: Any) -> bool:
    return isinstance(texte, dict) and all(isinstance(texte.get(cle), str) for cle in ("code", "article", "text"))
