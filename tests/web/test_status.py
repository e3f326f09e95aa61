"""What a supervisor asks."""

import json
from typing import Any

from sqlalchemy import text


async def test_a_running_service_is_alive_and_ready(web: Any) -> None:
    for path in ("/healthz", "/readyz"):
        status, body = await web.get(path)
        assert (status, json.loads(body)) == (200, {"status": "ok"})


async def test_a_service_on_an_outdated_database_is_alive_but_not_ready(web: Any) -> None:
    async with web.database.writing() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    status, body = await web.get("/readyz")
    assert status == 503
    assert "0001" in json.loads(body)["status"]
    assert (await web.get("/healthz"))[0] == 200


async def test_a_service_whose_database_is_gone_is_alive_but_not_ready(web: Any, monkeypatch: Any) -> None:
    def refuse() -> Any:
        raise ConnectionRefusedError

    monkeypatch.setattr(type(web.database.engine), "connect", lambda _self: refuse())
    status, body = await web.get("/readyz")
    assert status == 503
    assert "can't be reached" in json.loads(body)["status"]
    assert (await web.get("/healthz"))[0] == 200


async def test_questions_are_counted_for_this_machine_alone(web: Any) -> None:
    await web.post("/api/ask", json={"text": "x"})
    await web.post("/", data={"text": "no idea"})
    _, counts = await web.get("/metrics")
    assert 'bidragslots_questions_total{channel="api",language="sv",outcome="answered"} 1.0' in counts
    assert 'bidragslots_questions_total{channel="web",language="sv",outcome="declined"} 1.0' in counts
    status, _ = await web.get("/metrics", headers={"X-Forwarded-For": "192.0.2.1"})
    assert status == 404
