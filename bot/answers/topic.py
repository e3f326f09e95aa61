"""What the documents say about a topic."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.answers.answer import Amount, Answer, Citation
from bot.answers.asking import Asking, amount_of, annexes, answered, asked_back, cite, rendered
from bot.answers.belonging import belonging_of
from bot.understanding.phrases import Phrases, any_of
from bot.understanding.question import AMOUNT
from messages.topics import Published, TopicContext, render_topic
from models.facts import Grant, Place
from models.steps import Step

TOPICS = Path(__file__).parent / "topics"
FORMULA = "formula"
SUBJECTS: dict[str, Phrases] = {
    "vat": any_of(r"moms\w*; momsfri\w*; mervärdesskatt\w*; vat; value added tax"),
    "interest": any_of(r"ränt\w+; interest"),
    "records": any_of(
        r"""
        underlag\w*; handlingar\w*; verifikat\w*; kvitto\w*; kvitton\w*; arkiv\w*; tidrapport\w*;
        tidredovis\w*; fakturor\w*; receipts?; records?; invoices?; timesheets?; archiv\w*
        """
    ),
    "accounting": any_of(
        r"""
        bokför\w*; bokslut\w*; kontering\w*; konter\w*; periodiser\w*; projektnummer; särredovis\w*; motpart\w*;
        book; booked; bookkeep\w*; ledger; separate accounts?; accounting
        """
    ),
    "carry_over": any_of(
        r"""
        spara\w*; behålla; keep; nästa år; kommande år; föra över; överför\w*; flytta\w* över; balanser\w*;
        senare år; carry; carried; save; saved; next year; roll over; fonder\w*
        """
    ),
    "appeal": any_of(r"överklag\w+; appeal\w*; ompröv\w+"),
    "co_financing": any_of(
        r"""
        medfinansier\w*; egeninsats\w*; egen insats; egna pengar; own money;
        egenfinansier\w*; motfinansier\w*; co-?financ\w*; match\w* fund\w*
        """
    ),
    "late": any_of(r"för sent; försen\w*; straff\w*; vite\w*; sanktion\w*; late; penalt\w*; påföljd\w*; fine; fined"),
    "signature": any_of(
        r"""
        skriv\w* under; under(?:teckn|skr)\w*; firmateckn\w*; attest\w*; sign; signs?; signed; signature\w*
        """
    ),
    "remuneration": any_of(r"arvod\w*; remuneration\w*; fees?"),
    "procurement": any_of(r"upphandl\w*; lou; procure\w*; direktupphandl\w*; tender\w*"),
    "overhead": any_of(r"overhead\w*; oh-\w+; indirekta; påslag\w*; indirect"),
    "equipment": any_of(
        r"""
        utrustning\w*; dator\w*; bil; bilar; möbler\w*; inköp\w*; lokal\w*; hyr\w+; equipment; laptops?; cars?;
        rent; premises
        """
    ),
    "private_providers": any_of(
        r"""
        privat\w*; utförar\w*; entreprenör\w*; bolag\w*; private; providers?; contractors?
        """
    ),
    "instalments": any_of(r"omgång\w*; delutbetal\w*; i delar; del av beloppet; dela upp; instal?ments?; in parts"),
    "travel": any_of(
        r"resa; resan; \w*resor; reskostnad\w*; logi; hotell\w*; konferens\w*; travel\w*; conferences?; hotels?"
    ),
    "consultants": any_of(r"konsult\w*; consult(?:ants?|ancy|ing)"),
    "audit": any_of(r"revisor\w*; revision\w*; granskningsintyg\w*; audit\w*"),
}


@dataclass(frozen=True, slots=True)
class TopicFile:
    """What a topic's file says beside its phrasings.

    `year` is set where the text is about one decision alone; otherwise it is about the newest grant
    with amounts. `names_its_year` says that the text tells the year itself.
    """

    year: int | None
    names_its_year: bool
    citations: tuple[str, ...]
    follow_ups: tuple[str, ...]
    label: dict[str, str]
    step: Step | None


@cache
def topic_file(topic: str) -> TopicFile:
    """The file of a topic (bot/answers/topics/…toml), read when the topic is first answered."""
    data = tomllib.loads((TOPICS / f"{topic}.toml").read_text(encoding="utf-8"))
    return TopicFile(
        year=data.get("grant"),
        names_its_year=data.get("names_its_year", False),
        citations=tuple(data["citations"]),
        follow_ups=tuple(data["follow_ups"]),
        label=data["label"],
        step=Step(data["step"]) if "step" in data else None,
    )


def label(topic: str, language: str) -> str:
    """The question that a topic answers, as a person would put it."""
    return topic_file(topic).label[language]


def answer_topic(asking: Asking) -> Answer:
    """The topic's text with its figures and dates by key, and what to ask next."""
    topic = topic_by_now(asking)
    text, citations = topic_text(asking, topic)
    suggestions = [label(name, asking.language) for name in topic_file(topic).follow_ups]
    return answered(asking, text, amounts=amounts_in_text(asking, topic), citations=citations, suggestions=suggestions)


