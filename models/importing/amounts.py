"""Amounts as decisions print them: whole kronor, thousands set apart by spaces."""

import re

SPACES = " \u00a0\u2007\u2009\u202f"  # ordinary, no-break, figure, thin, narrow no-break
LARGEST = 10**12  # no grant is larger; a longer number is a mistake
UNIT = re.compile(r"\s*(?:kronor|kr|sek|:-)\.?$", re.IGNORECASE)
NEGATIVE = re.compile(r"[-−–]\s*[0-9]")
WITH_DECIMALS = re.compile(r"[0-9 ]+[.,][0-9]{1,2}")
WHOLE = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+|[0-9]+")
TO_PLAIN_SPACE = str.maketrans(dict.fromkeys(SPACES, " "))


class AmountError(ValueError):
    """A text that is no amount in whole kronor; the message says why."""


def kronor_from(text: str) -> int:
    """Whole kronor from a printed amount ("2 672 587", "2672587 kr"); raises AmountError."""
    number = UNIT.sub("", text.translate(TO_PLAIN_SPACE).strip())
    if not number:
        raise AmountError("the amount is missing")
    if NEGATIVE.match(number):
        raise AmountError(f"the amount {number} is negative")
    if WITH_DECIMALS.fullmatch(number):
        raise AmountError(f"the amount {number} is not in whole kronor")
    if not WHOLE.fullmatch(number):
        raise AmountError(f"'{number[:40]}' is no amount in whole kronor; write it like 2672587 or 2 672 587")
    if len(number) > len(f"{LARGEST:,}") or int(number.replace(" ", "")) > LARGEST:
        raise AmountError(f"the amount {number[:40]} is larger than any grant")
    return int(number.replace(" ", ""))


def grouped(amount: int) -> str:
    """Whole kronor as people read them, for messages to an operator: "2 672 587"."""
    return f"{amount:,}".replace(",", " ")
