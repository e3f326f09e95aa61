"""The README's commands, typed one after the other as they stand."""

import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
Run = Callable[..., subprocess.CompletedProcess[str]]


def lines_beneath(heading: str) -> list[str]:
    return README.partition(heading)[2].partition("```sh\n")[2].partition("```")[0].splitlines()


def test_a_grants_year_works_from_an_empty_folder_as_the_readme_tells_it(run: Run, tmp_path: Path) -> None:
    typed = [line for line in lines_beneath("## A grant's year") if not line.startswith("export ")]
    assert len(typed) > 15
    for line in typed:
        words = shlex.split(line, comments=True)
        if words[:2] == ["bidragslots", "calendar"]:
            continue  # looks ahead from today, so its example day must lie ahead too
        if words[0] == "bidragslots":
            done = run(*words[1:])
            assert (done.returncode, done.stdout != "") == (0, True), (line, done.stderr)
        else:
            subprocess.run(["sh", "-c", line], cwd=tmp_path, check=True)
