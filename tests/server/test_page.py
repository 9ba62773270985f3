"""The chat page in a real browser."""
import re

import pytest

from live import PROJECT, system_program

ELSEWHERE = "https://meteofrance.com/"
SIZES = {"a phone": (390, 760), "a small phone": (320, 568), "a desk": (1280, 800), "a page at 400 %": (320, 256)}


@pytest.fixture(scope="module")
def chromium():
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=system_program("chromium"), args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium, server):
    """The page once the assistant has greeted; no request leaves this machine, and no error is on the console."""
    context = chromium.new_context(viewport={"width": 390, "height": 760}, locale="fr-FR")
    context.route(ELSEWHERE, lambda route: route.fulfill(body="<title>ailleurs</title>", content_type="text/html"))
    opened, outside, faults = context.new_page(), [], []
    context.on("request", lambda r: None if r.url.startswith((server.url("/"), ELSEWHERE)) else outside.append(r.url))
    opened.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
    opened.on("pageerror", lambda e: faults.append(str(e)))
    opened.goto(server.url("/assistant"))
    opened.wait_for_selector(".assistant .message")
    yield opened
    context.close()
    assert (outside, [fault for fault in faults if "ERR_FAILED" not in fault]) == ([], [])  # a test cuts the network


def conversation(page):
    return page.evaluate("sessionStorage.getItem('c')")


def write(page, text):
    turns = page.locator(".tour.assistant").count()
    page.get_by_label("Votre message").fill(text)
    page.get_by_role("button", name="Envoyer").click()
    page.wait_for_function("n => document.querySelectorAll('.tour.assistant').length > n", arg=turns)


def is_live(server, sender):
    return server.site(sender, "bonjour")[0]["recipient_id"] == sender


def test_what_is_typed_is_shown_as_text_and_answered(page):
    write(page, "<b>bonjour</b><img src=x onerror=alert(1)>")
    assert page.locator(".vous .message").inner_text() == "<b>bonjour</b><img src=x onerror=alert(1)>"
    assert page.locator("#journal img, #journal b").count() == 0


def test_a_button_sends_its_choice_and_is_used_once(page, server):
    write(page, "/commencer")
    button = page.locator(".ouvert button").first.element_handle()
    label = button.inner_text()
    button.click()
    page.wait_for_function("document.querySelectorAll('.vous').length == 2")
    assert page.locator(".vous .message").last.inner_text() == label
    assert button.get_attribute("aria-disabled") == "true"
    others = "b => b.parentElement.querySelectorAll('button:not([disabled]):not([aria-disabled=true])').length"
    assert button.evaluate(others) == 0
    button.click(force=True)
    page.wait_for_timeout(300)
    assert page.locator(".vous").count() == 2, "the same button answered twice"


def test_only_the_id_of_the_conversation_is_kept_and_only_in_the_tab(page):
    write(page, "je m'appelle Zorglubine")
    kept = page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}, document.cookie])")
    assert re.fullmatch(r'\[\{"c":"[0-9a-f]{32}"\},\{\},""\]', kept)


def test_effacer_erases_on_the_server_and_on_the_page(page, server):
    write(page, "bonjour Zorglubine")
    sender = conversation(page)
    page.get_by_role("button", name="Effacer").click()
    page.get_by_text("La conversation est effacée").wait_for()
    assert "Zorglubine" not in page.content() and conversation(page) is None
    assert not is_live(server, sender)
    page.get_by_role("button", name="Recommencer").click()
    page.wait_for_selector(".tour.assistant")
    assert conversation(page) not in (None, sender)


def leave_by_button(page):
    page.get_by_role("link", name="Quitter vite").click()


def leave_by_escape(page):
    for _ in range(3):
        page.keyboard.press("Escape")


@pytest.mark.parametrize("leave", [leave_by_button, leave_by_escape])
def test_leaving_erases_and_the_back_button_does_not_return(page, server, leave):
    write(page, "bonjour")
    sender = conversation(page)
    leave(page)
    page.wait_for_url(ELSEWHERE)
    page.wait_for_timeout(300)
    assert not is_live(server, sender)
    page.go_back()
    assert page.url == "about:blank"


def test_two_escapes_do_not_leave(page):
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    assert page.url.endswith("/assistant")


