"""A log line is read in the source, so no value can be in it."""

import pytest

from server import logs
from server.log_templates import template_at

LINES = '''import logging
logger = logging.getLogger("x")
def f(text, error):
    logger.info("rien de variable")
    logger.error(f"avec {text} dedans {len(text)}")
    logger.debug("avec %s", text)
    logger.warning("avec " + text + ".")
    logger.error("avec {}".format(text))
    logger.log(10, f"niveau {text}")
    logger.error(text)
    logger.exception(
        f"sur deux "
        f"lignes {text}"
    )
'''
EXPECTED = {
    4: "rien de variable",
    5: "avec {text} dedans {len(text)}",
    6: "avec %s",
    7: "avec ….",
    8: "avec {}",
    9: "niveau {text}",
    10: "…",
    12: "sur deux lignes {text}",
    1: "…",
}


@pytest.mark.parametrize("line, expected", EXPECTED.items())
def test_a_log_line_is_its_template(tmp_path, line, expected):
    file = tmp_path / "source.py"
    file.write_text(LINES)
    assert template_at(str(file), line) == expected


def test_a_source_that_cannot_be_read_says_nothing(tmp_path):
    assert template_at(str(tmp_path / "absent.py"), 1) == "…"


def test_an_exception_is_its_type_and_place_without_its_message():
    try:
        int("Zorglubine")
    except ValueError as error:
        said = logs.place(error)
    assert said.startswith("ValueError (tests/server/test_logs.py:") and "Zorglubine" not in said