def amounts_in_text(asking: Asking, topic: str) -> tuple[Amount, ...]:
    """The recipient's amount, where the topic's text works it out."""
    grant, recipient = grant_of(asking, topic_file(topic)), recipient_of(asking)
    if topic != FORMULA or recipient is None or recipient.code not in grant.amounts:
        return ()
    return (amount_of(recipient, grant),)


def topic_by_now(asking: Asking) -> str:
    """The question's topic; the total once a list has been imported for a year that was only announced.

    "Last year" is 2024 only as long as the clock says so.
    """
    topic, grant = asking.question.topic or "", asking.grant()
    announced = topic_file("future_years").year or 0
    is_listed = grant is not None and grant.year in asking.years()
    if topic == "future_years" and is_listed and grant is not None and grant.year >= announced:
        return "totals"
    said_from_today = asking.question.year_offset is not None
    if topic == "year_2024" and said_from_today and topic_file(topic).year not in asking.years():
        return "totals" if is_listed else "future_years"
    return topic


def answer_near(asking: Asking) -> Answer:
    """Offers the topics that a question is near to ("menade du …?")."""
    labels = [offer(asking, name) for name in asking.question.maybe]
    return asked_back(asking, rendered(asking, "near"), labels)


def offer(asking: Asking, topic: str) -> str:
    """A topic as a question to choose; the amount is that of who is named."""
    if topic != AMOUNT:
        return label(topic, asking.language)
    names = f" {'and' if asking.language == 'en' else 'och'} ".join(map(asking.name, asking.question.targets))
    return f"How much does {names} get?" if asking.language == "en" else f"Hur mycket får {names}?"


def topic_text(asking: Asking, topic: str) -> tuple[str, tuple[Citation, ...]]:
    """A topic's text and where its facts stand."""
    file = topic_file(topic)
    grant = grant_of(asking, file)
    recipient = recipient_of(asking)
    context = TopicContext(
        facts=asking.facts,
        grant=grant,
        today=asking.now.date(),
        operator=asking.operator,
        recipient=recipient,
        step=file.step,
        subject=subject_of(asking.question.asked) if topic == "not_stated" else None,
        status=status_of(asking, grant) if topic == "step_status" else None,
        instruction=instruction_on(asking, grant, topic, recipient),
        is_earlier=is_earlier(asking, grant, file),
        belonging=belonging_of(asking) if topic == "rss" else (),
    )
    citations = cite(grant, asking.language, *file.citations)
    return render_topic(topic, asking.language, context), citations or cite(grant, asking.language, *annexes(grant, []))


def is_earlier(asking: Asking, grant: Grant, file: TopicFile) -> bool:
    """Whether the text is about an earlier decision than the newest, and does not tell so itself."""
    newest = asking.facts.newest()
    return newest is not None and grant.year < newest.year and file.year is not None and not file.names_its_year


def instruction_on(asking: Asking, grant: Grant, topic: str, recipient: Place | None) -> Published | None:
    """The agency's instructions on the topic, its variables filled in for the recipient that is named.

    Imported late: reading Markdown is on nobody else's path.
    """
    found = grant.instructions.get(topic)
    if found is None:
        return None
    from messages.published import published

    return published(found, grant, topic, recipient, asking.language)


def status_of(asking: Asking, grant: Grant) -> str | None:
    """How far the asker's own recipients have come. Imported late: its tables are on nobody else's path."""
    if not asking.own:
        return None
    from bot.answers.standing import status_text

    return status_text(asking, grant)


def grant_of(asking: Asking, file: TopicFile) -> Grant:
    """The grant that the topic's text is about: its own decision's, else that of the year asked about or the newest.

    A text about one decision is about the catalogue's, whatever an operator has imported for its year.
    """
    if file.year is not None:
        return asking.facts.of_catalogue(file.year) or asking.facts.grants[0]
    return asking.grant() or asking.facts.grants[0]


def recipient_of(asking: Asking) -> Place | None:
    """The one recipient that is named, else the one that asks."""
    places = asking.places()
    if not places and len(asking.own) == 1:
        return asking.facts.places.get(asking.own[0])
    return places[0] if len(places) == 1 else None


def subject_of(text: str) -> str | None:
    """What a question is about that the documents do not answer ("vat"); None where no word tells."""
    return next((subject for subject, pattern in SUBJECTS.items() if pattern.search(text)), None)
