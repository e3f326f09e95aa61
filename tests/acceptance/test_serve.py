"""`bidragslots serve` from start to stop."""

import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

COMMAND = Path(sys.executable).parent / "bidragslots"


def get(service: Any, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=10)
    connection.request("GET", path)
    response = connection.getresponse()
    try:
        return response.status, response.read().decode()
    finally:
        connection.close()


def ask(service: Any, text: str) -> tuple[int, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=10)
    connection.request("POST", "/api/ask", json.dumps({"text": text}), {"Content-Type": "application/json"})
    response = connection.getresponse()
    try:
        return response.status, json.loads(response.read())
    finally:
        connection.close()


def test_it_says_where_it_is_what_to_try_and_where_mails_go(service: Any) -> None:
    assert f"{service.url}/en" in service.said
    assert 'bidragslots ask "' in service.said
    assert "var/outbox" in service.said


def test_it_answers_a_real_question_with_the_figure_of_the_decision(service: Any) -> None:
    status, answer = ask(service, "Vilket belopp gäller för Arvidsjaurs kommun?")
    assert status == 200
    assert answer["amounts"] == [{"recipient": "Arvidsjaur", "kind": "kommun", "year": 2025, "kronor": 1_256_018}]
    assert "1\u00a0256\u00a0018" in answer["text"]
    assert answer["citations"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_with_status_0_and_without_a_word_of_trouble(service: Any, number: int) -> None:
    assert get(service, "/readyz")[0] == 200
    assert service.stop(number) == (0, "")


def test_a_request_under_way_is_answered_before_it_stops(service: Any) -> None:
    body = json.dumps({"text": "Vilket belopp gäller för Arvidsjaurs kommun?"}).encode()
    with socket.create_connection(("127.0.0.1", service.port), timeout=10) as connection:
        lines = ("POST /api/ask HTTP/1.1", "Host: x", "Content-Type: application/json", f"Content-Length: {len(body)}")
        connection.sendall("\r\n".join([*lines, "", ""]).encode() + body[:10])
        wait_until_read(connection)
        service.process.send_signal(signal.SIGTERM)
        wait_until_closed(service.port)
        connection.sendall(body[10:])
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert b"200 OK" in answer
    assert b'"kronor":1256018' in answer
    assert service.process.wait(timeout=30) == 0


def wait_until_read(connection: socket.socket) -> None:
    """Wait until the other side has taken everything that was sent (Linux tells how much it has not)."""
    import fcntl
    import struct
    import termios

    end = time.monotonic() + 10
    while struct.unpack("i", fcntl.ioctl(connection, termios.TIOCOUTQ, b"\0" * 4))[0]:
        assert time.monotonic() < end
        time.sleep(0.001)


def wait_until_closed(port: int) -> None:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except ConnectionRefusedError:
            return
        time.sleep(0.01)
    raise AssertionError("It still takes connections")


def test_what_was_asked_is_stored_when_it_stops(service: Any) -> None:
    ask(service, "Hur mycket får Kiruna? Mvh Anna Berg")
    assert service.stop()[0] == 0
    url = {"BIDRAGSLOTS_DATABASE_URL": f"sqlite:///{service.folder / 'one.db'}", "PATH": os.defpath}
    listed = subprocess.run(
        [COMMAND, "questions", "list", "--json"], env=url, capture_output=True, text=True, timeout=60, check=True
    )
    (question,) = json.loads(listed.stdout)
    assert (question["text"], question["channel"]) == ("Hur mycket får Kiruna? [underskrift]", "api")


def test_killed_in_the_middle_it_starts_again_on_the_same_database(
    tmp_path: Path, sqlite_url: str, starting: Any
) -> None:
    for _ in range(2):
        with starting(tmp_path, sqlite_url) as service:
            assert ask(service, "Hur mycket får Kiruna?")[0] == 200
            service.process.kill()
            service.process.wait(timeout=10)


def test_garbage_on_the_port_hurts_nobody(service: Any) -> None:
    for garbage in (
        b"\x16\x03\x01\x02\x00",
        os.urandom(5_000),
        b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 20_000,
        b"\0" * 70_000,
    ):
        with socket.create_connection(("127.0.0.1", service.port), timeout=10) as connection:
            connection.sendall(garbage)
            connection.shutdown(socket.SHUT_WR)
            try:
                while connection.recv(65_536):
                    pass
            except ConnectionResetError:
                pass
    assert get(service, "/")[0] == 200
    status, log = service.stop()
    assert status == 0
    assert "Traceback" not in log


def refused(folder: Path, *arguments: str, **settings: str) -> str:
    """The one line on standard error of a service that does not start."""
    environment = {"PATH": os.defpath} | {f"BIDRAGSLOTS_{name}": value for name, value in settings.items()}
    ended = subprocess.run(
        [COMMAND, "serve", *arguments],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    (line,) = ended.stderr.splitlines()
    return line


def test_a_port_in_use_and_a_bad_host_are_one_clear_line(service: Any, tmp_path: Path) -> None:
    assert "is in use" in refused(tmp_path, "--port", str(service.port))
    assert "not known" in refused(tmp_path, "--host", "no.such.host.example")


def test_an_unknown_role_and_an_outdated_database_are_one_clear_line(tmp_path: Path, sqlite_url: str) -> None:
    assert "ROLES" in refused(tmp_path, ROLES="web,cook")
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '0001'")
    assert "db upgrade" in refused(tmp_path, "--port", "0", DATABASE_URL=sqlite_url)


def test_a_fresh_folder_gets_its_database_and_a_page(tmp_path: Path, starting: Any) -> None:
    with starting(tmp_path) as service:
        assert "S2025/00122" in get(service, "/")[1]
        assert (tmp_path / "var" / "bidragslots.db").exists()
