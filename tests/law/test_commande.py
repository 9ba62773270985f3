"""The command line of contract §3, run as a program."""
import datetime
import json

import pytest

from commandline import run

PROTECTIONS = ["information_droits", "delai_reflexion", "non_eloignement", "travail", "formation_professionnelle",
               "allocation", "accompagnement_social", "protection_policiere", "soins", "protection_sociale",
               "hebergement", "orientation_securisee", "aide_retour", "protection_mineur", "carte_sejour",
               "renouvellement_carte", "carte_resident", "parcours_sortie", "aps_parcours"]
PLAINTE = {"nationalite": "autre", "age": "majeur", "victime": "oui", "plainte": "oui"}


def read(process):
    """The object printed by a run that must have succeeded and said nothing else."""
    assert (process.returncode, process.stderr) == (0, b"")
    return json.loads(process.stdout)


def refused(process):
    """The single line of a run that must have been refused, as contract §3 says."""
    errors = process.stderr.decode()
    assert "Traceback" not in errors
    assert (process.returncode, process.stdout) == (2, b"")
    assert errors.endswith("\n") and len(errors.splitlines()) == 1, errors
    return errors


def test_standard_input_gives_the_object_of_the_contract():
    output = read(run("--le", "2026-04-03", text=json.dumps(PLAINTE)))
    assert set(output) >= {"le", "textes_verifies_au", "non_vu", "situation", "protections", "prochaine_question"}
    assert (output["le"], output["situation"], output["textes_verifies_au"]) == ("2026-04-03", PLAINTE, "2026-04-03")
    assert output["non_vu"] == [["2025-07-14", "2026-03-23"]]
    named = [protection["id"] for protection in output["protections"]]
    assert len(named) == len(set(named)) and set(named) >= set(PROTECTIONS)


def test_each_protection_has_the_shape_of_the_contract():
    for protection in read(run("--le", "2026-04-03", text=json.dumps(PLAINTE)))["protections"]:
        assert set(protection) >= {"id", "intitule", "verdict", "nature", "general", "fondements", "preuve",
                                   "faits_utiles", "reserves", "leviers"}
        assert protection["intitule"] and protection["verdict"] in ("oui", "non", "inconnu")
        assert protection["nature"] in ("de_droit", "possible") and protection["general"] in (True, False)
        assert (protection["verdict"] == "inconnu") == bool(protection["faits_utiles"])
        assert protection["fondements"] or protection["general"], protection["id"]
        assert protection["verdict"] != "oui" or protection["leviers"] == []
        for reference in protection["fondements"]:
            assert set(reference) >= {"code", "article", "alinea", "point", "depuis", "ancien", "url"}
            assert isinstance(reference["alinea"], int) and reference["url"].startswith("https://")
            datetime.date.fromisoformat(reference["depuis"])
        check_proof(protection["preuve"], protection["verdict"])


def check_proof(node, value):
    assert node["valeur"] == value and value in ("oui", "non", "inconnu")
    if "fait" in node:
        assert isinstance(node["attendu"], list) and set(node["selon"]) >= {"code", "article", "alinea"}
        return
    assert node["condition"] in ("toutes", "une_de", "sauf") and node["parties"]
    for part in node["parties"]:
        check_proof(part, part["valeur"])


def test_the_regime_of_2008_leaves_out_what_came_later():
    named = {protection["id"] for protection in read(run("--le", "2008-11-04", text="{}"))["protections"]}
    assert named >= set(PROTECTIONS[:-2]) and not named & {*PROTECTIONS[-2:], "hebergement_urgence", "aide_parcours"}


def test_every_date_since_the_regime_began_is_answered():
    for le in ("2007-09-15", "2008-12-29", "2015-11-04", "2021-04-30"):
        assert read(run("--le", le, text=json.dumps(PLAINTE)))["le"] == le