def test_a_reload_goes_on_with_the_same_conversation(page):
    sender = conversation(page)
    page.reload()
    page.wait_for_selector(".assistant .message")
    assert conversation(page) == sender


def test_when_the_network_fails_the_numbers_are_given_and_the_message_can_be_sent_again(page, server):
    page.clock.install()
    page.route("**/webhooks/**", lambda route: route.abort())
    page.get_by_label("Votre message").fill("bonjour")
    page.get_by_role("button", name="Envoyer").click()
    page.clock.run_for(6000)
    page.locator(".panne").wait_for()
    assert "17" in page.locator(".panne").inner_text() and "114" in page.locator(".panne").inner_text()
    page.unroute("**/webhooks/**")
    turns = page.locator(".tour.assistant").count()
    page.get_by_role("button", name="Réessayer").click()
    page.wait_for_function("n => document.querySelectorAll('.tour.assistant').length > n", arg=turns)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_everything_can_be_reached_and_pressed_at(page, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    write(page, "/commencer")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it scrolls sideways"
    for control in page.locator("button:visible, nav a:visible, .quitter, textarea").all():
        box = control.bounding_box()
        assert box["height"] >= 44 and box["width"] >= 44, control.inner_text()
    assert page.locator("#quitter").bounding_box()["y"] < size[1], "the way out is not in sight"
    page.get_by_label("Votre message").scroll_into_view_if_needed()
    assert page.locator("#quitter").bounding_box()["y"] >= 0, "the way out scrolled away"


def test_the_log_announces_additions_only_and_everything_has_a_name(page):
    log = page.get_by_role("log", name="Conversation")
    assert log.get_attribute("aria-live") == "polite" and log.get_attribute("aria-relevant") == "additions"
    assert page.get_by_role("textbox", name="Votre message").count() == 1
    unnamed = "[...document.querySelectorAll('button, a, input, textarea')].filter(e => !e.labels?.length && !e.textContent.trim())"
    assert page.evaluate(f"{unnamed}.length") == 0
    assert page.evaluate("document.documentElement.lang") == "fr"


def test_the_keyboard_reaches_everything_and_shows_where_it_is(page):
    write(page, "/commencer")
    page.locator(".ouvert button").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('.vous').length == 2")
    assert page.evaluate("document.activeElement.tagName") == "BUTTON", "the focus was lost"


CONTRAST = """() => {
  const channel = c => (c /= 255) <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b);
  const parse = s => s.match(/[\\d.]+/g).map(Number);
  const back = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
  return [...document.querySelectorAll('body *')].filter(e => e.checkVisibility() && !e.disabled && !e.matches('.cache') &&
    [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())).map(e => {
      const [a, b] = [light(parse(getComputedStyle(e).color)), light(back(e))].sort((x, y) => y - x);
      return [(a + .05) / (b + .05), e.textContent.trim().slice(0, 30)]; }).filter(([ratio]) => ratio < 4.5); }"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_is_readable_on_its_background(page, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    write(page, "au secours")
    write(page, "/commencer")
    assert page.evaluate(CONTRAST) == []


def test_without_javascript_the_numbers_and_the_way_out_are_there(chromium, server):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.url("/assistant"))
    text = page.locator("body").inner_text()
    assert "besoin de JavaScript" in text and "association" in text
    assert page.locator("form").is_hidden()
    for number in ("17", "112", "115", "119", "3919", "3114", "15"):
        assert page.locator(f'nav a[href="tel:{number}"]').is_visible()
    assert page.locator('nav a[href="sms:114"]').is_visible()
    assert page.locator("#quitter").get_attribute("href") == ELSEWHERE
    context.close()


def test_the_page_is_served_with_nothing_that_lets_it_leak(server):
    for path in ("/assistant", "/assistant/chat.js", "/assistant/chat.css"):
        status, _, headers = server.request("GET", path)
        assert status == 200
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"


def test_the_page_asks_nothing_of_another_site_and_writes_no_html():
    source = "".join(file.read_text() for file in (PROJECT / "widget").iterdir())
    assert set(re.findall(r"https?://[^\s\"']+", source)) == {ELSEWHERE}
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|localStorage|cookie", source)


def test_the_title_says_nothing_of_the_subject():
    title = re.search("<title>(.*)</title>", (PROJECT / "widget/index.html").read_text())[1]
    assert title == "Informations pratiques"
