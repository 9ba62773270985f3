"""The law stands alone: it needs nothing of the assistant, and no sentence is written in Python."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path
from typing import Iterator

import pytest

DEPOT = Path(__file__).resolve().parents[2]
DOSSIERS = ("rules_core", "comprehension", "actions", "channels", "server", "fiche")
FICHIERS = [f.relative_to(DEPOT).as_posix() for dossier in DOSSIERS for f in sorted((DEPOT / dossier).rglob("*.py"))]

PERMIS = {
    # What someone might type, read once by the program itself to warm up. Nobody ever reads it.
    ("comprehension/reading.py", "bonjour j'ai 20 ans, je suis ghanéenne à Lyon"),
}

MOTS_VIDES = frozenset(
    "le la les l un une des du de d et ou est sont pas vous votre vos que qu qui ne n dans pour par sur avec ce cette ces il elle on je j "
    "mais plus si en aux au se s son sa ses mon ma mes nous".split()
)
LETTRES_ACCENTUEES = re.compile("[àâäçéèêëîïôöùûüÿœæ]", re.IGNORECASE)


# --- imports


def importer(code: str) -> str:
    resultat = subprocess.run([sys.executable, "-c", code], cwd=DEPOT, capture_output=True, text=True, timeout=120)
    assert resultat.returncode == 0, resultat.stderr
    return resultat.stdout


def test_le_coeur_n_importe_rien_de_l_assistant():
    code = (
        "import datetime, importlib, pkgutil, sys, rules_core\n"
        "for module in pkgutil.iter_modules(rules_core.__path__):\n"
        "    if module.name != '__main__': importlib.import_module('rules_core.' + module.name)\n"
        "rules_core.evaluer({}, datetime.date(2026, 4, 3))\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    charges = set(importer(code).split())
    assert {"rules_core", "yaml"} <= charges
    assert not charges & {"rasa", "rasa_sdk", "spacy", "sklearn", "numpy", "tensorflow", "sanic", "comprehension", "actions", "channels", "server"}


@pytest.mark.parametrize("fichier", [f for f in FICHIERS if f.startswith("rules_core/")])
def test_un_fichier_du_coeur_n_a_besoin_que_de_python_et_de_yaml(fichier):
    for noeud in ast.walk(ast.parse((DEPOT / fichier).read_text(encoding="utf-8"))):
        if isinstance(noeud, ast.Import):
            noms = [alias.name for alias in noeud.names]
        elif isinstance(noeud, ast.ImportFrom) and noeud.level == 0:
            noms = [noeud.module]
        else:
            continue
        for nom in noms:
            assert nom.split(".")[0] in sys.stdlib_module_names | {"yaml"}, f"{fichier}:{noeud.lineno} : {nom}"


# --- sentences


def litteraux(source: str) -> Iterator[tuple[int, str]]:
    """Every string that may be read by someone, with its line: neither a docstring nor the pattern of a regular expression.

    A formatted string counts as one, a hole in it as one word.
    """
    arbre = ast.parse(source)
    ecartes: set[ast.AST] = set()
    for noeud in ast.walk(arbre):
        if isinstance(noeud, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and ast.get_docstring(noeud) is not None:
            ecartes.add(noeud.body[0].value)
        if isinstance(noeud, ast.Call) and isinstance(noeud.func, ast.Attribute) and getattr(noeud.func.value, "id", None) == "re":
            ecartes.update(n for argument in noeud.args[:1] for n in ast.walk(argument))
    for noeud in ast.walk(arbre):
        if noeud in ecartes:
            continue
        if isinstance(noeud, ast.JoinedStr):
            ecartes.update(noeud.values)
            yield noeud.lineno, "".join(v.value if isinstance(v, ast.Constant) else "{x}" for v in noeud.values)
        elif isinstance(noeud, ast.Constant) and isinstance(noeud.value, str):
            yield noeud.lineno, noeud.value


def est_une_phrase(texte: str) -> bool:
    """French for someone to read: accented words, or four words of which one is a French tool word.

    An accented word of four letters or less, alone, is spelling ("né", "où"). An address is no sentence, nor a piece of a regular
    expression, which a group gives away.
    """
    if texte.startswith(("http://", "https://")) or "(?" in texte:
        return False
    mots = re.findall(r"\{\w*\}|\w+", re.sub(r"%\w", "{x}", texte))
    if LETTRES_ACCENTUEES.search(texte):
        return len(mots) > 1 or len(texte) > 4
    return len(mots) >= 4 and any(mot.lower() in MOTS_VIDES for mot in mots)


@pytest.mark.parametrize("fichier", FICHIERS)
def test_aucune_phrase_francaise_n_est_ecrite_en_python(fichier):
    source = (DEPOT / fichier).read_text(encoding="utf-8")
    trouvees = [(ligne, texte) for ligne, texte in litteraux(source) if est_une_phrase(texte) and (fichier, texte) not in PERMIS]
    assert trouvees == []


@pytest.mark.parametrize(
    ("source", "nombre"),
    [
        ('message = "Vous pouvez appeler le 17"', 1),
        ('message = f"du {debut} au {fin}"', 1),
        ('print("Désolé")', 1),
        ('dire("C\'est", "terminé !")', 1),
        ('"""Un docstring où tout est permis, même les phrases."""', 0),
        ('def f():\n    "Un docstring de la fonction."', 0),
        ('motif = re.compile(r"\\b(?:le|du|depuis le) (?P<d>\\d+)")', 0),
        ('re.sub("a", "le numéro est le suivant", texte)', 1),
        ('raise ValueError("a three-valued truth is not a bool")', 0),
        ('mots = {"né", "où"}', 0),
        ('lieu = "(?:dans le|dans la|dans les)"', 0),
        ('log("%s (%s:%s)%s", a)', 0),
        ('log("la page %s de %s", a)', 1),
        ('adresse = "https://www.legifrance.gouv.fr/codes/texte_lc/{le}/"', 0),
    ],
)
def test_la_recherche_de_phrases_voit_ce_qu_elle_doit_voir(source, nombre):
    assert sum(est_une_phrase(texte) for _, texte in litteraux(source)) == nombre


def test_une_permission_ne_survit_pas_a_sa_phrase():
    for fichier, texte in PERMIS:
        assert texte in [t for _, t in litteraux((DEPOT / fichier).read_text(encoding="utf-8"))], fichier


def test_tous_les_dossiers_sont_regardes():
    assert {f.split("/")[0] for f in FICHIERS} == set(DOSSIERS)
