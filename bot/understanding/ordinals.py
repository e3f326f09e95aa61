"""A place in the order that a question asks who holds: "näst störst", "på tredje plats", "number 10 on the list"."""

import re

from bot.understanding.phrases import holds_number

ORDINALS = {
    "andra": 2, "tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6, "sjunde": 7, "åttonde": 8, "nionde": 9, "tionde": 10,
    "näst": 2, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "tvåa": 2, "trea": 3, "femma": 5, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7,
    "åtta": 8, "nio": 9, "tio": 10,
}  # fmt: skip
CARDINALS = {"två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio"}
EXTREME = (
    r"(?:mest|störst\w*|högst\w*|minst\w*|lägst\w*|sist|most|least|largest|biggest|highest|smallest|lowest"
    r"|plats\w*|place|position|spot)"
)
PLACE = re.compile(
    rf"(?<!\w)(?:(?P<word>{'|'.join(set(ORDINALS) - CARDINALS)})[ -](?:(?:allra|belopps)[ -])?{EXTREME}(?!\w)"
    rf"|(?P<figure>\d{{1,3}})(?::[ae]|st|nd|rd|th) {EXTREME}(?!\w)"
    r"|(?:plats|nummer|number|nr|place|position|#) ?(?P<number>\d{1,3})(?!\w)(?![ .,:]?\d)"
    r"|(?:ligger|kommer|hamnar|står) (?:på plats )?(?P<standing>två|tre|fyra|fem|sex|sju|åtta|nio|tio)(?=\W*$)"
    r"|(?:comes?|came|ranks?|ranked|is|finish\w*|placed|kommer|ligger|hamnar) (?:in |på )?"
    r"(?P<order>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?! (?:thing|question|sak|fråga))(?!\w)"
    r"|(?P<noun>tvåa|trea|femma)(?!\w))",
    re.IGNORECASE,
)


def place_in(text: str) -> int | None:
    """The place, 1 for the first; None where none is said."""
    match = PLACE.search(text) if holds_number(text, ORDINALS) else None
    if match is None:
        return None
    word = match.group("word") or match.group("standing") or match.group("order") or match.group("noun")
    number = ORDINALS[word.lower()] if word else int(match.group("figure") or match.group("number"))
    return number or None
