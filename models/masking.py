"""Taking out what points to a person before a question is stored.

Amounts, years and references (S2025/00122) stay: they are what the question is about.
"""

import re

LONGEST_KEPT = 2_000  # characters of a stored question
LONGEST_READ = 20_000  # characters that are searched; a longer text is cut there

# Ten or twelve digits with the date first; the day of a coordination number (samordningsnummer) is 61-91.
PERSONAL_NUMBER = re.compile(
    r"(?<![\d/-])(?:(?:18|19|20)\d{2}|\d{2})[ .-]?(?:0[1-9]|1[0-2])[ .-]?(?:[06][1-9]|[1278]\d|[39][01])"
    r"\s?[-+–]?\s?[\dTXtx]\d{3}(?!\d)"
)
EMAIL = re.compile(r"[^\s@<>\"',;:()\[\]]{1,64}@[^\s@<>\"',;:()\[\]]{1,255}")
# With a country code, or from a 0 on: at least seven digits, written together or in groups.
PHONE = re.compile(
    r"(?<![\w/.-])(?:\+|00)\d{1,3}(?:[ \u00a0()./–-]{0,3}\d){6,13}(?!\d)"
    r"|(?<![\w/.,-])0(?:[ \u00a0/–-]{0,3}\d){6,10}(?!\d)"
)
STREET = re.compile(
    r"\b[A-ZÅÄÖ][\wåäöé]*(?:gatan|vägen|gränd|torget|stigen|allén|backen) \d{1,4}(?: ?[A-Za-z]\b)?"
    r"|\b\d{3} \d{2}(?= {1,2}[A-ZÅÄÖ][a-zåäöé]+)"
)
NAMED = re.compile(r"\b((?i:jag heter|mitt namn är|my name is|i am called) )[A-ZÅÄÖ][\wé-]+(?: [A-ZÅÄÖ][\wé-]+){0,2}")
SIGNATURE = re.compile(
    r"(?im)(?:^|(?<=[.!?\n])|(?<=\s))[ \t]*(?:"
    r"(?:med |många |bästa |varma |vänliga )*(?:vänlig(?:a|en)? )?hälsning(?:ar|en)?\b"
    r"|m\.?v\.?h\b\.?|vänligen,?[ \t]*$|hälsar\b"
    r"|(?:kind|best|warm|many) regards\b|regards,|best wishes\b"
    r"|yours (?:sincerely|faithfully|truly)\b|sincerely,|cheers,"
    r")"
)
DASHES = re.compile(r"(?m)^-- ?$|(?<=\s)//? ?(?=[A-ZÅÄÖ][\wé-]+(?: [A-ZÅÄÖ][\wé-]+)?\s*\Z)")


def mask(text: str) -> str:
    """The text without personal numbers, addresses, phone numbers, stated names and signatures.

    Each is replaced by a word in brackets; everything from a closing phrase on is a signature. The
    result is cut to LONGEST_KEPT characters.
    """
    text = without_signature(storable(text[:LONGEST_READ]))
    text = EMAIL.sub("[e-post]", text)
    text = PERSONAL_NUMBER.sub("[personnummer]", text)
    text = PHONE.sub("[telefon]", text)
    text = STREET.sub("[adress]", text)
    text = NAMED.sub(r"\1[namn]", text)
    return text.strip()[:LONGEST_KEPT]


def storable(text: str) -> str:
    """The text without what a database refuses: NUL characters and halves of surrogate pairs."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def without_signature(text: str) -> str:
    """The text up to its closing phrase; a greeting that opens the text closes nothing."""
    for pattern in (SIGNATURE, DASHES):
        found = next((match for match in pattern.finditer(text) if text[: match.start()].strip()), None)
        if found is not None:
            text = text[: found.start()].rstrip() + " [underskrift]"
    return text
