"""What is written together, taken apart: "skånekommunerna" is read as "kommunerna i Skåne län"."""

import re

# How a county's name begins such a word, and the county.
STEMS = {
    "stockholms": "Stockholms", "uppsala": "Uppsala", "sörmlands": "Södermanlands", "södermanlands": "Södermanlands",
    "östgöta": "Östergötlands", "östergötlands": "Östergötlands", "jönköpings": "Jönköpings",
    "kronobergs": "Kronobergs", "kalmar": "Kalmar", "blekinge": "Blekinge", "skåne": "Skåne", "hallands": "Hallands",
    "västgöta": "Västra Götalands", "värmlands": "Värmlands", "örebro": "Örebro", "västmanlands": "Västmanlands",
    "dala": "Dalarnas", "gävleborgs": "Gävleborgs", "västernorrlands": "Västernorrlands", "jämtlands": "Jämtlands",
    "västerbottens": "Västerbottens", "norrbottens": "Norrbottens",
}  # fmt: skip
COUNTY_MUNICIPALITIES = re.compile(rf"(?<!\w)({'|'.join(STEMS)})-?kommun(?:erna|ernas|er)(?!\w)", re.IGNORECASE)
LINK = re.compile(r"\[([^\[\]\n]{1,100})\]\([^()\s]{1,300}\)")
BOTH_KINDS = re.compile(
    r"(?<!\w)([^\W\d_]+) (RSS|kommun) (eller|och|or) (RSS|kommun)(?= ?(?:[,;:?!.]|$))",
    re.IGNORECASE,
)


def taken_apart(text: str) -> str:
    """The text with such words in two, Markdown's links as what they show, and "X RSS eller kommun" as X twice."""
    text = LINK.sub(r"\1", text) if "](" in text else text
    text = BOTH_KINDS.sub(r"\1 \2 \3 \1 \4", text)
    return COUNTY_MUNICIPALITIES.sub(lambda match: f"kommunerna i {STEMS[match.group(1).lower()]} län", text)
