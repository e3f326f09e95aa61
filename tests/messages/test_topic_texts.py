"""The answers' texts on each topic: whole in both languages, nothing invented, no forbidden openings."""

import re
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from messages.environment import LANGUAGES, TEMPLATES
from messages.topics import Operator, Published, TopicContext, implied_inhabitants, render_topic
from models.facts import Facts, Grant
from models.steps import Step
from models.window import Window

HEADS = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in Path("bot/answers/topics").glob("*.toml")
}
NAMES = sorted(path.stem for path in (TEMPLATES / "sv" / "topics").glob("[a-z]*.txt"))
TODAY = date(2026, 11, 22)  # an example day
DATE = re.compile(
    r"\d{1,2}[ \u00a0](?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)"
    r"|\d{4}-\d\d-\d\d|(?<![\d/])\d{1,2}/\d{1,2}(?![\d/])",
    re.IGNORECASE,
)
OPENING = re.compile(r"(?:^|[.!?:\n]\s?)(?:ja|japp|nej|yes|no|correct|(?:det )?stämmer)\b", re.IGNORECASE)


def context_of(topic: str, facts: Facts) -> TopicContext:
    head = HEADS[topic]
    grant = facts.of_year(head.get("grant", 2025))
    assert grant is not None
    step = Step(head["step"]) if "step" in head else None
    return TopicContext(facts, grant, TODAY, Operator("Bidragslots"), step=step)


def with_window(context: TopicContext, window: Window) -> TopicContext:
    step = context.step
    assert step is not None
    grant = replace(context.grant, windows=MappingProxyType({(step, None): window}))
    return replace(context, grant=grant)


def test_both_languages_have_the_same_texts() -> None:
    swedish, english = ({path.name for path in (TEMPLATES / code / "topics").iterdir()} for code in LANGUAGES)
    assert swedish == english


@pytest.mark.parametrize("topic", NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", [None, "2584", "0180", "rss-fyrbodal"])
def test_a_text_never_begins_a_sentence_with_yes_or_no(
    topic: str, language: str, code: str | None, facts: Facts
) -> None:
    context = replace(context_of(topic, facts), recipient=facts.places[code] if code else None)
    text = render_topic(topic, language, context)
    assert len(text) > 60
    assert not OPENING.search(text)


@pytest.mark.parametrize("topic", [name for name in NAMES if "step" in HEADS.get(name, {})])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_date_that_nobody_has_decided_is_never_written(topic: str, language: str, facts: Facts) -> None:
    text = render_topic(topic, language, context_of(topic, facts))
    assert not DATE.search(text)
    assert "Socialstyrelsen" in text


@pytest.mark.parametrize("topic", ["requisition_deadline", "report_deadline", "repayment_deadline"])
def test_a_decided_date_is_said_with_the_days_that_are_left(topic: str, facts: Facts) -> None:
    context = with_window(context_of(topic, facts), Window(date(2026, 11, 2), date(2026, 11, 29)))
    assert "29\u00a0november 2026" in render_topic(topic, "sv", context)
    assert "7\u00a0dagar kvar" in render_topic(topic, "sv", context)
    assert "7\u00a0days left" in render_topic(topic, "en", context)


@pytest.mark.parametrize("topic", ["requisition_deadline", "report_deadline", "repayment_deadline"])
def test_a_date_that_has_passed_is_said_to_have_passed(topic: str, facts: Facts) -> None:
    context = with_window(context_of(topic, facts), Window(None, date(2026, 11, 1)))
    assert "har passerat" in render_topic(topic, "sv", context)
    assert "has passed" in render_topic(topic, "en", context)


def test_the_reference_to_quote_stands_alone(facts: Facts) -> None:
    for language in LANGUAGES:
        text = render_topic("reference", language, context_of("reference", facts))
        assert re.findall(r"S20\d\d/\d{5}", text) == ["S2025/00122"]


def test_instructions_are_quoted_with_their_date_and_kept_apart_from_the_decision(facts: Facts) -> None:
    published = Published(date(2026, 10, 1), "Exempel", "Köp av datorer räknas inte som kompetens.")
    text = render_topic("purpose", "sv", replace(context_of("purpose", facts), instruction=published))
    decision, _, instructions = text.partition("Så säger Socialstyrelsens anvisningar, 1\u00a0oktober 2026:")
    assert "Köp av datorer" not in decision
    assert "Köp av datorer" in instructions


def test_a_text_about_an_earlier_decision_says_which(facts: Facts) -> None:
    context = replace(context_of("purpose", facts), is_earlier=True)
    assert render_topic("purpose", "sv", context).startswith("Det här gäller 2025: Omställningsbidraget 2025.")
    assert render_topic("purpose", "en", context).startswith("This is about 2025:")


def test_a_grant_without_a_catalogue_gets_a_text_that_says_so(facts: Facts) -> None:
    bare: Grant = replace(context_of("totals", facts).grant, data=None)
    for topic in NAMES:
        text = render_topic(topic, "sv", replace(context_of(topic, facts), grant=bare))
        assert text
    assert "inget underlag" in render_topic("budget", "sv", replace(context_of("budget", facts), grant=bare))


def test_the_implied_inhabitants_give_every_municipality_its_amount_to_the_krona(facts: Facts) -> None:
    grant = facts.of_year(2025)
    assert grant is not None
    assert grant.data is not None
    rule = grant.data.reconstruction
    for place in facts.municipalities:
        inhabitants = implied_inhabitants(grant.amounts[place.code], rule)
        assert inhabitants is not None
        share = max(1.0, inhabitants / rule["threshold"])
        assert round(rule["unit"] * share + rule["per_inhabitant"] * inhabitants) == grant.amounts[place.code], (
            place.name
        )


def test_every_citation_of_a_topic_is_a_section_of_the_catalogue(facts: Facts) -> None:
    known = {key for grant in facts.grants if grant.data for key in grant.data.sections}
    for topic, head in HEADS.items():
        assert set(head.get("citations", [])) <= known, topic
