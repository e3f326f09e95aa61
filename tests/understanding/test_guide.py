"""The page that leads through the steps of understanding: the docstring of the package."""

import re
from pathlib import Path

from bot import understanding


def test_the_guide_names_every_file_of_understanding_and_no_other() -> None:
    listed = re.findall(r"^    (\w+) +\S|`(\w+)`", understanding.__doc__ or "", re.MULTILINE)
    named = [entry or mentioned for entry, mentioned in listed]
    files = {path.stem for path in Path(understanding.__file__).parent.glob("*.py")} - {"__init__"}
    assert set(named) == files
    assert len(named) == len(files)
