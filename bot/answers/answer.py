"""What is answered: the text, what it asserts, and how it came about. The contract of `ask --jsonl`."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Amount:
    """A grant amount that an answer asserts for a named recipient; `kind` is kommun, rss or lan."""

    recipient: str
    kind: str
    year: int
    kronor: int


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a fact comes from, in the answer's language."""

    document: str
    section: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as every channel carries it.

    `text` is plain text in paragraphs (blank line between) and lists ("– " at the line's start).
    `clarify` holds the options when the answer asks back, `suggestions` what to ask next; both are
    short texts that can be sent back as they stand, so a channel shows them as buttons.
    """

    text: str
    language: str
    answered: bool
    clarify: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    citations: tuple[Citation, ...] = ()
    trace: dict[str, Any] | None = None


def as_data(answer: Answer) -> dict[str, Any]:
    """An answer by the keys of the contract of `ask --json`, without an id."""
    data = asdict(answer)
    data["clarify"], data["suggestions"] = list(answer.clarify), list(answer.suggestions)
    return data
