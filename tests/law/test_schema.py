"""The JSON Schema says exactly what is read and written."""
import datetime as dt
import json
import random

import jsonschema
import pytest

import rules_core
from rules_core.schema import schemas

from chance import DROIT, JOURS, au_hasard
from commandline import run
from test_situations import read_cases

ENTREE, SORTIE, VERDICTS = (jsonschema.Draft7Validator(s) for s in schemas(DROIT).values())
PROTECTION = jsonschema.Draft7Validator({**SORTIE.schema["definitions"]["protection"], "definitions": SORTIE.schema["definitions"]})
SITUATIONS = [(c["situation"], c["le"]) for _, c in read_cases() if "refus" not in c]


def check(output, seen):
    """Validate an output, each protection that was not `seen` yet."""
    SORTIE.validate({**output, "protections": output["protections"][:1]})
    for protection in output["protections"]:
        text = json.dumps(protection)
        if text not in seen:
            PROTECTION.validate(protection)
            seen.add(text)


def test_the_command_prints_valid_schemas():
    process = run(command="schema")
    assert (process.returncode, process.stderr) == (0, b"")
    printed = json.loads(process.stdout)
    assert printed == schemas(DROIT)
    for schema in printed.values():
        jsonschema.Draft7Validator.check_schema(schema)


def test_every_situation_of_the_cases_and_its_answer_follow_the_schemas():
    seen = set()
    for situation, le in SITUATIONS:
        ENTREE.validate(situation)
        VERDICTS.validate(rules_core.verdicts(situation, le))
        check(rules_core.evaluer(situation, le), seen)
    assert len(seen) > 300


@pytest.mark.parametrize("le", JOURS, ids=str)
def test_situations_at_random_follow_them_too(le):
    hasard = random.Random(str(le))
    for _ in range(25):
        situation = au_hasard(hasard, le, 0.6)
        ENTREE.validate(situation)
        SORTIE.validate(rules_core.evaluer(situation, le))


def test_what_the_core_refuses_the_schema_refuses():
    for situation in ({"x": "oui"}, {"plainte": "peut-être"}, {"plainte": None}, {"etranger": "oui"}, {"date_recepisse": "hier"}, []):
        assert not ENTREE.is_valid(situation), situation


@pytest.mark.parametrize("change", [
    lambda p: p.update(verdict="peut-être"), lambda p: p.pop("preuve"), lambda p: p.update(faits_utiles=["x"]),
    lambda p: p["fondements"][0].pop("alinea"), lambda p: p["preuve"].update(valeur="vrai"), lambda p: p.update(de_plus=1),
    lambda p: p.update(verdict="oui", faits_utiles=[], leviers=[{"plainte": "oui"}]), lambda p: p.update(faits_utiles=[]),
])
def test_a_wrong_output_is_seen(change):
    output = json.loads(json.dumps(rules_core.evaluer({}, dt.date(2026, 4, 3))))
    assert SORTIE.is_valid(output)
    change(output["protections"][0])
    assert not SORTIE.is_valid(output)