def test_a_file_a_dash_and_standard_input_give_the_same(tmp_path):
    file = tmp_path / "situation.json"
    file.write_text(json.dumps(PLAINTE), encoding="utf-8")
    from_file = run("--situation", file, "--le", "2026-04-03")
    assert read(from_file)["situation"] == PLAINTE
    for arguments in (["--situation", "-"], []):
        assert run("--le", "2026-04-03", *arguments, text=json.dumps(PLAINTE)).stdout == from_file.stdout


def test_the_default_date_is_today():
    before = datetime.date.today()
    output = read(run(text="{}"))
    assert before <= datetime.date.fromisoformat(output["le"]) <= datetime.date.today()


def test_an_empty_situation_asks_something_useful():
    output = read(run("--le", "2026-04-03", text="{}"))
    useful = {fact for protection in output["protections"] for fact in protection["faits_utiles"]}
    assert output["prochaine_question"] in useful


def test_a_poor_terminal_does_not_break_the_answer():
    poor = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    assert read(run("--le", "2026-04-03", text=json.dumps(PLAINTE), **poor))["situation"] == PLAINTE
    assert refused(run("--le", "2026-04-03", text='{"nationalit\\u00e9": "autre"}', **poor))


BAD = {
    "empty": ("", ["JSON"]),
    "sentence": ("J'ai porté plainte", ["JSON"]),
    "cut": ('{"plainte": "oui"', ["JSON"]),
    "not text": (b'{"plainte": "\xff\xfe"}', []),
    "too deep": ("[" * 100_000, []),
    "list": ('["plainte"]', ["objet"]),
    "unknown fact": ('{"couleur": "bleu"}', ["couleur"]),
    "unknown fact with a new line": ('{"cou\\nleur": "bleu"}', ["leur"]),
    "unknown fact that no encoding writes": ('{"\\ud800": "bleu"}', []),
    "derived fact": ('{"delai_en_cours": "oui"}', ["delai_en_cours"]),
    "twice": ('{"plainte": "oui", "plainte": "oui"}', ["plainte"]),
    "value": ('{"titre": "visa"}', ["titre", "aucun", "carte_victime", "carte_resident", "aps_parcours", "autre"]),
    "value with a new line": ('{"plainte": "oui\\n"}', ["plainte", "oui", "non"]),
    "null": ('{"plainte": null}', ["plainte", "oui", "non"]),
    "boolean": ('{"plainte": true}', ["plainte", "oui", "non"]),
    "infinite": ('{"age": Infinity}', []),
    "very long number": ('{"age": ' + "9" * 10_000 + "}", []),
    "impossible date": ('{"date_recepisse": "2026-02-30"}', ["date_recepisse", "AAAA-MM-JJ"]),
    "future date": ('{"recepisse_reflexion": "oui", "date_recepisse": "2026-04-04"}', ["date_recepisse"]),
    "contradiction": ('{"recepisse_reflexion": "non", "date_recepisse": "2026-03-20"}',
                      ["date_recepisse", "recepisse_reflexion"]),
}


@pytest.mark.parametrize("text, words", BAD.values(), ids=BAD)
def test_bad_input_is_refused_in_one_line(text, words, tmp_path):
    file = tmp_path / "situation.json"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    from_input = refused(run("--le", "2026-04-03", text=text))
    assert [word for word in words if word not in from_input] == []
    refused(run("--le", "2026-04-03", "--situation", file))


@pytest.mark.parametrize("le", ["2026-02-30", "hier", "03/04/2026", "20260403", "", "2007-09-14", "1999-12-31"])
def test_a_bad_date_is_refused_in_one_line(le):
    refused(run("--le", le, text="{}"))


def test_a_missing_file_or_a_folder_is_refused_in_one_line(tmp_path):
    refused(run("--le", "2026-04-03", "--situation", tmp_path / "absente.json"))
    refused(run("--le", "2026-04-03", "--situation", tmp_path))
