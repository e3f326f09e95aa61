"""What the documents say about a topic: one short text per topic and language, its facts by key."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from jinja2 import UndefinedError

from messages.environment import render_text
from models.facts import Facts, Grant, Place
from models.steps import Step
from models.window import Window, days_left

AGENCY = "Socialstyrelsen"


@dataclass(frozen=True, slots=True)
class Published:
    """Socialstyrelsen's instructions on a topic as an administrator published them, in one language."""

    date: date
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Belonging:
    """An RSS with its county and its municipalities; `asked` are those of them whose RSS is asked for."""

    structure: str
    county: str
    members: tuple[str, ...]
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operator:
    """Who runs the service; an address only where one is set."""

    name: str
    email: str | None = None


@dataclass(frozen=True, slots=True)
class TopicContext:
    """What a topic's text is about.

    `recipient` is the one recipient that is named or that asks; `step` the step whose dates the
    text tells; `subject` what a question is about that the documents do not answer ("vat");
    `status` how far the recipient has come, given only where the asker may know; `instruction` the
    agency's instructions on the topic. `is_earlier` says that a newer grant than this one has amounts.
    `belonging` are the structures of who is named.
    """

    facts: Facts
    grant: Grant
    today: date
    operator: Operator
    recipient: Place | None = None
    step: Step | None = None
    subject: str | None = None
    status: str | None = None
    instruction: Published | None = None
    is_earlier: bool = False
    belonging: tuple[Belonging, ...] = ()


def render_topic(topic: str, language: str, context: TopicContext) -> str:
    """The topic's text, with the agency's instructions quoted beneath it where there are any.

    A grant whose catalogue lacks a key that the text needs gets a text that says so: nothing is
    filled in from another grant.
    """
    values = values_of(context, language)
    try:
        text = render_text(f"topics/{topic}.txt", language, **values)
    except UndefinedError:
        text = render_text("topics/_unknown.txt", language, **values)
    if context.is_earlier:
        text = render_text("topics/_earlier.txt", language, **values) + "\n\n" + text
    if context.instruction is None:
        return text
    return text + "\n\n" + render_text("topics/_instruction.txt", language, **values)


def values_of(context: TopicContext, language: str) -> dict[str, Any]:
    """Every value that a topic's text may use."""
    grant, data, recipient = context.grant, context.grant.data, context.recipient
    window = grant.window(context.step, recipient.code if recipient else None) if context.step else Window()
    amount = grant.amounts.get(recipient.code) if recipient else None
    return {
        "grant": grant,
        "short_name": grant.row[f"short_name_{language}"],
        "agency": data.names.get("agency", AGENCY) if data else AGENCY,
        "figures": data.figures if data else {},
        "dates": data.dates if data else {},
        "references": data.references if data else {},
        "names": data.names if data else {"agency": AGENCY},
        "rule": data.reconstruction if data else {},
        "next": next_year(context),
        "recipient": recipient,
        "for_whom": for_whom(recipient, language),
        "amount": amount,
        "inhabitants": implied_inhabitants(amount, data.reconstruction) if amount and data else None,
        **of_the_list(context.facts, grant),
        "window": window,
        "days_left": days_left(window.due, context.today) if window.due else None,
        "today": context.today,
        "subject": context.subject,
        "status": context.status,
        "instruction": context.instruction,
        "belonging": context.belonging,
        "operator_name": context.operator.name,
        "operator_email": context.operator.email,
    }


def for_whom(recipient: Place | None, language: str) -> str:
    """ " för Kiruna" behind what is said of a date, where one recipient is meant."""
    if recipient is None:
        return ""
    return f" for {recipient.name}" if language == "en" else f" för {recipient.name}"


def next_year(context: TopicContext) -> Any:
    """The catalogue of the grant of the year after; None where there is none."""
    following = context.facts.of_year(context.grant.year + 1)
    return following.data if following else None


def implied_inhabitants(amount: int, rule: Mapping[str, float]) -> int | None:
    """The number of inhabitants that our reconstruction of the rule implies for an amount in kronor.

    Below the threshold the amount is a unit and a rate for each inhabitant; from there on the unit
    grows in proportion. None where the grant has no reconstructed rule.
    """
    if not rule:
        return None
    large_rate = rule["unit"] / rule["threshold"] + rule["per_inhabitant"]
    if amount >= large_rate * rule["threshold"] - large_rate / 2:
        return round(amount / large_rate)
    return round((amount - rule["unit"]) / rule["per_inhabitant"])


@lru_cache(maxsize=8)
def of_the_list(facts: Facts, grant: Grant) -> dict[str, Any]:
    """What is told of a grant's list of amounts; kept, as going through the list takes longer than all else."""
    return {
        **listed_values(facts, grant),
        **rss_values(facts, grant),
        "years_without": years_without(facts, grant),
    }


def listed_values(facts: Facts, grant: Grant) -> dict[str, int]:
    """The rows of each kind and their sums, which may differ from the stated totals by rounding."""
    municipalities = [grant.amounts[place.code] for place in facts.municipalities if place.code in grant.amounts]
    rss = [grant.amounts[place.code] for place in facts.rss if place.code in grant.amounts]
    return {"listed": sum(municipalities), "rows": len(municipalities), "listed_rss": sum(rss), "rows_rss": len(rss)}


def years_without(facts: Facts, grant: Grant) -> list[int]:
    """The years of a grant for which no list of amounts has been imported."""
    years = range(grant.year, grant.row["last_year"] + 1)
    return [year for year in years if not (found := facts.of_year(year)) or not found.amounts]


def rss_values(facts: Facts, grant: Grant) -> dict[str, Any]:
    """The usual amount of an RSS, those with another one, and the county whose RSS share its money."""
    listed = [place for place in facts.rss if place.code in grant.amounts]
    counted = Counter(grant.amounts[place.code] for place in listed)
    usual = counted.most_common(1)[0][0] if counted else None
    counties = Counter(place.county_code for place in listed)
    sharing = next((code for code, count in counties.items() if count > 1), None)
    return {
        "usual": usual,
        "structures": [
            {"name": place.name, "county": facts.counties[place.county_code]}
            for place in listed
            if grant.amounts[place.code] != usual
        ],
        "shared": {
            "county": facts.counties.get(sharing or "", ""),
            "names": [place.name for place in listed if place.county_code == sharing],
        },
    }
