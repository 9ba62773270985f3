"""What an export may be, and what is refused: nothing broken or hostile is taken for a text that did not move."""
from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import tarfile
import tracemalloc
from pathlib import Path

import pytest
from exports_inventes import LEGITEXT, POTAGER, VERGER, _texte, article_xml, dits, ecrire_archive, ecrire_dossier, ecrire_json, fichiers, membres, textes

from rules_core.erreurs import EntreeRefusee
from rules_core.textes_officiels.article_legi import lire_article
from rules_core.textes_officiels.comparaison import comparer
from rules_core.textes_officiels.lecture import _membres, lire_export

DEPOT = Path(__file__).resolve().parents[2]
CODES = {LEGITEXT: "CESEDA"}


def lire(chemin: Path):
    return lire_export(str(chemin), fichiers())


def refus(chemin: Path) -> str:
    with pytest.raises(EntreeRefusee) as refuse:
        lire(chemin)
    assert "\n" not in str(refuse.value)
    return refuse.value.cle


# --- one article


def article(mots: str, **autres: str) -> tuple[str, ...]:
    xml = article_xml(_texte("R. 1-1", ["ICI"], "2021-05-01"), "LEGIARTI000000000001").replace("<p>\nICI\n</p>", mots)
    return lire_article(xml.encode(), CODES).alineas


@pytest.mark.parametrize(
    "mots",
    [
        "<p>Un &amp; deux.</p><p>Trois.</p>",
        "Un &#38; deux.<br/>Trois.",
        "<p><br/>   Un &amp; deux.<br/><br/>  Trois.</p>\n",
        "<div><p>Un <a href='#'>&amp;</a>\n deux<sup>.</sup></p><blockquote>Trois.</blockquote></div>",
        "<P>Un &amp; deux.</P><P/><P>Trois.</P>",
    ],
)
def test_les_alineas_sont_ceux_des_balises(mots):
    assert [" ".join(a.split()) for a in article(mots)] == ["Un & deux.", "Trois."]


def test_une_fin_en_2999_n_est_pas_une_fin_et_une_note_n_est_pas_un_alinea():
    lu = lire_article(article_xml(textes()[1], "LEGIARTI000000000001").encode(), CODES)
    assert (lu.article, lu.fin, lu.abroge, list(lu.alineas)) == ("R1-1", None, False, POTAGER)
    assert str(lu.debut) == "2021-05-01" and lu.cle == ("CESEDA", "R1-1")


def test_un_article_d_un_autre_code_n_est_pas_a_nous():
    assert lire_article(article_xml(textes()[1], "LEGIARTI000000000001", cid="LEGITEXT000000000043").encode(), CODES) is None


def test_une_profondeur_enorme_ne_casse_rien():
    assert article("<em>" * 50_000 + "Un." + "</em>" * 50_000) == ("Un.",)


# --- a single file, a folder, an archive


def test_un_seul_fichier_xml(tmp_path):
    chemin = tmp_path / "LEGIARTI000000000003.xml"
    chemin.write_text("\ufeff" + article_xml(textes()[2], "LEGIARTI000000000003"), encoding="utf-8")
    constat = comparer(fichiers(), lire(chemin))
    assert dits(constat) == [] and constat.verifies == {("CESEDA", "L. 1-2"): 2}


def test_le_jour_de_l_export_est_celui_que_disent_ses_noms(tmp_path):
    assert str(lire(ecrire_archive(textes(), tmp_path)).jusqu_au) == "2026-04-02"
    plus_tard = ecrire_archive(textes(), tmp_path, "x.tar.gz", **{"20260403-210000/legi/global/lisez.txt": b"rien"})
    assert str(lire(plus_tard).jusqu_au) == "2026-04-03"
    assert lire(ecrire_archive(textes(), tmp_path, "20269999-000000.tar.gz")).jusqu_au is None
    assert lire(ecrire_json(textes(), tmp_path)).jusqu_au is None


