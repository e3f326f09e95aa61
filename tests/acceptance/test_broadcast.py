"""A broadcast by e-mail on the command line: two administrators, a pause, a crash, and what answers quote meanwhile."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from models.catalogue.places import municipalities
from tests.acceptance.test_deliver import command, started, taken
from tests.mail_servers import ScriptedServer

Cli = Callable[..., CompletedProcess[str]]
REFUSED = "kontakt7@kommun.example"
CONNECTIONS = 4
QUESTION = "Vad ska redovisningen innehålla?"
QUOTED = "Bifoga underlaget"


def refusing(verb: str, line: str) -> str | None:
    return "550 5.1.1 no such user" if verb == "RCPT" and REFUSED in line else None


def with_contacts(cli: Cli, folder: Path, count: int) -> None:
    names = [row.name for row in municipalities()]
    rows = (f"{names[each % len(names)]},Ekonom,kontakt{each}@kommun.example,sv,economist" for each in range(count))
    (folder / "contacts.csv").write_text("\n".join(["recipient,name,email,language,role", *rows]), encoding="utf-8")
    assert json.loads(cli("contact", "import", "contacts.csv", "--json").stdout)["added"] == count


def approved(cli: Cli, folder: Path) -> None:
    """A broadcast that one administrator has written and another has approved."""
    text = f"Hej {{{{ mottagare }}}}, högst {{{{ belopp }}}}.\n\n{QUOTED} till redovisningen.\n"
    (folder / "text.md").write_text(text, encoding="utf-8")
    create = ("broadcast", "create", "text.md", "--topic", "report", "--to", "kind=kommun", "--subject", "Nytt")
    assert cli(*create, "--as", "anna").returncode == 0
    assert cli("broadcast", "send", "1").returncode == 1
    assert cli("broadcast", "approve", "1", "--as", "anna").returncode == 1
    assert cli("broadcast", "approve", "1", "--as", "bo").returncode == 0


def status(cli: Cli) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(cli("broadcast", "status", "1", "--json").stdout)
    return found


@pytest.mark.parametrize("count", [300, pytest.param(5_000, marks=pytest.mark.slow)])
async def test_paused_killed_and_resumed_it_reaches_each_and_its_status_is_true(
    count: int, sqlite_url: str, tmp_path: Path
) -> None:
    async with ScriptedServer(refusing) as server:
        # slowly enough that there is always something left to pause and to kill
        settings = {"SMTP_URL": f"smtp://127.0.0.1:{server.port}?rate={count / 15}", "APPROVALS": "2"}
        place = {"url": sqlite_url, "folder": tmp_path, **settings}

        def cli(*arguments: str) -> CompletedProcess[str]:
            return command(*arguments, **place)  # type: ignore[arg-type]

        with_contacts(cli, tmp_path, count)
        approved(cli, tmp_path)
        assert QUOTED not in cli("ask", QUESTION).stdout
        assert json.loads(cli("broadcast", "send", "1", "--json").stdout)["queued"] == count
        assert QUOTED in cli("ask", QUESTION).stdout

        delivering = await started("deliver", "--json", **place)  # type: ignore[arg-type]
        await taken(server, count // 10)
        assert (await asyncio.to_thread(cli, "broadcast", "pause", "1")).returncode == 0
        await asyncio.wait_for(delivering.communicate(), 60)
        paused = await asyncio.to_thread(status, cli)
        assert paused["state"] == "paused"
        assert paused["counts"].get("sent", 0) == len(server.taken) < count

        assert (await asyncio.to_thread(cli, "broadcast", "resume", "1")).returncode == 0
        before = len(server.taken)
        delivering = await started("deliver", "--json", **place)  # type: ignore[arg-type]
        await taken(server, before + count // 10)
        delivering.kill()
        await delivering.communicate()
        killed = await asyncio.to_thread(status, cli)
        assert 0 <= len(server.taken) - killed["counts"]["sent"] <= CONNECTIONS

        finished = await started("deliver", "--json", **place)  # type: ignore[arg-type]
        await asyncio.wait_for(finished.communicate(), 200)
        done = await asyncio.to_thread(status, cli)
        assert (done["state"], done["counts"]) == ("done", {"sent": count - 1, "failed": 1})
        arrived = Counter(server.taken)
        assert len(arrived) == count - 1
        assert sum(arrived.values()) - len(arrived) <= CONNECTIONS
        assert "1 failed messages" in (await asyncio.to_thread(cli, "broadcast", "resend", "1")).stdout

        assert (await asyncio.to_thread(cli, "broadcast", "withdraw", "1")).returncode == 0
        assert QUOTED not in (await asyncio.to_thread(cli, "ask", QUESTION)).stdout
