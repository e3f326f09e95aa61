"""The question in a mail: its newest text, without what it quotes."""

import re
from collections.abc import Iterator
from email.message import Message
from html.parser import HTMLParser
from itertools import pairwise

from bot.understanding.letters import points_below

LONGEST = 20_000  # characters
# Where the message that is answered begins, as mail programs write it in Swedish and English.
QUOTED = re.compile(
    r"^\*?(?:-{2,} ?(?:original message|ursprungligt meddelande|forwarded message|vidarebefordrat meddelande).*"
    r"|(?:från|from):\*? .{1,200}|_{10,})$",
    re.IGNORECASE,
)
# Who wrote it and when; long ones are broken over two lines.
ATTRIBUTION = re.compile(
    r"^(?:(?:den|on|mån|tis|ons|tors|fre|lör|sön)\b.{0,200}|.{0,60}\b\d{4}\b.{0,120})\b(?:skrev|wrote)\b.{0,100}:$",
    re.IGNORECASE,
)
THANKS = re.compile(
    r"(?:hej\w*(?: \w+)?\W+)?(?:ok(?:ej|ay)?\W+)?(?:(?:tusen|stort|många) )?(?:tack(?: så mycket)?|thanks|thank you)"
    r"(?: (?:för|for) (?:svaret|hjälpen|informationen|infon?|påminnelsen|(?:your|the) (?:help|reply|reminder)))?\W*",
    re.IGNORECASE,
)
GREETING = re.compile(
    r"(?:mvh|/|med vänliga?|vänlig|hälsning|ha det|trevlig|bästa|best|kind|regards|-- ?$|skickat från|sent from|hämta"
    r"|get outlook)",
    re.IGNORECASE,
)
HIDDEN = {"script", "style", "head", "title", "blockquote"}
BREAKS = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4"}


def question_text(message: Message) -> str:
    """What the sender wrote, with the mail below it where that is only passed on. Never raises."""
    whole = whole_text(message)
    newest = unquoted(whole)
    return (whole if points_below(newest) else newest)[:LONGEST].strip()


def whole_text(message: Message) -> str:
    """The first text part, plain where there is one; the thread that it quotes included."""
    texts = list(text_parts(message))
    plain = next((text for kind, text in texts if kind == "text/plain" and text.strip()), None)
    if plain is not None:
        return plain
    html = next((text for kind, text in texts if kind == "text/html"), "")
    return text_of_html(html)


def text_parts(message: Message) -> Iterator[tuple[str, str]]:
    """Type and text of each text part that is no attachment."""
    for part in message.walk():
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
            yield kind, decoded(part)


def decoded(part: Message) -> str:
    """A part's text; letters that its stated encoding does not know are replaced."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        text = data.decode(part.get_content_charset() or "utf-8", "replace")
    except (LookupError, UnicodeError):
        text = data.decode("utf-8", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")[: 5 * LONGEST]


def is_thanks(text: str) -> bool:
    """Whether a text says thank you and, but for a greeting and who sends it, nothing else."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return bool(lines) and bool(THANKS.fullmatch(lines[0])) and (len(lines) == 1 or bool(GREETING.match(lines[1])))


def unquoted(text: str) -> str:
    """The text without quoted lines, up to where an older message begins."""
    kept: list[str] = []
    for line, following in pairwise([*text.splitlines(), ""]):
        begins = begins_older(line, following)
        if begins and any(each.strip() for each in kept):
            break
        if not is_quote(line) and not (begins and is_quote(following)):
            kept.append(line)
    return "\n".join(kept)


def is_quote(line: str) -> bool:
    return line.lstrip().startswith(">")


def begins_older(line: str, following: str) -> bool:
    """Whether an older message begins with this line."""
    line, following = line[:500].strip(), following[:500].strip()
    if QUOTED.match(line) or ATTRIBUTION.match(line):
        return True
    return not ATTRIBUTION.match(following) and bool(ATTRIBUTION.match(f"{line} {following}"))


def text_of_html(html: str) -> str:
    """The text of an HTML part; blocks end lines, quotes and styles are left out."""
    reader = TextOfHtml()
    reader.feed(html)
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).splitlines())
    return "\n".join(line for line in lines if line)


class TextOfHtml(HTMLParser):
    """Collects what a reader sees."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in HIDDEN
        if tag in BREAKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in HIDDEN and self._hidden > 0
        if tag in BREAKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data.replace("\n", " "))
