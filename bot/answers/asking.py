"""A question beside the facts: what every kind of answer starts from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.answers.answer import Amount, Answer, Citation
from bot.understanding.question import Kind, Mention, Question, Target, Tier
from messages.environment import render_text
from messages.topics import Operator
from models.facts import Facts, Grant, Place
from models.steps import Step

NEXT_QUESTIONS = 3
NOBODY = Operator("Bidragslots")


@dataclass(frozen=True, slots=True)
class Standing:
    """A step that a recipient has done by its own contact's word (claimed) or the agency's (confirmed)."""

    programme_id: int
    recipient_code: str
    step: Step
    confirmed: bool
    on_date: date


@dataclass(frozen=True, slots=True)
class Asking:
    """A question, the facts to answer it from and the time it is asked at.

    `own` are the codes of the recipients that a known contact serves, `standings` the steps that they
    have done. `operator` runs the service.
    """

    question: Question
    facts: Facts
    now: datetime
    own: tuple[str, ...] = ()
    standings: tuple[Standing, ...] = ()
    operator: Operator = NOBODY

    @property
    def language(self) -> str:
        return self.question.language

    def place(self, target: Target) -> Place:
        """The recipient that a target stands for; a county is none."""
        return self.facts.places[target.code]

    def places(self) -> list[Place]:
        """The recipients that are surely named."""
        return [self.place(target) for target in self.question.targets if target.kind != Kind.COUNTY]

    def counties(self) -> list[str]:
        """The codes of the counties that are named."""
        return [target.code for target in self.question.targets if target.kind == Kind.COUNTY]

    def name(self, target: Target) -> str:
        """ "Kiruna", "RSS Fyrbodal", "Norrbottens län"."""
        return self.facts.counties[target.code] if target.kind == Kind.COUNTY else self.place(target).name

    def years(self) -> tuple[int, ...]:
        """The years asked about; none where none is named. "i år" is read from the time of asking."""
        if self.question.years or self.question.year_offset is None:
            return self.question.years
        return (self.now.year + self.question.year_offset,)

    def grant(self) -> Grant | None:
        """The one grant to compute with: of the first year named that has amounts, else the newest with any."""
        named = [grant for year in self.years() if (grant := self.facts.of_year(year)) and grant.amounts]
        return named[0] if named else self.facts.newest()


def amount_of(place: Place, grant: Grant) -> Amount:
    """The amount as an answer asserts it. Raises KeyError where the grant lists none for the recipient."""
    return Amount(place.name, place.kind.value, grant.year, grant.amounts[place.code])


def cite(grant: Grant, language: str, *keys: str) -> tuple[Citation, ...]:
    """The named sections of the grant's documents, in the answer's language; keys that it lacks are left out.

    A grant that was imported without a folder in the catalogue is cited by its own list.
    """
    if grant.data is None:
        return (imported(grant, language),)
    found = [section for key in keys if (section := grant.section(key)) is not None]
    documents = grant.data.documents
    return tuple(
        Citation(documents[section.document][language], section.en if language == "en" else section.sv)
        for section in dict.fromkeys(found)
    )


def imported(grant: Grant, language: str) -> Citation:
    """The list of an imported grant, by its reference where it has one."""
    document = grant.row["reference"] or grant.row[f"short_name_{language}"]
    return Citation(str(document), "list of amounts" if language == "en" else "fördelningslistan")


def annexes(grant: Grant, places: Sequence[Place]) -> list[str]:
    """The sections that list the amounts of these recipients."""
    if grant.section("annex_municipalities") is None:
        return ["amounts"]
    kinds = dict.fromkeys(place.kind.value for place in places)
    return [{"kommun": "annex_municipalities", "rss": "annex_rss"}[kind] for kind in kinds] or ["annex_municipalities"]


def echoes(asking: Asking) -> list[dict[str, str]]:
    """What was written and how it was read, for every name that was not written exactly."""
    return [
        {"written": mention.written, "name": asking.name(mention.targets[0])}
        for mention in asking.question.mentions
        if mention.is_sure and mention.tier in (Tier.SPELLING, Tier.FOLDED) and not same(mention, asking)
    ]


def same(mention: Mention, asking: Asking) -> bool:
    return mention.written.casefold() == asking.name(mention.targets[0]).casefold()


def neighbours(asking: Asking) -> list[Target]:
    """Whom else the names might mean: Håbo beside Habo, the RSS beside a municipality of its name.

    A county is answered with its RSS anyway, and a group needs no such doubt.
    """
    if asking.question.group is not None:
        return []
    said = set(asking.question.targets)
    sure = [mention for mention in asking.question.mentions if mention.is_sure]
    others = [other for mention in sure if mention.targets[0].kind != Kind.COUNTY for other in mention.alternatives]
    return [other for other in dict.fromkeys(others) if other not in said]


def rendered(asking: Asking, template: str, **values: Any) -> str:
    """A text of messages/templates/…/answers in the question's language, with what was understood beside it."""
    return render_text(
        f"answers/{template}.txt",
        asking.language,
        echoes=echoes(asking),
        neighbours=[asking.name(target) for target in neighbours(asking)],
        **values,
    )


def answered(
    asking: Asking,
    text: str,
    *,
    amounts: Sequence[Amount] = (),
    citations: Sequence[Citation] = (),
    suggestions: Sequence[str] = (),
) -> Answer:
    """An answer that states facts."""
    return Answer(
        text=text,
        language=asking.language,
        answered=True,
        amounts=tuple(dict.fromkeys(amounts)),
        citations=tuple(dict.fromkeys(citations)),
        suggestions=tuple(suggestions)[:NEXT_QUESTIONS],
    )


def asked_back(asking: Asking, text: str, choices: Sequence[str]) -> Answer:
    """An answer that asks back, with what to choose from."""
    return Answer(text=text, language=asking.language, answered=False, clarify=tuple(choices))
