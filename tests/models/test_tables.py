"""The tables as a whole: every one is known to migrations, and brings along those that it refers to."""

import importlib
import re
from pathlib import Path

import pytest

from models.tables import MODULES, metadata

FOLDER = Path(__file__).parents[2] / "models"
FILES = sorted(path for path in FOLDER.glob("*.py") if re.search(r"table=True", path.read_text(encoding="utf-8")))


def module_of_table() -> dict[str, str]:
    """Table name to the module that defines it."""
    modules = [importlib.import_module(f"models.{path.stem}") for path in FILES]
    return {
        value.__table__.name: module.__name__
        for module in modules
        for value in vars(module).values()
        if hasattr(value, "__table__") and value.__module__ == module.__name__
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_table_brings_along_the_tables_it_refers_to(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    referred = set(re.findall(r"foreign_key=\"(\w+)\.", source))
    needed = {module_of_table()[table] for table in referred} - {f"models.{path.stem}"}
    assert {name for name in needed if not re.search(rf"^(import|from) {name}\b", source, re.MULTILINE)} == set()


def test_every_table_is_known_to_the_migrations() -> None:
    assert {module.__name__ for module in MODULES} == {f"models.{path.stem}" for path in FILES}
    assert set(module_of_table()) == set(metadata.tables)
