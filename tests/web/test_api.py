"""`POST /api/ask` over a real socket."""

import json
from typing import Any

import pytest

from tests.web.conftest import running

JSON = {"Content-Type": "application/json"}


async def test_an_answer_has_the_keys_of_the_contract(web: Any) -> None:
    status, text = await web.post("/api/ask", json={"text": "Hur mycket?"})
    answer = json.loads(text)
    assert status == 200
    assert set(answer) == {
        "text",
        "language",
        "answered",
        "clarify",
        "suggestions",
        "amounts",
        "citations",
        "trace",
    }
    assert answer["amounts"] == [{"recipient": "Kiruna", "kind": "kommun", "year": 2025, "kronor": 2_672_587}]
    assert answer["citations"] == [{"document": "Regeringens beslut S2025/00122", "section": "Bilaga 1"}]
    assert answer["answered"] is True


async def test_language_and_conversation_reach_the_engine_apart_from_the_chats_of_the_page(web: Any) -> None:
    await web.post("/api/ask", json={"text": "x", "language": "en", "conversation": "mine"})
    asked = web.engine.asked[0]
    assert (asked["language"], asked["conversation"]) == ("en", "api:mine")


@pytest.mark.parametrize(
    ("body", "headers", "status", "says"),
    [
        (b"{", JSON, 400, "JSON"),
        (b"\xff\xfe", JSON, 400, "JSON"),
        (b"[" * 100_000, JSON, 400, "JSON"),
        (b'{"text": "x"}', {"Content-Type": "text/plain"}, 415, "Content-Type"),
        (b"text=x", {"Content-Type": "application/x-www-form-urlencoded"}, 415, "Content-Type"),
        (b"{}", JSON, 422, "text"),
        (b'"text"', JSON, 422, "body"),
        (b"null", JSON, 422, "body"),
        (b"", JSON, 422, "body"),
        (b'{"text": 5}', JSON, 422, "text"),
        (b'{"text": null}', JSON, 422, "text"),
        (b'{"text": "\\ud800"}', JSON, 422, "text"),
        (b'{"text": "x", "language": "fi"}', JSON, 422, "language"),
        (b'{"text": "x", "conversation": 7}', JSON, 422, "conversation"),
        (b'{"text": "x", "conversation": ""}', JSON, 422, "conversation"),
        (json.dumps({"text": "å" * 20_001}).encode(), JSON, 422, "text"),
        (json.dumps({"text": "å" * 100_000}).encode(), JSON, 413, "256 KiB"),
    ],
)
async def test_unusable_input_is_refused_with_one_line_that_names_the_field(
    web: Any, body: bytes, headers: dict[str, str], status: int, says: str
) -> None:
    got, text = await web.post("/api/ask", data=body, headers=headers)
    error = json.loads(text)
    assert got == status
    assert set(error) == {"error"}
    assert says in error["error"]
    assert "\n" not in error["error"]
    assert web.engine.asked == []


async def test_a_text_of_20_000_characters_is_still_answered_however_it_is_escaped(web: Any) -> None:
    status, _ = await web.post("/api/ask", data=json.dumps({"text": "😀" * 20_000}).encode(), headers=JSON)
    assert status == 200


async def test_a_body_without_a_length_is_cut_off_at_the_limit(web: Any) -> None:
    sent = 0

    async def endless() -> Any:
        nonlocal sent
        while sent < 50_000_000:
            sent += 65_536
            yield b" " * 65_536

    try:
        status, _ = await web.post("/api/ask", data=endless(), headers=JSON)
    except OSError:
        status = 413  # the server had answered and closed while the client was still sending
    assert status == 413
    assert sent < 50_000_000


async def test_a_wrong_method_or_address_is_told_as_json(web: Any) -> None:
    async with web.client.get(web.url + "/api/ask") as response:
        assert (response.status, response.headers["Allow"]) == (405, "POST")
        assert "error" in await response.json()
    status, text = await web.get("/api/nothing")
    assert status == 404
    assert "error" in json.loads(text)


async def test_an_unexpected_error_gives_a_reference_and_no_traceback(web: Any, caplog: Any) -> None:
    status, text = await web.post("/api/ask", json={"text": "broken"})
    message = json.loads(text)["error"]
    assert status == 500
    assert "secret" not in text
    assert "Traceback" not in text
    reference = message.rstrip(".").rpartition(" ")[2]
    assert reference in caplog.text
    assert "a secret in a traceback" in caplog.text


async def test_a_client_that_asks_too_much_is_asked_to_wait_and_others_are_not(sqlite_url: str) -> None:
    async with running(sqlite_url, questions_per_minute=2) as web:

        async def ask_as(client: str) -> tuple[int, int]:
            headers = {"X-Forwarded-For": client}
            async with web.client.post(web.url + "/api/ask", json={"text": "x"}, headers=headers) as response:
                return response.status, int(response.headers.get("Retry-After", 0))

        assert await ask_as("192.0.2.1") == (200, 0)
        status, seconds = await ask_as("192.0.2.1")
        assert status == 429
        assert 1 <= seconds <= 30
        assert await ask_as("192.0.2.2") == (200, 0)


async def test_this_machine_is_not_limited(web: Any) -> None:
    statuses = {(await web.post("/api/ask", json={"text": "x"}))[0] for _ in range(130)}
    assert statuses == {200}


async def test_the_api_is_documented_without_anything_from_elsewhere(web: Any) -> None:
    status, html = await web.get("/docs")
    assert status == 200
    assert "/api/ask" in html
    assert "conversation" in html
    assert "<script" not in html
    assert "http" not in html.replace(web.url, "")
    description = json.loads((await web.get("/openapi.json"))[1])
    assert set(description["paths"]["/api/ask"]["post"]["responses"]) == {
        "200",
        "400",
        "413",
        "415",
        "422",
        "429",
        "500",
    }