def test_de_deux_copies_d_une_meme_version_la_derniere_publiee_compte(tmp_path):
    """A dump unpacked with its daily updates beside it."""
    vieux = {**textes()[2], "text": "\n".join([VERGER[0], "Les fruits se vendent."])}
    for jour, texte in (("20260402-210000", textes()[2]), ("20260401-210000", vieux), ("legi", vieux)):
        (tmp_path / jour).mkdir()
        (tmp_path / jour / "LEGIARTI000000000003.xml").write_text(article_xml(texte, "LEGIARTI000000000003"), encoding="utf-8")
    assert dits(comparer(fichiers(), lire(tmp_path))) == []


def test_un_export_qui_n_a_que_d_autres_codes_est_reconnu(tmp_path):
    chemin = tmp_path / "x.xml"
    chemin.write_text(article_xml(textes()[2], "LEGIARTI000000000003", cid="LEGITEXT000000000043"), encoding="utf-8")
    constat = comparer(fichiers(), lire(chemin))
    assert dits(constat) == [] and constat.verifies == {} and len(constat.absents) == 3


def test_un_grand_export_ne_prend_pas_de_memoire(tmp_path):
    nombre = 1_000
    autres = {f"autres/LEGIARTI{n:012}.xml": article_xml(_texte(f"R. 9-{n}", ["Un mot " * 2_000], "2021-05-01"), f"LEGIARTI{n:012}").encode()
              for n in range(nombre)}
    archive = ecrire_archive(textes(), tmp_path, **autres)
    poids = sum(map(len, autres.values()))
    del autres
    tracemalloc.start()
    export = lire(archive)
    _, maximum = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert export.reconnus == nombre + 4
    assert maximum < 7_000_000 < 12_000_000 < poids


def test_les_membres_deja_lus_d_une_archive_sont_oublies(tmp_path):
    """tarfile keeps the name of each member: a dump has millions."""
    with tarfile.open(ecrire_archive(textes(), tmp_path), "r|gz") as archive:
        assert [len(archive.members) for _ in _membres(archive)] == [1] * 4


# --- refused

