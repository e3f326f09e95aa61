"""Texts that are not answered from the documents: greetings, thanks, and what lies outside the grant."""

from bot.answers.answer import Answer
from bot.answers.asking import Asking, rendered
from bot.understanding.question import Reason

HELPFUL = {Reason.GREETING, Reason.HELP, Reason.UNCLEAR, Reason.OUTSIDE, Reason.EMPTY}
EXAMPLES = {
    "sv": ("Hur mycket kan Arvika rekvirera?", "Vad får pengarna användas till?", "När ska vi rekvirera?"),
    "en": ("How much can Arvika requisition?", "What may the money be used for?", "When must we requisition?"),
}


def answer_reason(asking: Asking, reason: Reason) -> Answer:
    """A polite line that says what the service can do; never a figure."""
    return Answer(
        text=rendered(asking, "declined", reason=reason.value),
        language=asking.language,
        answered=False,
        suggestions=EXAMPLES[asking.language] if reason in HELPFUL else (),
    )
