"""Amounts that are not known: of announced years, of years that no document speaks of, of who is not listed."""

from bot.answers.answer import Answer, Citation
from bot.answers.asking import Asking, answered, cite, rendered
from models.facts import Grant


def answer_unknown_year(asking: Asking) -> Answer:
    """Says plainly that no amount per recipient is known for the years asked about, and for which there are some."""
    years = asking.years()
    covering = [grant for year in years for grant in asking.facts.grants if grant.covers(year)]
    announced = next((grant for grant in covering if announcement(grant)), None)
    text = rendered(
        asking,
        "unknown_year",
        names=[asking.name(target) for target in asking.question.targets],
        years=list(years),
        announced=announcement(announced),
        known=sorted(grant.year for grant in asking.facts.grants if grant.amounts),
    )
    return answered(
        asking,
        text,
        citations=list(cite(announced, asking.language, "future", "coming_years"))
        if announced
        else known_years(asking),
    )


def answer_not_listed(asking: Asking, grant: Grant) -> Answer:
    """Says that a grant lists no amount for those asked about: in 2024 no RSS had one."""
    names = [asking.name(target) for target in asking.question.targets]
    text = rendered(asking, "not_listed", names=names, year=grant.year)
    return answered(asking, text, citations=cite(grant, asking.language, "annex_municipalities", "amounts"))


def announcement(grant: Grant | None) -> dict[str, int] | None:
    """The yearly total of an announced grant and the years it is announced for."""
    if grant is None or grant.data is None or "yearly" not in grant.data.figures:
        return None
    return {"yearly": grant.data.figures["yearly"], "first": grant.year, "last": int(grant.row["last_year"])}


def known_years(asking: Asking) -> list[Citation]:
    """What is known instead: the lists of amounts of every grant that has any."""
    sources: list[Citation] = []
    for grant in asking.facts.grants:
        if grant.amounts:
            sources.extend(cite(grant, asking.language, "annex_municipalities", "amounts"))
    return sources
