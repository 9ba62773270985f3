"""The page itself: well formed, closed on itself, the same twice, readable by a machine that reads aloud."""
from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

DEPOT = Path(__file__).resolve().parents[2]


def test_la_page_est_bien_formee(lue):
    assert lue.fautes == [] and lue.ouverts == []
    assert [e.nom for e in lue.elements[:2]] == ["html", "head"] and lue.elements[0].attributs["lang"] == "fr"
    fois = Counter(e.attributs["id"] for e in lue.elements if "id" in e.attributs)
    assert [nom for nom, n in fois.items() if n > 1 or re.search(r"\s", nom)] == []


def test_chaque_lien_mene_quelque_part(lue):
    ids = {e.attributs["id"] for e in lue.elements if "id" in e.attributs}
    liens = [e.attributs["href"] for e in lue.elements if e.nom == "a"]
    assert liens and [l for l in liens if l.startswith("#") and l[1:] not in ids] == []
    nommes = [nom for e in lue.elements for nom in e.attributs.get("aria-labelledby", "").split()]
    assert nommes and [nom for nom in nommes if nom not in ids] == []


def test_rien_ne_vient_d_ailleurs_sauf_des_liens_vers_legifrance(page, lue):
    dehors = [e.attributs["href"] for e in lue.elements if e.nom == "a" and not e.attributs["href"].startswith("#")]
    assert dehors and all(l.startswith("https://www.legifrance.gouv.fr/") for l in dehors)
    assert not {e.nom for e in lue.elements} & {"script", "link", "img", "iframe", "object", "embed", "source", "form"}
    assert not any("src" in e.attributs or any(cle.startswith("on") for cle in e.attributs) for e in lue.elements)
    adresses = set(re.findall(r"https?://[^/\"' ]+", page))
    assert adresses == {"https://www.legifrance.gouv.fr", "http://www.w3.org"}  # the second names SVG, and is fetched by nobody
    style = "".join(e.texte for e in lue.elements if e.nom == "style")
    assert "url(" not in style and "@import" not in style and "@font-face" not in style


def test_deux_fois_la_meme_page(page, tmp_path):
    """In another process, where Python orders its sets otherwise."""
    sortie = tmp_path / "droit.html"
    dit = subprocess.run([sys.executable, "-m", "fiche", str(sortie)], cwd=DEPOT, env={**os.environ, "PYTHONHASHSEED": "7"},
                         check=True, capture_output=True, text=True, timeout=120).stdout
    assert dit == f"{sortie}\n" and sortie.read_text(encoding="utf-8") == page


def test_les_titres_se_suivent_et_la_page_a_ses_reperes(lue):
    rangs = [int(e.nom[1]) for e in lue.elements if re.fullmatch("h[1-6]", e.nom)]
    assert rangs.count(1) == 1 and rangs[0] == 1
    assert [(a, b) for a, b in zip(rangs, rangs[1:]) if b > a + 1] == []
    assert {"header", "nav", "main", "footer"} <= {e.nom for e in lue.elements}


def test_chaque_tableau_dit_ses_colonnes(lue):
    titres = Counter(id(p) for e in lue.elements if e.nom == "th" for p in e.parents if p.nom == "table")
    assert all(titres[id(e)] for e in lue.elements if e.nom == "table") and titres
    assert [e.texte for e in lue.elements if e.nom == "th" and "scope" not in e.attributs] == []


def test_chaque_droit_a_sa_case_de_remarques(lue):
    import rules_core

    cases = [e for e in lue.elements if "remarques" in e.attributs.get("class", "").split()]
    objets = [e.texte for e in lue.elements if e.nom == "code" and any(p in cases for p in e.parents)]
    for protection in rules_core.droit().protections:
        assert objets.count(protection) == 1
    assert all("Date :" in case.texte and "signature :" in case.texte for case in cases)
