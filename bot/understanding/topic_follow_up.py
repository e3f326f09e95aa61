"""Short follow-ups to a topic: "när?", "till vem?", "varför?", "vilket nummer?", "och vad ska den innehålla?"."""

import re

from bot.understanding.conversation import Context
from bot.understanding.follow_up_words import HOW_MANY
from bot.understanding.phrases import any_of, one_of
from bot.understanding.question import AMOUNT, Operation, Question
from bot.understanding.sureness import COMPUTED

SHORT = 8  # words
PAST = any_of("fick; var; gällde; hade; skulle; gick; användes; kunde; could; was; were; did")
COUNTABLE = {"rss", "recipients", "totals"}  # topics whose text tells how many there are
RANKED = {Operation.RANK, Operation.HIGHEST, Operation.LOWEST, Operation.EXTREMES}
STEP_OF_TOPIC = {
    "requisition": "requisition",
    "requisition_deadline": "requisition",
    "payment": "requisition",
    "report": "report",
    "report_deadline": "report",
    "repayment": "repayment",
    "repayment_deadline": "repayment",
}
# What a question of few words is followed by without being another one: "när då?", "why is that?".
TAIL = one_of(
    r"""
    då; det; den; så; det så; är det så; var det; blev det; skedde det; hände det; bestämdes det; togs det;
    fattades det; kom det; egentligen; was it made; was it taken; then;
    that; so; is that; is it; was that; was it; did that happen; exactly; not; just det; just så mycket; ska det ske
    """
)
LEAD = r"(?:(?:och|men|ok|okej|jaha|aha|and|but|so)[ ,]+)*"
WHEN_ALONE = re.compile(rf"{LEAD}(?:när|when|vilket datum|what date)(?: {TAIL})*", re.IGNORECASE)
WHY_ALONE = re.compile(
    rf"{LEAD}(?:varför skiljer det(?: sig)?|varför|why the difference|why|how come|hur kommer det sig"
    rf"|vad beror (?:det|skillnaden) på|hur så|what explains (?:it|that|the difference))(?: {TAIL})*",
    re.IGNORECASE,
)
TO_WHOM = re.compile(
    rf"{LEAD}(?:(?:till|åt|hos) (?:vem|vilken|vilka)(?: \w+){{0,4}}"
    rf"|vart(?: \w+ (?:vi|man|det|den|dem)(?: det| den| dem)?)?"
    rf"|to whom(?: \w+){{0,4}}|who to|where to|who(?:m)? (?:do|does|should|must) \w+ \w+(?: (?:it|that|them))? to"
    rf"|vem \w+ (?:vi|man) (?:det|den|dem) till|where (?:do|should|must) \w+ \w+(?: (?:it|that|them))?)(?: {TAIL})*",
    re.IGNORECASE,
)
CONTENT = any_of(
    r"""
    innehåll\w*; stå i (?:den|det); ha med; finnas med; ska med; vara med; beskriva\w*; contain\w*; includ\w*;
    be in it; cover
    """
)
NUMBER = re.compile(
    rf"{LEAD}(?:vilket|vad för|what|which)(?: is the| är)? (?:diarie|ärende|reference )?"
    rf"(?:nummer|numret|nr|number|reference|dnr)(?: {TAIL}| vi| ska| man| ange\w*| skriv\w*| har| gäller| do| we| use"
    rf"| quote| does| have)*",
    re.IGNORECASE,
)
WHO_SIGNED = re.compile(
    rf"{LEAD}(?:vem|vilka|who) (?:har |som )?(?:skrev|skrivit|undertecknade|undertecknat|signerade|fattade|signed|made)"
    rf"(?: \w+){{0,3}}",
    re.IGNORECASE,
)
THE_REST = re.compile(
    rf"{LEAD}(?:var(?:t)? (?:går|tar) )?(?:resten|övriga|det övriga|återstoden"
    rf"|the rest|the remainder|the other part)(?: {TAIL})*",
    re.IGNORECASE,
)
MARKS = " .!?,:;"


def topic_again(question: Question, masked: str, context: Context) -> str | None:
    """The topic that a short follow-up asks, by the one talked about; None where it asks something else."""
    said = masked.strip(MARKS)
    if context.topic is None or len(said.split()) > SHORT:
        return None
    if asks_more_of(context.topic, question, said):
        return context.topic
    if NUMBER.fullmatch(said):
        return None if context.operation in RANKED else "reference"
    if question.operation != Operation.NONE and not WHY_ALONE.fullmatch(said):
        return None
    return asked_of(question, said, context, context.topic)


def asks_more_of(topic: str, question: Question, said: str) -> bool:
    """Whether the topic's own text answers: who signed the decision, where the rest goes, how many there are."""
    if topic == "year_2024":
        return question.topic == "purpose" and not question.years and PAST.search(said)
    if topic in COUNTABLE and HOW_MANY.fullmatch(said):
        return True
    by_topic = {"decided_by": WHO_SIGNED.fullmatch, "totals": THE_REST.match}
    return topic in by_topic and by_topic[topic](said) is not None


def asked_of(question: Question, said: str, context: Context, before: str) -> str | None:
    """Why, when, to whom or with what: asked of the topic before."""
    if WHY_ALONE.fullmatch(said) and before in COMPUTED and context.focus:
        return "formula"
    if WHEN_ALONE.fullmatch(said):
        return date_of(before)
    if TO_WHOM.fullmatch(said):
        return STEP_OF_TOPIC.get(before)
    return "report" if asks_content(question, said, before) else None


def asks_content(question: Question, said: str, before: str) -> bool:
    """ "Vad ska stå i den?" after the report."""
    return (
        STEP_OF_TOPIC.get(before) == "report"
        and question.topic in {None, "report", "reference"}
        and CONTENT.search(said)
    )


def date_of(topic: str) -> str | None:
    """Where "när?" after a topic is answered: the step's date, or the text that tells the day of the decision."""
    if topic == "decided_by":
        return topic
    step = "requisition" if topic == AMOUNT else STEP_OF_TOPIC.get(topic)
    return f"{step}_deadline" if step and topic != "payment" else "payment" if step else None


def step_before(context: Context) -> str | None:
    """The step talked about; an amount is to be requisitioned first."""
    return "requisition" if context.topic == AMOUNT else STEP_OF_TOPIC.get(context.topic or "")


def same_for_structures(question: Question, context: Context) -> str | None:
    """ "och för RSS?" after a step asks about that step: its text speaks of the hosts of the RSS too."""
    about = STEP_OF_TOPIC.get(context.topic or "")
    if about is None or question.topic not in {None, "rss", AMOUNT}:
        return None
    return context.topic
