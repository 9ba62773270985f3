"""The sheet, written and parsed once for all the tests of this folder."""
from __future__ import annotations

import pytest
from page_lue import Lecteur, analyser

from fiche.document import ecrire


@pytest.fixture(scope="session")
def page() -> str:
    return ecrire()


@pytest.fixture(scope="session")
def lue(page) -> Lecteur:
    return analyser(page)
