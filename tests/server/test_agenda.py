"""The calendar of a deadline, in a real browser: made in the page, neutral unless one chooses, and in no address."""
import datetime as dt
from pathlib import Path
from typing import Text

import pytest

from live import system_program

DATE = (dt.date.today() - dt.timedelta(10)).isoformat()
REPONSE = '/repondre{"recepisse_reflexion":"oui","date_recepisse":"' + DATE + '"}'


@pytest.fixture(scope="module")
def chromium():
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system_program("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium, server):
    """The page after the question, and the addresses it asked for."""
    context = chromium.new_context(viewport={"width": 390, "height": 760}, locale="fr-FR")
    opened, faults = context.new_page(), []
    opened.asked = []
    context.on("request", lambda r: opened.asked.append(r.url))
    opened.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
    opened.goto(server.url("/assistant"))
    opened.wait_for_selector(".assistant .message")
    for text in (REPONSE, "il me reste combien de jours ?"):
        turns = opened.locator(".tour.assistant").count()
        opened.get_by_label("Votre message").fill(text)
        opened.get_by_role("button", name="Envoyer", exact=True).click()
        opened.wait_for_function("n => document.querySelectorAll('.tour.assistant').length > n", arg=turns)
    yield opened
    context.close()
    assert faults == []


def downloaded(page) -> Text:
    with page.expect_download() as download:
        page.get_by_role("button", name="Mettre la date dans mon agenda").last.click()
    assert download.value.suggested_filename == "agenda.ics"
    return Path(download.value.path()).read_bytes().decode()


def test_the_file_is_neutral_and_its_date_is_in_no_address(page):
    calendar = downloaded(page)
    last = dt.date.today() + dt.timedelta(20)
    assert f"DTSTART;VALUE=DATE:{last:%Y%m%d}\r\n" in calendar and "SUMMARY:Rendez-vous administratif\r\n" in calendar
    assert "récépissé" not in calendar and "CESEDA" not in calendar
    assert not [url for url in page.asked if DATE in url or f"{last:%Y%m%d}" in url or last.isoformat() in url]


def test_plain_words_only_when_they_are_chosen(page):
    page.get_by_label("Écrire de quoi il s'agit").last.check()
    assert "SUMMARY:Dernier jour du récépissé de 30 jours\r\n" in downloaded(page)


def test_the_warning_is_read_before_the_button(page):
    block = page.locator(".tour.assistant", has=page.get_by_role("button", name="Mettre la date dans mon agenda")).last
    assert "Si quelqu'un regarde le téléphone" in block.inner_text()
    for control in block.locator("button:visible").all():
        assert control.bounding_box()["height"] >= 44


def test_the_server_logs_no_date(page, server):
    downloaded(page)
    assert DATE not in server.printed()
