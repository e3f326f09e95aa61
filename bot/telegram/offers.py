"""Short texts behind buttons: what is offered is what is asked when the button is pressed.

Telegram keeps 64 bytes for a button. A text that fits stands in it; of a longer one a digest, by
which it is found again: in the message's own buttons, or among the topics' questions. So a button
works after a restart, with nothing stored.
"""

import tomllib
from collections.abc import Iterable
from functools import cache
from hashlib import sha256

from bot.answers.topic import TOPICS, label

MOST_BYTES = 64
WHOLE, DIGEST = "?", "#"
DIGEST_LENGTH = 16


def offered(text: str) -> str:
    """What a button holds that offers `text`."""
    whole = WHOLE + text
    return whole if len(whole.encode()) <= MOST_BYTES else DIGEST + digest(text)


def taken(data: str, buttons: Iterable[tuple[str, str]]) -> str | None:
    """The text that a pressed button offered; None where it can't be found. `buttons` are texts and data."""
    if data.startswith(WHOLE):
        return data[1:]
    own = next((text for text, held in buttons if held == data), None)
    return own or next((text for text in topic_questions() if DIGEST + digest(text) == data), None)


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:DIGEST_LENGTH]


@cache
def topic_names() -> tuple[str, ...]:
    """The topics that answer something from the documents, in the order of their names."""
    files = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(TOPICS.glob("*.toml"))}
    return tuple(name for name, data in files.items() if "citations" in data and "label" in data)


def topic_questions() -> Iterable[str]:
    """The question of every topic in each language."""
    return (label(name, language) for name in topic_names() for language in ("sv", "en"))
