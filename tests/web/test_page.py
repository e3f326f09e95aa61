"""The page as a plain browser without scripts sees it."""

import re
from typing import Any

import pytest
from fastapi import FastAPI
from sqlmodel import select

from bot.web import api, status
from bot.web.documentation import operations
from bot.web.rendering import blocks, with_figures
from models.question_log import latest_questions
from models.reply_request import ReplyRequest


def key_of(html: str) -> str:
    found = re.search(r'id="e-([\w-]+)"', html)
    assert found
    return found[1]


@pytest.mark.parametrize(("path", "language", "button"), [("/", "sv", "Fråga"), ("/en", "en", "Ask")])
async def test_the_page_says_what_it_can_do_in_its_language(web: Any, path: str, language: str, button: str) -> None:
    status, html = await web.get(path)
    assert status == 200
    assert f'<html lang="{language}">' in html
    assert f'type="submit">{button}</button>' in html
    assert "S2025/00122" in html
    assert "Exempelmyndigheten" in html
    assert html.count('class="choice"') == 4


async def test_a_question_by_form_shows_the_answer_with_its_source(web: Any) -> None:
    status, html = await web.post("/", data={"text": "hej"})
    assert status == 200
    assert "<p>Kiruna får högst 2 672 587 kronor.</p>" in html
    assert "<li>ett</li><li>två</li>" in html
    assert '<p class="sources">Källa: Beslutet, Bilaga 1.</p>' in html
    assert 'value="Och sedan?"' in html


def test_the_sum_of_money_in_an_answer_stands_out_and_its_text_stays_text() -> None:
    strong = '<b class="figure">2\u00a0672\u00a0587\u00a0kronor</b>'
    assert (
        with_figures("Kiruna & Habo: 2\u00a0672\u00a0587\u00a0kronor för 2025")
        == f"Kiruna &amp; Habo: {strong} för 2025"
    )
    assert with_figures("SEK\u00a02,672,587, at most") == '<b class="figure">SEK\u00a02,672,587</b>, at most'
    assert with_figures("<b>2025</b>") == "&lt;b&gt;2025&lt;/b&gt;"


def test_the_paragraph_with_the_source_is_known_as_such() -> None:
    text = "Kiruna får 5 kronor.\n\nKälla: Brevet, stycke 1."
    assert [block.is_source for block in blocks(text)] == [False, True]


def test_every_field_of_the_api_has_its_meaning() -> None:
    schema = FastAPI()
    schema.include_router(api.router)
    schema.include_router(status.router)
    lines = [line for operation in operations(schema.openapi()) for line in (*operation.request, *operation.response)]
    assert len(lines) > 15
    assert [line.name for line in lines if not line.description] == []


async def test_the_conversation_stays_through_questions_languages_and_reloads(web: Any) -> None:
    await web.post("/", data={"text": "första"})
    await web.post("/", data={"text": "andra"})
    for path in ("/", "/en", "/"):
        html = (await web.get(path))[1]
        assert html.index("Du skrev första") < html.index("Du skrev andra")
    chats = {asked["conversation"] for asked in web.engine.asked}
    assert len(chats) == 1
    assert chats.pop().startswith("web:")


async def test_a_chat_begins_in_the_language_of_its_page(web: Any) -> None:
    await web.post("/en", data={"text": "Kiruna"})
    await web.post("/", data={"text": "och Gällivare"})
    assert web.engine.begun == [(web.engine.asked[0]["conversation"], "en")]


async def test_starting_anew_forgets_the_conversation(web: Any) -> None:
    await web.post("/en", data={"text": "first"})
    _, html = await web.post("/en/new")
    assert "Du skrev first" not in html
    assert '<html lang="en">' in html
    await web.post("/en", data={"text": "second"})
    first, second = (asked["conversation"] for asked in web.engine.asked)
    assert first != second


async def test_a_visit_sets_no_cookie_and_a_question_one_that_scripts_cannot_read(web: Any) -> None:
    async with web.client.get(web.url) as response:
        assert "Set-Cookie" not in response.headers
    async with web.client.post(web.url, data={"text": "x"}, allow_redirects=False) as response:
        assert response.status == 303
        cookie = response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "expires" not in cookie.lower()


async def test_nobody_else_sees_a_conversation(web: Any) -> None:
    await web.post("/", data={"text": "hemligt"})
    web.client.cookie_jar.clear()
    web.client.cookie_jar.update_cookies({"bidragslots_chat": "guessed"})
    assert "hemligt" not in (await web.get("/"))[1]
    await web.post("/", data={"text": "mitt"})
    assert "web:guessed" not in {asked["conversation"] for asked in web.engine.asked}


async def test_what_was_written_is_shown_as_text_and_never_run(web: Any) -> None:
    _, html = await web.post("/", data={"text": "<script>alert(1)</script>{{ 7*7 }}\"'"})
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in html


async def test_options_are_buttons_that_send_themselves(web: Any) -> None:
    _, html = await web.post("/", data={"text": "doubt"})
    assert '<button class="choice" type="submit" name="text" value="Habo kommun">Habo kommun</button>' in html


async def test_the_script_gets_the_new_exchange_alone(web: Any) -> None:
    _, html = await web.post("/en", data={"text": "x"}, headers={"Bidragslots-Part": "1"})
    assert html.startswith("<article")
    assert "Did this help?" in html


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://other.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_a_form_from_another_site_is_refused(web: Any, headers: dict[str, str]) -> None:
    status, html = await web.post("/", data={"text": "x"}, headers=headers)
    assert status == 403
    assert "annan webbplats" in html
    assert web.engine.asked == []


