"""The phrasings of the topics' files (bot/answers/topics/*.toml), and the hash that tells their version."""

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path

from models.errors import BidragslotsError

TOPICS = Path(__file__).parents[2] / "answers" / "topics"
LANGUAGES = ("sv", "en")


class PhrasingFileError(BidragslotsError):
    """A topic's file has phrasings that can't be used."""


@dataclass(frozen=True, slots=True)
class Written:
    """One phrasing as it stands in a topic's file, with {kommun}, {rss}, {lan}, {ort} and {year} to be filled."""

    topic: str
    language: str
    text: str


def read_phrasings(folder: Path = TOPICS) -> list[Written]:
    """Every phrasing, by topic and language. Raises PhrasingFileError naming the file."""
    found = [written for path in sorted(folder.glob("*.toml")) for written in read_topic(path)]
    by_text: dict[str, str] = {}
    for written in found:
        other = by_text.setdefault(written.text.casefold(), written.topic)
        if other != written.topic:
            raise PhrasingFileError(f"'{written.text}' stands in both {other}.toml and {written.topic}.toml; keep one")
    return found


def read_topic(path: Path) -> list[Written]:
    """The phrasings of one topic's file."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))["phrasings"]
        return [Written(path.stem, language, text) for language in LANGUAGES for text in table[language]]
    except (KeyError, tomllib.TOMLDecodeError) as error:
        raise PhrasingFileError(
            f"{path}: no phrasings in both languages ({error}); add [phrasings] sv and en"
        ) from None


def hash_of(phrasings: list[Written]) -> str:
    """A hash that changes with any phrasing."""
    lines = "\n".join(sorted(f"{each.topic}\t{each.language}\t{each.text}" for each in phrasings))
    return hashlib.sha256(lines.encode()).hexdigest()[:16]
