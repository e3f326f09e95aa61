"""Whether a bounce says that an address is gone (hard) or that it may work another day (soft)."""

import re

# Permanent by their first digit, yet no fault of the address (RFC 3463): full, too large, our own sender's
# address, a server that was not reached in time, a protocol or policy refused. Of the routing codes three
# say that nobody is there: 5.4.1 (Exchange's unknown user), 5.4.4 and 5.4.310 (no such domain).
SOFT_DESPITE_FIVE = re.compile(r"5\.(?:1\.[78]\b|2\.[23]\b|[3567]\.\d+|4\.(?!(?:1|4|310)\b)\d+)")
STATUS = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])")
SAYS_NOTHING = re.compile(r"[45]\.0\.0")
REPLY_CODE = re.compile(r"(?<![\d.])([45])\d\d(?=[ -])")
NOT_ITS_FAULT = re.compile(
    r"\bfull\b|quota|too (?:large|big|many|long)|exceed|tim(?:ed|e)[ -]?out|temporar|try(?:ing)? again|later\b"
    r"|spam|block(?:ed|list)|blacklist|polic(?:y|ies)|reputation|gr[ae]ylist|refused|rate limit|fullt?\b|avvisa"
    r"|\bsender\b|relay|\bhelo\b|reverse|client host|access denied",
    re.IGNORECASE,
)
IS_GONE = re.compile(
    r"unknown (?:user|recipient|address|mailbox)|(?:user|recipient|address|mailbox)\W+(?:is |was )?unknown"
    r"|no (?:such|mailbox)|not? (?:a )?valid|invalid (?:recipient|mailbox|address|user)|unrouteable"
    r"|(?:do|does)(?: not|n't) (?:exist|have an account)|not? (?:be )?found"
    r"|(?:disabled|inactive|deactivated|discontinued)"
    r"|finns inte|okänd (?:mottagare|användare|adress)|existerar inte|kan inte hittas|hittades inte",
    re.IGNORECASE,
)
COPY = re.compile(
    r"^-{2,} ?(?:below this line|this is a copy|original message|returned|the (?:header|body))",
    re.IGNORECASE | re.MULTILINE,
)
AROUND = 600  # characters after an address in which a server says what is the matter with it


def hard_by_report(status: str, said: str) -> bool:
    """By the fields of a report (RFC 3464); one that says only "permanent" is hard unless its words say otherwise."""
    telling = status if STATUS.match(status) and not SAYS_NOTHING.match(status) else telling_status(said)
    if telling:
        return by_status(telling)
    if NOT_ITS_FAULT.search(said):
        return False
    code = REPLY_CODE.search(said)
    return status.startswith("5") or (not status and code is not None and code[1] == "5")


def hard_by_words(text: str, address: str) -> bool:
    """By what a server wrote for people about the address; in doubt soft: the third one tells."""
    return says_gone(about(text, address))


def says_gone(said: str) -> bool:
    """Whether a server says in so many words, or by a code, that nobody is there."""
    if telling := telling_status(said):
        return by_status(telling)
    return bool(IS_GONE.search(said)) and not NOT_ITS_FAULT.search(said)


def by_status(status: str) -> bool:
    return status.startswith("5") and not SOFT_DESPITE_FIVE.match(status)


def telling_status(said: str) -> str | None:
    """The first status code (RFC 3463) in a text that says more than that something failed."""
    return next((found for found in STATUS.findall(said) if not SAYS_NOTHING.fullmatch(found)), None)


def about(text: str, address: str) -> str:
    """What a notice says behind an address, without the copy of our own mail."""
    copy = COPY.search(text)
    notice = text[: copy.start()] if copy else text
    place = notice.lower().find(address.lower())
    return notice[max(place, 0) :][:AROUND]
