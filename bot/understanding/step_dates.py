"""Questions for the date of a step: told by words, since each step's topics are near each other."""

from bot.understanding.amount_words import WORD, is_other
from bot.understanding.phrases import any_of

# "När vi rekvirerar" tells a moment; "när ska vi …" and "när vi måste …" ask for one.
WHEN = any_of(
    r"""
    när(?! (?:vi|man|ni|jag) (?!senast|ska|måste|behöver|kan|får|bör|har)); vilket datum; vilka datum; vilken dag;
    sista dag\w*; sista datum\w*; slutdatum; senast; till när; hur länge; hur lång tid; hinner; deadline\w*;
    tidsgräns\w*; tidsfrist\w*; försent; när är det dags; för sent att;
    when(?! (?:we|you|i) (?!must|should|need|have|can|may)); by when; last day; what date; which date; due;
    how long do we have; too late; cut-?off
    """
)
AGENCY_OWN = any_of(
    r"""
    socialstyrelsens?; myndigheten\w*; regeringen; regeringskansliet; the agency; the government; parliament;
    lagen; the act
    """
)
STEPS = {
    "requisition": any_of(
        r"""
        \w*rekvi\w+; begära (?:ut )?(?:pengar|medel|bidrag)\w*; requisition\w*; request the (?:money|funds|grant)
        """
    ),
    "repayment": any_of(
        r"""
        \w*återbetal\w*; betala\w* (?:\w+ ){0,3}tillbaka; tillbakabetal\w*; repa\w+; pa(?:y|id) (?:\w+ ){0,3}back;
        returned; return
        """
    ),
    "report": any_of(r"\w*redovis\w*; \w*rapport\w*; slutredovis\w*; report\w*"),
}
# The dates of whichever step comes next, or of all steps.
LAST_DAYS = r"(?:sista dag\w*|sista datum\w*|slutdatum\w*|datum\w*|deadline\w*|tidsgräns\w*|tidsfrist\w*)"
DEADLINES = r"(?:deadlines?|due dates?|last days?|cut-?off(?: date)?s?|dates?)"
ALL_DATES = any_of(
    rf"""
    (?:nästa|närmaste|kommande|närmast kommande) {LAST_DAYS};
    vilka (?:sista dagar|(?:slut)?datum|deadlines|tidsgränser|tidsfrister);
    (?:next|upcoming|coming|nearest) {DEADLINES}; (?:what|which)(?: are(?: the| our)?)? (?:deadlines|due dates|dates)
    """
)
TO_KEEP = any_of(
    "(?:hålla|ha) (?:koll|reda) på; hålla; komma ihåg; passa; coming up; remember; watch(?: out for)?; keep; meet"
)
# What the classifier may have taken such a question for; other topics know better.
MISTAKEN = {"rss", "recipients", "instructions", "contact", "amount", "out_of_scope", "about_bot", "help", "ranking"}


def step_date_asked(masked: str, best: str) -> str | None:
    """The topic of the step's date that is asked for; None where none is, or where `best` fits as well."""
    if not WHEN.search(masked) or AGENCY_OWN.search(masked):
        return None
    for step, words in STEPS.items():
        if words.search(masked) and (best in MISTAKEN or best == step or best.endswith("_deadline")):
            return f"{step}_deadline"
    return None


def all_dates_asked(masked: str) -> bool:
    """Whether the next last day, or those of all steps, are asked for in words that are about nothing else."""
    if not ALL_DATES.search(masked) or names_step(masked) or AGENCY_OWN.search(masked):
        return False
    rest = TO_KEEP.pattern.sub(" ", ALL_DATES.pattern.sub(" ", masked))
    return not any(is_other(word) for word in WORD.findall(rest))


def step_named(masked: str) -> str | None:
    """The one step that a text names; None where it names none or several."""
    named = [step for step, words in STEPS.items() if words.search(masked)]
    return named[0] if len(named) == 1 else None


def names_step(masked: str) -> bool:
    """Whether a text says itself which step it is about."""
    return any(words.search(masked) for words in STEPS.values())
