"""From a question that nobody foresaw to a service that knows it, while it runs."""

import email
import email.policy
import http.client
import json
import os
import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

COMMAND = Path(sys.executable).parent / "bidragslots"
UNFORESEEN = "Kan kosingen spenderas hur som helst?"


def command(service: Any, *arguments: str) -> str:
    environment = {"PATH": os.defpath, "BIDRAGSLOTS_DATABASE_URL": f"sqlite:///{service.folder / 'one.db'}"}
    ended = subprocess.run(
        [COMMAND, *arguments],
        env=environment,
        cwd=service.folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return ended.stdout


def post(service: Any, path: str, body: str, kind: str, **headers: str) -> tuple[int, str, str]:
    """The status, the cookie and the body of the response."""
    with closing(http.client.HTTPConnection("127.0.0.1", service.port, timeout=10)) as connection:
        connection.request("POST", path, body.encode(), {"Content-Type": kind, **headers})
        response = connection.getresponse()
        cookie = response.headers.get("Set-Cookie", "").partition(";")[0]
        return response.status, cookie, response.read().decode()


def ask(service: Any, text: str) -> Any:
    return json.loads(post(service, "/api/ask", json.dumps({"text": text}), "application/json")[2])


def test_a_phrasing_added_on_the_command_line_works_at_once_in_the_running_service(service: Any) -> None:
    assert ask(service, UNFORESEEN)["trace"]["topic"] != "not_allowed"
    command(service, "questions", "add", "not_allowed", UNFORESEEN)
    for text in (UNFORESEEN, "kan kosingen spenderas hur som helst"):
        answer = ask(service, text)
        assert answer["trace"]["topic"] == "not_allowed"
        assert answer["answered"] is True


def test_whoever_left_an_address_gets_the_maintainers_reply_by_mail(service: Any) -> None:
    form = "application/x-www-form-urlencoded"
    question = urlencode({"text": "Vilken är huvudstaden i Peru?"})
    _, cookie, html = post(service, "/", question, form, **{"Bidragslots-Part": "1"})
    key = re.search(r'id="e-([\w-]+)"', html)
    assert key
    body = urlencode({"key": key[1], "email": "ekonom@kommun.example"})
    assert post(service, "/reply", body, form, Cookie=cookie)[0] == 303

    (request,) = json.loads(command(service, "questions", "unanswered", "--json"))["waiting"]
    assert request["question"] == "Vilken är huvudstaden i Peru?"
    command(service, "questions", "answer", str(request["id"]), "Lima, men det hör inte hit.")
    command(service, "deliver")

    (path,) = (service.folder / "var" / "outbox").glob("*.eml")
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert mail["To"].addresses[0].addr_spec == "ekonom@kommun.example"
    text = mail.get_body(("plain",))
    assert text is not None
    assert "Lima, men det hör inte hit." in text.get_content()
    assert json.loads(command(service, "questions", "unanswered", "--json"))["waiting"] == []
