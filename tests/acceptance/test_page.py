"""The page in a real browser: Debian's Chromium, with and without scripts, in both languages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, async_playwright, expect

from tests.messages.sample_mails import SAMPLES

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
QUESTIONS = {
    "/": "Vilket belopp gäller för Arvidsjaurs kommun?",
    "/en": "How much may Arvidsjaur requisition?",
}
expect.set_options(timeout=30_000)  # milliseconds, as long as every other step may take
FIGURE = {"/": "1\u00a0256\u00a0018", "/en": "1,256,018"}


@asynccontextmanager
async def browsing(expected: str = "", **context: Any) -> AsyncIterator[Page]:
    """A page in a browser of its own; what is on its console, or asked of another host, must be expected."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = await (await browser.new_context(**context)).new_page()
        trouble: list[str] = []
        page.on("console", lambda message: trouble.append(message.text))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("request", lambda request: trouble.append(request.url) if "//127.0.0.1:" not in request.url else None)
        try:
            yield page
            assert [line for line in trouble if not expected or expected not in line] == []
        finally:
            await browser.close()


async def has_answers(page: Page, number: int) -> None:
    """Wait until the page shows so many answers: a click that loads a new page returns before that is there."""
    await expect(page.locator(".exchange:not(.pending)")).to_have_count(number)


async def ask(page: Page, text: str) -> None:
    """Type a question, press Enter and wait for its answer."""
    before = await page.locator(".exchange:not(.pending)").count()
    await page.get_by_role("textbox").first.fill(text)
    await page.keyboard.press("Enter")
    await has_answers(page, before + 1)


@pytest.mark.parametrize("path", ["/", "/en"])
async def test_a_question_is_answered_in_place_and_a_follow_up_understood(standing_service: Any, path: str) -> None:
    async with browsing() as page:
        await page.goto(standing_service.url + path)
        await ask(page, QUESTIONS[path])
        assert FIGURE[path] in await page.locator(".answer").inner_text()
        await ask(page, {"/": "och Gällivare?", "/en": "Gällivare"}[path])
        assert {"/": "2\u00a0223\u00a0234", "/en": "2,223,234"}[path] in await page.locator(".answer").nth(
            1
        ).inner_text()
        assert page.url == standing_service.url + path
        await page.reload()
        await has_answers(page, 2)
        await page.locator(".switch").click()
        await expect(page).to_have_url(standing_service.url + {"/": "/en", "/en": "/"}[path])
        await has_answers(page, 2)


@pytest.mark.parametrize("path", ["/", "/en"])
async def test_without_scripts_the_same_forms_do_it(standing_service: Any, path: str) -> None:
    async with browsing(java_script_enabled=False) as page:
        await page.goto(standing_service.url + path)
        await page.locator("#question").fill(QUESTIONS[path])
        await page.locator("#composer button").click()
        assert FIGURE[path] in await page.locator(".answer").inner_text()
        await page.locator(".rating button").first.click()
        await page.locator(".thanks").wait_for()
        await page.locator("#question").fill("Habbo")
        await page.locator("#composer button").click()
        await page.locator(".choices button", has_text="Habo").click()
        await has_answers(page, 3)
        assert {"/": "1\u00a0893\u00a0063", "/en": "1,893,063"}[path] in await page.locator(".answer").nth(
            2
        ).inner_text()


async def test_an_option_answers_by_one_click_and_the_keyboard_stays_useful(standing_service: Any) -> None:
    async with browsing() as page:
        await page.goto(standing_service.url)
        await page.keyboard.press("Tab")
        assert await page.evaluate("document.activeElement.className") == "skip"
        await page.keyboard.press("Enter")
        assert await page.evaluate("document.activeElement.id") == "question"
        await page.keyboard.type("Habbo")
        await page.keyboard.press("Enter")
        await page.locator(".choices button").first.click()
        await has_answers(page, 2)
        assert await page.evaluate("document.activeElement.className") == "choice"
        await page.get_by_text("Varför detta svar?").nth(1).click()
        assert await page.locator(".exchange").nth(1).locator(".why li").count() > 0


async def test_what_is_written_is_shown_and_never_run(standing_service: Any) -> None:
    async with browsing() as page:
        await page.goto(standing_service.url)
        await ask(page, "<img src=x onerror=alert(1)><script>alert(2)</script>")
        assert "<script>alert(2)</script>" in await page.locator(".question").inner_text()


async def test_whoever_gets_no_answer_leaves_an_address_in_place(standing_service: Any) -> None:
    async with browsing() as page:
        await page.goto(standing_service.url)
        await ask(page, "Vilken är huvudstaden i Peru?")
        await page.locator(".reply summary").click()
        await page.get_by_label("E-postadress").fill("ekonom@kommun")
        await page.locator(".reply button").click()
        await page.locator("[aria-invalid]").wait_for()
        await page.get_by_label("E-postadress").fill("ekonom@kommun.example")
        await page.locator(".reply button").click()
        await page.locator(".thanks").wait_for()
        await has_answers(page, 1)


async def test_a_service_that_is_gone_is_told_and_the_question_can_be_sent_again(standing_service: Any) -> None:
    async with browsing(expected="429") as page:
        await page.goto(standing_service.url)
        await page.route("**/", lambda route: route.fulfill(status=429, body=""), times=1)
        await page.get_by_role("textbox").fill("Hur mycket får Kiruna?")
        await page.keyboard.press("Enter")
        await page.get_by_role("button", name="Försök igen").click()
        await page.locator(".exchange:not(.pending)").wait_for()
        assert "2\u00a0672\u00a0587" in await page.locator(".answer").inner_text()


@pytest.mark.parametrize(("path", "width", "scheme"), [("/", 1280, "light"), ("/en", 320, "dark")])
async def test_the_page_has_no_barrier_and_never_scrolls_sideways(
    standing_service: Any, path: str, width: int, scheme: Any
) -> None:
    async with browsing(viewport={"width": width, "height": 800}, color_scheme=scheme) as page:
        await page.goto(standing_service.url + path)
        await ask(page, "Habbo")
        await ask(page, "Vilken är huvudstaden i Peru?")
        for summary in await page.locator("summary").all():
            await summary.click()
        await has_no_barrier(page, width)
        await page.goto(f"{standing_service.url}/docs")
        await has_no_barrier(page, width)


async def test_no_mail_scrolls_sideways_on_a_narrow_phone() -> None:
    async with browsing(viewport={"width": 320, "height": 800}) as page:
        for name, made in SAMPLES.items():
            await page.set_content(made("sv").html or "")
            assert await page.evaluate("document.documentElement.scrollWidth") <= 320, name


async def has_no_barrier(page: Page, width: int) -> None:
    rules = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
    found = await Axe().run(page, options={"runOnly": rules})
    assert found.violations_count == 0, found.generate_report()
    assert await page.evaluate("document.documentElement.scrollWidth") <= width
