"""Named recipients held against each other: who may requisition more, and how much more."""

from bot.answers.amounts import answer_amounts, holder, sources_of
from bot.answers.answer import Answer
from bot.answers.asking import Asking, amount_of, answered, rendered
from models.facts import Grant, Place


def answer_difference(asking: Asking, grant: Grant) -> Answer:
    """Who of those named receives most (or least, where that is asked), each amount and, between two, the difference.

    "Är det mer än Varberg?" puts the recipient spoken of first and the one written second; the
    verdict is about the first.
    """
    places = [place for place in asking.places() if place.code in grant.amounts]
    if len(places) < 2:  # one alone is held against nobody: "the difference between 2024 and 2025 for Umeå"
        return answer_amounts(asking)
    is_least = "least" in asking.question.notes
    ordered = sorted(places, key=lambda place: grant.amounts[place.code] * (1 if is_least else -1))
    text = rendered(
        asking,
        "difference",
        verdict=verdict(asking, places, grant),
        items=[{"holder": holder(place, asking.language), "amount": grant.amounts[place.code]} for place in ordered],
        is_least=is_least,
        difference=abs(grant.amounts[ordered[0].code] - grant.amounts[ordered[-1].code]),
        year=grant.year,
    )
    return answered(
        asking,
        text,
        amounts=[amount_of(place, grant) for place in places],
        citations=sources_of(asking, [(place, grant) for place in places]),
    )


def verdict(asking: Asking, places: list[Place], grant: Grant) -> bool | None:
    """Whether the first named gets more than the second (or less, or the same); None where it is not asked."""
    asked = next((note for note in asking.question.notes if note in ("more", "less", "same")), None)
    if len(places) != 2 or asked is None:
        return None
    first, second = (grant.amounts[place.code] for place in places)
    return {"more": first > second, "less": first < second, "same": first == second}[asked]
