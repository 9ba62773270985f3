"""Situations written from the articles, run through the rules: each case is one test.

A case is a mapping of tests/situations/*.yml whose sentence (`cas`) is true when it passes.
"""
import datetime
import re
from pathlib import Path

import pytest
import yaml

import rules_core

FOLDER = Path(__file__).parent.parent / "situations"
CASE_KEYS = {"cas", "article", "le", "situation", "attendu", "absentes",
             "prochaine_question", "prochaine_question_jamais"}
REFUSAL_KEYS = {"cas", "article", "le", "entree", "refus"}
EXPECTED_KEYS = {"verdict", "nature", "general", "fondements", "fondements_jamais",
                 "faits_utiles", "reserves", "sans_reserve", "leviers"}
VALUES = {"verdict": {"oui", "non", "inconnu"}, "nature": {"de_droit", "possible"}}
REFERENCE = re.compile(r"(?P<code>.+?) (?P<article>[LRD]\. [\d-]+|[\d-]+|art\. \d+|Annexe 10, rubrique \d+) al\. (?P<alinea>\d+)"
                       r"(?: (?P<point>\d+°))?(?: \(ancien (?P<ancien>[^)]+)\))?")


def read_cases():
    """Every case of every file, as (file name, case)."""
    return [(path.name, case)
            for path in sorted(FOLDER.glob("*.yml"))
            for case in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)]


def defects(case):
    """What is wrong with the case itself: a list of sentences, empty when it is well written."""
    wrong = []
    allowed = REFUSAL_KEYS if "refus" in case else CASE_KEYS
    needed = REFUSAL_KEYS if "refus" in case else {"cas", "article", "le", "situation"}
    wrong += [f"unknown key: {key}" for key in sorted(set(case) - allowed)]
    wrong += [f"missing key: {key}" for key in sorted(needed - set(case))]
    if not isinstance(case.get("le"), datetime.date):
        wrong.append("le is not a date")
    if not any(case.get(key) for key in ("attendu", "absentes", "prochaine_question_jamais", "refus")) \
            and "prochaine_question" not in case:
        wrong.append("asserts nothing")
    for name, expected in (case.get("attendu") or {}).items():
        wrong += [f"{name}: unknown key: {key}" for key in sorted(set(expected or {}) - EXPECTED_KEYS)]
        if not expected:
            wrong.append(f"{name}: asserts nothing")
            continue
        wrong += [f"{name}: {key}: unknown value: {expected[key]}"
                  for key in VALUES if key in expected and expected[key] not in VALUES[key]]
        wrong += [f"{name}: unreadable reference: {text}"
                  for key in ("fondements", "fondements_jamais") for text in expected.get(key, [])
                  if not REFERENCE.fullmatch(text)]
    return wrong


def cites(fondements, text):
    """Whether one of the output's references is the one that `text` names."""
    wanted = {key: value for key, value in REFERENCE.fullmatch(text).groupdict().items() if value}
    wanted["alinea"] = int(wanted["alinea"])
    return any(all(reference.get(key) == value for key, value in wanted.items())
               for reference in fondements)


def disagreements(protection, expected):
    """Where the output of one protection differs from the expected mapping: a list of sentences."""
    wrong = [f"{key}: {protection[key]!r}, expected {expected[key]!r}"
             for key in ("verdict", "nature", "general") if key in expected and protection[key] != expected[key]]
    wrong += [f"fondements: {text} is missing from {protection['fondements']}"
              for text in expected.get("fondements", []) if not cites(protection["fondements"], text)]
    wrong += [f"fondements: {text} should not be there"
              for text in expected.get("fondements_jamais", []) if cites(protection["fondements"], text)]
    if "faits_utiles" in expected and sorted(protection["faits_utiles"]) != sorted(expected["faits_utiles"]):
        wrong.append(f"faits_utiles: {protection['faits_utiles']}, expected {expected['faits_utiles']}")
    wrong += [f"reserves: {name} is missing from {protection['reserves']}"
              for name in expected.get("reserves", []) if name not in protection["reserves"]]
    wrong += [f"reserves: {name} should not be there"
              for name in expected.get("sans_reserve", []) if name in protection["reserves"]]
    if "leviers" in expected:
        found, wanted = ([sorted(lever.items()) for lever in levers]
                         for levers in (protection["leviers"], expected["leviers"]))
        if sorted(found) != sorted(wanted):
            wrong.append(f"leviers: {protection['leviers']}, expected {expected['leviers']}")
    return wrong


def refuse(case):
    """The bad input must be refused in one line that holds the expected words."""
    with pytest.raises(rules_core.EntreeRefusee) as refusal:
        rules_core.evaluer(rules_core.lire_situation(case["entree"]), case["le"])
    message = str(refusal.value)
    assert message.strip() and len(message.splitlines()) == 1, message
    missing = [word for word in case["refus"] if word not in message]
    assert not missing, f"{message!r} does not say {missing}"


CASES = read_cases()


@pytest.mark.parametrize("case", [pytest.param(case, id=case.get("cas", name)) for name, case in CASES])
def test_situation(case):
    assert defects(case) == []
    if "refus" in case:
        refuse(case)
        return
    output = rules_core.evaluer(dict(case["situation"]), case["le"])
    protections = {protection["id"]: protection for protection in output["protections"]}
    wrong = [f"{name} should be absent" for name in case.get("absentes", []) if name in protections]
    for name, expected in (case.get("attendu") or {}).items():
        if name not in protections:
            wrong.append(f"{name} is absent")
            continue
        wrong += [f"{name}: {text}" for text in disagreements(protections[name], expected)]
    asked = output["prochaine_question"]
    if "prochaine_question" in case and asked != case["prochaine_question"]:
        wrong.append(f"prochaine_question: {asked}, expected {case['prochaine_question']}")
    if asked in case.get("prochaine_question_jamais", []) or asked in case["situation"]:
        wrong.append(f"prochaine_question: {asked} should not be asked")
    assert wrong == []


def test_each_sentence_is_said_once():
    sentences = [case["cas"] for _, case in CASES]
    assert sorted(sentences) == sorted(set(sentences)) and sentences


def test_a_case_that_asserts_nothing_is_an_error():
    case = {"cas": "Rien", "article": "CESEDA L. 425-1", "le": datetime.date(2026, 4, 3), "situation": {}}
    assert defects(case) == ["asserts nothing"]
    assert defects({**case, "attendu": {"travail": {}}}) == ["travail: asserts nothing"]
    assert defects({**case, "atendu": {"travail": {"verdict": "oui"}}}) == ["unknown key: atendu", "asserts nothing"]
    assert defects({**case, "attendu": {"travail": {"verdict": "peut-être"}}}) != []
