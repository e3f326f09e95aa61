"""Amounts of money as people write them."""

import re

# "2 672 587 kr", "SEK 2,672,587": digits in groups; no decimals, since amounts are whole kronor.
KRONOR = re.compile(r"(?:sek)?([0-9]{1,3}(?:[ ,.]?[0-9]{3})*|[0-9]+)(?:kr|kronor|sek)?", re.IGNORECASE)
LONGEST_AMOUNT = 30  # characters


def read_kronor(text: str) -> int | None:
    """Whole kronor as people write them; None for an empty field. Raises ValueError for anything else."""
    written = " ".join(text.split())
    if not written:
        return None
    found = KRONOR.fullmatch(re.sub(r"(?<=\D) | (?=\D)", "", written)) if len(written) <= LONGEST_AMOUNT else None
    if found is None:
        raise ValueError(f"{written[:LONGEST_AMOUNT]!r} is no amount in whole kronor")
    return int(re.sub("[ ,.]", "", found[1]))
