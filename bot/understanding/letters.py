"""Which part of a text is the question: a letter has greeting, background, signature and old threads."""

import re
from dataclasses import dataclass, replace

from bot.understanding.phrases import any_of, one_of

LONGEST = 20_000
QUOTED = re.compile(
    r"^(?:>|-{2,} ?(?:ursprungligt|vidarebefordrat|original|forwarded)|_{6,}|(?:från|from|sent|skickat): .*@?"
    r"|den .{3,60} skrev .{0,80}:|on .{3,80} wrote:|.{0,60} skrev följande:)",
    re.IGNORECASE,
)
# What stands above a forwarded mail where that is to be answered.
BELOW = any_of(
    r"""
    nedan; nedanför; nedanstående; här under; här nere; längre ner; vidarebefordra\w*; skickar vidare; skickas vidare;
    slussar vidare; bollar vidare; (?:se|läs) (?:mejlet|mailet|frågan|tråden); vb; fw; fwd; fyi; below;
    (?:fick|fått|kom) (?:just |precis )?(?:det här|detta|den här|frågan|följande)(?: \w+)?;
    följande (?:fråga|mejl|mail); (?:got|received) this(?: \w+)?; forward(?:ing|ed)?; pass(?:ing)? (?:this|it) on;
    (?:see|read) (?:the )?(?:mail|email|message|question|thread)
    """
)
HEADER = re.compile(
    r"^[*_]{0,2}(?:från|till|kopia|skickat|datum|ämne|from|to|cc|sent|date|subject)[*_]{0,2}:.*$|^-{2,}.*$|^_{6,}$"
    r"|^(?:den|on) .{3,80}(?:skrev|wrote).*:$|^.{0,80} skrev följande:$",
    re.IGNORECASE,
)
LEAVE = one_of(
    r"""
    (?:med )?(?:vänlig|vänliga|bästa|varma|många|soliga|trevliga|glada|hjärtliga)\w* (?:hälsning|hälsningar)\w*;
    hälsningar?\w*; hälsar; m\.?v\.?h\.?; vänligen; vänligast; (?:kind|best|warm|kindest)? ?regards;
    yours? (?:sincerely|faithfully|truly); sincerely; best wishes; all the best; best; cheers; br;
    tack på förhand; hej så länge; ha det (?:gott|bra); /{1,2} ?[A-ZÅÄÖ]\w+
    """
)
CLOSING = re.compile(rf"^{LEAVE}\b[\s,.!:;/]*(?P<rest>.*)$", re.IGNORECASE)
INLINE_CLOSING = any_of(r"(?:med )?vänliga? hälsning(?:ar)?; mvh; hälsningar; (?:kind|best) regards; m\.v\.h\.?")
HELLO = one_of(
    r"""
    hej; hejsan; hallå; tjena; tja; goddag; god (?:morgon|dag|kväll); hello; hi; hey; dear;
    good (?:morning|afternoon|day)
    """
)
GREETING = re.compile(
    rf"^{HELLO}\b(?: (?:på er|på dig|alla|igen|där|there|all|hej))?[\s,!.:]*",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(
    r"""(?<=[.!?…])(?<!resp\.)(?<!dvs\.)(?<!bl\.a\.)(?<!^\d\.)(?<!\s\d\.)["”')\]]*\s+(?=["”'(\[A-ZÅÄÖ0-9])"""
    r"|(?<=[^\W_]{2}[.!?…])[ \t]+(?=[^\W\d_])(?<!bl\.a\. )(?<!dvs\. )(?<!resp\. )(?<!kom\. )|(?<=[?])\s+"
    r"|\n\s*\n+|\n(?=[-–•*] )"
)
ASKING = any_of(
    r"""
    undrar; undra; saknar; vill jag åt; jag vill åt; det (?:jag|vi) (?:söker|behöver);
    vill (?:(?:vi|jag|man|gärna|kunna) ){0,3}(?:veta|ha|få|ange|skriva|se); skulle vilja (?:veta|ha|få);
    behöva (?:veta|få|ha); behöver (?:veta|få|ha|vi|jag|siffr|belopp)\w*; behöver (?:\w+ ){1,4}(?:veta|få|ha);
    fråg(?:a|ar|an|or) (?:är|gäller|vad|hur|om|när|vilk\w+); kan (?:ni|du|någon);
    går det att; berätta; tala om; ta fram; skicka; lämna besked; ge mig; wonder(?:ing)?; would like to; i'd like;
    want to know; need(?: to know)?; can you; could you; please; tell me; let me know;
    ^(?:vänligen )?(?:skriv|ange|uppge|meddela|lämna|summera|räkna ut|fyll i|state|give|provide|specify);
    ^(?:look up|fill in);
    var (?:vänlig|snäll|så (?:vänlig|snäll));
    (?:behöver|söker|efterfrågar|needs?|wants?|seeks?) (?:\w+ ){0,4}?(?:belopp|summ|siffr|amount|figure|sum|ceiling)\w*
    """
)
CHECK = any_of(
    r"""
    ^stämmer; ^vad gäller\W*$; har (?:hon|han|hen|de|dom|vi|jag) rätt; (?:is|are) (?:she|he|they|we) right;
    ^(?:rätt|sant|true|right|correct);
    stämmer det\w*; kan det stämma; är det (?:rätt|riktigt|korrekt|så|sant);
    is (?:that|it|this) (?:right|correct|true|so)
    """
)
# A question that is only told of: "det kommer en fråga om lagen", "jag fick ringa och fråga vilka hon menade".
TOLD = any_of(
    r"""
    (?:kommer|kom|komma|fick|får|dyker|dök) (?:\w+ ){0,2}(?:en|nån|någon) fråga;
    (?:fick|måste|hann|försökte) (?:\w+ ){0,2}(?:fråga|undra);
    (?:frågade|undrade|ville veta|asked|wondered|wanted to know); (?:will be|was|comes) a question
    """
)
LONGEST_CHECK = 5  # words
ONLY_HELP = any_of(
    r"""
    (?:kan|kunde|skulle) (?:ni|du|någon) (?:\w+ ){0,2}(?:hjälpa|svara|hjälp|upplysa|informera)(?: \w+){0,3};
    hoppas (?:att )?(?:ni|du); går det bra; (?:can|could) (?:you|anyone) (?:please )?(?:help|answer)(?: \w+){0,3}
    """
)
QUESTION_WORD = any_of(
    r"""
    hur (?:mycket|mkt|mycke|stor|många|räkna|beräkna|fördela)\w*; vad (?:får|blir|är|fick|kan|gäller|säger);
    vilk(?:en|et|a); när; vem; vart; varför; får vi; kan vi; måste vi; ska vi; how (?:much|many|is|are|do); what;
    which; when; who; where; why; may we; can we; do we; must we; are we; is it
    """
)
SUBJECT = any_of(
    r"""
    \w*bidrag\w*; \w*belopp\w*; \w*pengar\w*; \w*medel\w*; \w*rekvi\w*; \w*redovis\w*; \w*rapport\w*;
    \w*återbetal\w*; betala\w*; summa\w*; kronor; siffr\w*; diarie\w*; får vi; socialtjänst\w*;
    socialstyrelsen\w*; kommun\w*; grant\w*; amount\w*; money; fund\w*; requisition\w*; report\w*; repay\w*;
    figure\w*; receive\w*; reference\w*
    """
)
ASKS_PLAINLY = 3
PLAINLY_ASKED = 5  # with a question mark, an asking word and one of the grant's
LONGEST_LEAVE = 200  # characters that may follow the leave-taking in a message on one line


@dataclass(frozen=True, slots=True)
class Letter:
    """A text in its parts. `asked` is what to answer, `body` all but greeting, signature and quotes.

    `signature` may still name the municipality that writes.
    """

    asked: str
    body: str
    signature: str
    is_letter: bool


def parts_of(text: str) -> Letter:
    """Find the question in a text of any length; at most its first and last 10 000 characters are read."""
    text = shortened(text.replace("\r\n", "\n").replace("\r", "\n"))
    letter = letter_of(text)
    if points_below(letter.body) and (quoted := quoted_in(text)):
        forwarded = letter_of(quoted)
        return replace(forwarded, signature=f"{forwarded.signature}\n{letter.signature}")
    return letter


def letter_of(text: str) -> Letter:
    """The parts of the newest mail in a text."""
    unquoted = without_quotes(text)
    body, signature = split_signature(unquoted)
    if not body.strip():
        body, signature = (unquoted, "") if unquoted.strip() else (text, "")
    sentences = sentences_of(body)
    if len(sentences) <= 1:
        return Letter(body.strip(), body.strip(), signature, is_letter=False)
    return Letter(question_of(sentences), body.strip(), signature, is_letter=True)


def shortened(text: str) -> str:
    """Nobody asks in the middle of 20 000 characters; keep both ends."""
    if len(text) <= LONGEST:
        return text
    half = LONGEST // 2
    return f"{text[:half]}\n\n{text[-half:]}"


def without_quotes(text: str) -> str:
    """The text above the first quoted or forwarded mail, without lines that begin with ">"."""
    kept: list[str] = []
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped.startswith(">"):
            continue
        if kept and QUOTED.match(stripped):
            break
        kept.append(line)
    return "\n".join(kept)


def points_below(body: str) -> bool:
    """Whether a text asks nothing itself but points to the mail below it ("Se nedan, kan ni svara?")."""
    return BELOW.search(body) and not SUBJECT.search(body)


def quoted_in(text: str) -> str:
    """The mail that a text quotes or forwards, without header and quotation marks; "" where it asks nothing."""
    lines = [line.strip() for line in text.split("\n")]
    begins = next((at for at, line in enumerate(lines) if at and QUOTED.match(line)), len(lines))
    quoted = (re.sub(r"^(?:> ?)+", "", line) for line in lines[begins:])
    kept = "\n".join(line for line in quoted if not HEADER.match(line.strip())).strip()
    return kept if any(asks(sentence) >= ASKS_PLAINLY for sentence in sentences_of(kept)) else ""


def split_signature(text: str) -> tuple[str, str]:
    """Body and signature; a signature begins with a line of greeting, or with "-- "."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        stripped = line.strip()
        if number and (stripped == "--" or is_closing(stripped)):
            return "\n".join(lines[:number]), "\n".join(lines[number:])
    return split_name_block(text) or split_inline_signature(text)


def split_name_block(text: str) -> tuple[str, str] | None:
    """A last paragraph of two to six short lines without an end mark is who writes, and from where."""
    head, gap, last = text.rstrip().rpartition("\n\n")
    lines = [line.strip() for line in last.split("\n")]
    if not gap or not 2 <= len(lines) <= 6:
        return None
    if any(len(line.split()) > 6 or line[-1:] in "?.!:" or line.startswith(("-", "–", "•", "*")) for line in lines):
        return None
    return head, last


def is_closing(line: str) -> bool:
    """Whether a line only takes leave ("Med vänlig hälsning Anna"); a sentence that goes on is none."""
    match = CLOSING.match(line)
    return match is not None and len(match.group("rest").split()) <= 4 and "?" not in match.group("rest")


def split_inline_signature(text: str) -> tuple[str, str]:
    """The same for a message on one line: "… rekvirera? Mvh Karin"."""
    if not INLINE_CLOSING.search(text):
        return text, ""
    start = [match.start() for match in INLINE_CLOSING.pattern.finditer(text)][-1:]
    if start and start[0] > 0 and "?" not in text[start[0] :] and len(text) - start[0] <= LONGEST_LEAVE:
        return text[: start[0]], text[start[0] :]
    return text, ""


def sentences_of(body: str) -> list[str]:
    """The sentences of a text, without the greeting in front of each and without empty ones."""
    found = []
    for part in SENTENCE_END.split(body):
        sentence = " ".join(part.split())
        sentence = GREETING.sub("", sentence, count=1) if len(sentence) > 20 else sentence
        if any(character.isalnum() for character in sentence):
            found.append(sentence)
    return found


def question_of(sentences: list[str]) -> str:
    """The sentences that ask, joined. Without any that does, all of them: better much than nothing."""
    marked = [
        f"{before} {sentence}" if is_check(sentence) else sentence
        for before, sentence in zip(["", *sentences], sentences, strict=False)
        if asks(sentence) >= ASKS_PLAINLY
    ]
    if marked:
        best = max(asks(sentence) for sentence in marked)
        is_plain = any("?" in sentence[-3:] and asks(sentence) >= PLAINLY_ASKED for sentence in marked)
        kept = [sentence for sentence in marked if not is_plain or "?" in sentence or not TOLD.search(sentence)]
        return " ".join(sentence for sentence in kept if asks(sentence) >= best - 2)
    weaker = [sentence for sentence in sentences if asks(sentence) == 2]
    return " ".join(weaker or sentences)


def is_check(sentence: str) -> bool:
    """Whether a sentence only asks whether the one before it is right."""
    return CHECK.search(sentence) and len(sentence.split()) <= LONGEST_CHECK


def asks(sentence: str) -> int:
    """How much a sentence looks like the question: a question mark, asking words, the grant's words.

    "Kan ni hjälpa mig?" asks nothing by itself.
    """
    if ONLY_HELP.search(sentence) and not SUBJECT.search(sentence):
        return 1
    mark = 3 if "?" in sentence[-3:] else 0
    words = 1 if QUESTION_WORD.search(sentence) else 0
    wish = 2 if ASKING.search(sentence) else 0
    subject = 1 if SUBJECT.search(sentence) else 0
    return max(mark, wish) + words + subject