async def test_a_form_from_its_own_page_is_taken(web: Any) -> None:
    for headers in ({"Origin": web.url}, {"Sec-Fetch-Site": "same-origin", "Origin": web.url}):
        assert (await web.post("/", data={"text": "x"}, headers=headers))[0] == 200


@pytest.mark.parametrize(
    ("path", "accepts", "title"),
    [
        ("/finns-inte", "sv", "Sidan finns inte"),
        ("/en/nothing", "sv", "There is no such page"),
        ("/nothing", "en-GB,sv;q=0.5", "There is no such page"),
        ("/nothing", "fi", "Sidan finns inte"),
        ("/static/../rendering.py", "sv", "Sidan finns inte"),
        ("/static/nothing.css", "sv", "Sidan finns inte"),
    ],
)
async def test_a_missing_page_says_so_in_the_visitors_language(web: Any, path: str, accepts: str, title: str) -> None:
    status, html = await web.get(path, headers={"Accept-Language": accepts})
    assert status == 404
    assert f"<h1>{title}</h1>" in html


async def test_a_wrong_method_names_those_that_work(web: Any) -> None:
    async with web.client.delete(web.url + "/en") as response:
        assert response.status == 405
        assert "GET" in response.headers["Allow"]
        assert "can't be used" in await response.text() or "can&#39;t be used" in await response.text()


async def test_a_broken_answer_gives_a_page_with_a_reference_and_the_service_goes_on(web: Any, caplog: Any) -> None:
    status, html = await web.post("/", data={"text": "broken"})
    assert status == 500
    assert "secret" not in html
    reference = re.search(r"<code>(\w+)</code>", html)
    assert reference
    assert reference[1] in caplog.text
    assert (await web.get("/"))[0] == 200


async def test_a_question_that_is_too_long_is_told_what_is_too_long(web: Any) -> None:
    status, html = await web.post("/", data={"text": "å" * 20_001})
    assert status == 422
    assert "20 000 tecken" in html
    assert (await web.post("/", data={"text": "å" * 60_000}))[0] == 413


@pytest.mark.parametrize("path", ["/", "/en", "/docs", "/nothing", "/api/nothing", "/healthz", "/static/chat.js"])
async def test_every_response_carries_the_security_headers(web: Any, path: str) -> None:
    async with web.client.get(web.url + path) as response:
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert "Server" not in response.headers


async def test_the_page_uses_nothing_inline_and_nothing_from_elsewhere(web: Any) -> None:
    await web.post("/", data={"text": "x"})
    html = (await web.get("/"))[1]
    assert " style=" not in html
    assert "<style" not in html
    assert not re.search(r"\son\w+=", html)
    assert not re.search(r"<script(?! src=\"/static/)", html)
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", html)


async def test_static_files_may_be_kept_and_pages_may_not(web: Any) -> None:
    html = (await web.get("/"))[1]
    style = re.search(r'href="(/static/style\.css\?v=\w+)"', html)
    assert style
    async with web.client.get(web.url + style[1]) as response:
        assert "immutable" in response.headers["Cache-Control"]
    async with web.client.get(web.url) as response:
        assert response.headers["Cache-Control"] == "no-store"


async def test_a_head_request_is_answered_without_a_body(web: Any) -> None:
    async with web.client.head(web.url) as response:
        assert response.status == 200
        assert await response.read() == b""


async def test_a_thumb_is_kept_with_the_question_and_thanked_for(web: Any) -> None:
    _, html = await web.post("/", data={"text": "hej"})
    _, html = await web.post("/rating", data={"key": key_of(html), "rating": "down"})
    assert "Tack, det hjälper oss" in html
    await web.parts.recorder.flush()
    async with web.database.reading() as session:
        (question,) = await latest_questions(session, 10)
    assert (question.rating, question.channel, question.text) == (-1, "web", "hej")


async def test_whoever_got_no_answer_can_leave_an_address(web: Any) -> None:
    _, html = await web.post("/", data={"text": "no idea"})
    assert "Vill du ha svar av en människa?" in html
    key = key_of(html)
    _, html = await web.post("/reply", data={"key": key, "email": "ekonom"})
    assert "Skriv en hel e-postadress" in html
    _, html = await web.post("/reply", data={"key": key, "email": " ekonom@kiruna.example "})
    assert "Frågan är sparad" in html
    await web.post("/reply", data={"key": key, "email": "annan@kiruna.example"})
    async with web.database.reading() as session:
        requests = (await session.execute(select(ReplyRequest))).scalars().all()
    assert [(request.question, request.address) for request in requests] == [("no idea", "ekonom@kiruna.example")]


async def test_an_answered_question_offers_no_reply_by_a_person(web: Any) -> None:
    _, html = await web.post("/", data={"text": "hej"})
    assert "av en människa" not in html


async def test_a_forged_key_changes_nothing(web: Any) -> None:
    await web.post("/rating", data={"key": "forged", "rating": "up"})
    status, _ = await web.post(
        "/reply", data={"key": "forged", "email": "x@y.example"}, headers={"Bidragslots-Part": "1"}
    )
    assert status == 404
    await web.parts.recorder.flush()
    async with web.database.reading() as session:
        assert (await session.execute(select(ReplyRequest))).first() is None
