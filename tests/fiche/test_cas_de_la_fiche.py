"""The sheet shows every case of tests/situations, under each right it tests."""
from __future__ import annotations

import re
from pathlib import Path

import yaml

SITUATIONS = Path(__file__).resolve().parents[1] / "situations"


def test_chaque_cas_est_sous_chaque_droit_qu_il_verifie(lue):
    sous = {}
    for e in lue.elements:
        if e.nom == "tr" and any(p.nom == "table" and p.attributs.get("class") == "cas" for p in e.parents):
            section = next(p.attributs["id"] for p in reversed(e.parents) if p.nom == "section")
            sous.setdefault(section, []).append(e.texte)
    for chemin in SITUATIONS.glob("*.yml"):
        for cas in yaml.load(chemin.read_text(encoding="utf-8"), yaml.CSafeLoader):
            droits = {*(cas.get("attendu") or {}), *(cas.get("absentes") or [])}
            for section in [f"p-{d}" for d in droits] or ["autres-cas"]:
                debut = re.sub(r"\s+", " ", f"{cas['cas']}{cas['article']}{cas['le']:%d/%m/%Y}")
                assert sum(texte.startswith(debut) for texte in sous[section]) == 1, (section, cas["cas"])