BOMBE = '<?xml version="1.0"?><!DOCTYPE ARTICLE [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FICHIER_LU = '<?xml version="1.0"?><!DOCTYPE ARTICLE [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("entete", [BOMBE, FICHIER_LU, '<!DOCTYPE ARTICLE SYSTEM "http://example.org/x.dtd">', "<!DOCTYPE ARTICLE>"])
@pytest.mark.parametrize("forme", ["xml", "dossier", "archive"])
def test_un_xml_hostile_est_refuse(entete, forme, tmp_path):
    xml = article_xml(textes()[1], "LEGIARTI000000000002").split("?>", 1)[1].replace("Le potager", "&b; &x; Le potager")
    octets = (entete + xml).encode()
    if forme == "archive":
        chemin = ecrire_archive(textes(), tmp_path, **{"x.xml": octets})
    else:
        (tmp_path / "x.xml").write_bytes(octets)
        chemin = tmp_path / "x.xml" if forme == "xml" else tmp_path
    assert refus(chemin) == "export_xml_declare"


def test_une_entite_inconnue_est_refusee(tmp_path):
    (tmp_path / "x.xml").write_text(article_xml(textes()[1], "L").replace("Le potager", "&nbsp;Le potager"), encoding="utf-8")
    assert refus(tmp_path / "x.xml") == "export_xml"


def test_un_encodage_qui_n_existe_pas_est_refuse(tmp_path):
    (tmp_path / "x.xml").write_text(article_xml(textes()[1], "L").replace("UTF-8", "x-rien"), encoding="utf-8")
    assert refus(tmp_path / "x.xml") == "export_xml"


def test_rien_n_est_ecrit_ni_suivi_hors_de_l_archive(tmp_path):
    """Paths that climb, links and devices: nothing is extracted, and a link is not an article."""
    archive = tmp_path / "x.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        for nom, octets in membres(textes()).items():
            info = tarfile.TarInfo("../../" + nom)
            info.size = len(octets)
            tar.addfile(info, io.BytesIO(octets))
        for genre, nom in ((tarfile.SYMTYPE, "lien.xml"), (tarfile.LNKTYPE, "dur.xml"), (tarfile.FIFOTYPE, "tube.xml"), (tarfile.CHRTYPE, "d.xml")):
            info = tarfile.TarInfo(nom)
            info.type, info.linkname = genre, "/etc/passwd"
            tar.addfile(info)
    avant = sorted(tmp_path.parent.rglob("*"))
    constat = comparer(fichiers(), lire(archive))
    assert dits(constat) == [] and constat.absents == {}
    assert sorted(tmp_path.parent.rglob("*")) == avant


def test_un_lien_dans_un_dossier_n_est_pas_suivi(tmp_path):
    ailleurs = tmp_path / "ailleurs"
    ailleurs.mkdir()
    dossier = ecrire_dossier(textes(), tmp_path)
    (ailleurs / "x.xml").write_text("<ARTICLE>" + LEGITEXT, encoding="utf-8")
    os.symlink(ailleurs, dossier / "dossier")
    os.symlink(ailleurs / "x.xml", dossier / "x.xml")
    assert dits(comparer(fichiers(), lire(dossier))) == []


def test_un_membre_enorme_est_refuse_sans_etre_lu(tmp_path, monkeypatch):
    monkeypatch.setattr("rules_core.textes_officiels.lecture._PLUS_GROS", 500)
    assert refus(ecrire_archive(textes(), tmp_path)) == "export_trop_gros"
    assert refus(ecrire_dossier(textes(), tmp_path)) == "export_trop_gros"


def test_une_archive_coupee_est_refusee_ou_qu_elle_le_soit(tmp_path):
    octets = ecrire_archive(textes(), tmp_path).read_bytes()
    coupee = tmp_path / "coupee.tar.gz"
    for taille in range(2, len(octets), 17):
        coupee.write_bytes(octets[:taille])
        assert refus(coupee) == "export_archive", taille
    coupee.write_bytes(octets[:200] + bytes([octets[200] ^ 0xFF]) + octets[201:])
    assert refus(coupee) in ("export_archive", "export_xml")


def test_un_gzip_qui_n_est_pas_une_archive_est_refuse(tmp_path):
    (tmp_path / "x.gz").write_bytes(gzip.compress(b"bonjour" * 500))
    assert refus(tmp_path / "x.gz") == "export_archive"


CASSES = {
    "vide": (b"", "export_json"),
    "une phrase": ("Les textes officiels.".encode(), "export_json"),
    "json coupe": (json.dumps(textes()).encode()[:-20], "export_json"),
    "json profond": (b"[" * 100_000, "export_json"),
    "json d'autre chose": (b'{"plainte": "oui"}', "export_json_inconnu"),
    "json de nombres": (b"[1, 2]", "export_json_inconnu"),
    "json sans texte": (b'[{"code": "CESEDA", "article": "R. 1-1"}]', "export_json_inconnu"),
    "json sans rien": (b"[]", "export_vide"),
    "octets": (b"\xff\xfe\x00\x01", "export_inconnu"),
    "xml coupe": (article_xml(textes()[1], "L").encode()[:-15], "export_xml"),
    "xml d'autre chose": (b"<?xml version='1.0'?><SECTION_TA/>", "export_vide"),
    "page web": (b"<!DOCTYPE html><html><body>Erreur 403</body></html>", "export_vide"),
    "xml coupe avant son code": (article_xml(textes()[1], "L").encode()[:120], "export_xml"),
}


@pytest.mark.parametrize(("octets", "cle"), CASSES.values(), ids=CASSES)
def test_un_fichier_casse_est_refuse(octets, cle, tmp_path):
    (tmp_path / "x").write_bytes(octets)
    assert refus(tmp_path / "x") == cle


def test_un_fichier_absent_un_dossier_vide_ou_illisible(tmp_path):
    assert refus(tmp_path / "absent") == "export_absent"
    assert refus(Path("x\0y")) == "export_illisible"
    (tmp_path / "vide").mkdir()
    assert refus(tmp_path / "vide") == "export_vide"


@pytest.mark.parametrize("octets", [octets for octets, _ in CASSES.values()], ids=list(CASSES))
def test_la_commande_refuse_en_une_ligne_sans_trace(octets, tmp_path):
    (tmp_path / "x").write_bytes(octets)
    fini = subprocess.run([sys.executable, "-m", "rules_core", "verifier", "--textes", tmp_path / "x"], cwd=DEPOT, capture_output=True, timeout=60)
    erreur = fini.stderr.decode()
    assert (fini.returncode, fini.stdout, len(erreur.splitlines())) == (2, b"", 1) and "Traceback" not in erreur
