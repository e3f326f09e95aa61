"""Greetings, thanks, leave-taking and "what can you do?": messages that ask nothing about the grant."""

import re

from bot.understanding.phrases import one_of
from bot.understanding.question import Reason

LONGEST = 80  # characters
TRIMMED = " \t\n!.,?;:)(-–—…😀😊🙂👋👍🙏❤️"
HELLO = one_of(
    r"""
    hej(?:san)?(?: hej(?:san)?)?; hallå; halloj; tjena(?:re)?; tja; goddag; go(?:d )?morron; morsning(?:ar)?;
    god (?:morgon|förmiddag|dag|middag|eftermiddag|kväll|afton|fortsättning); hello; hi; hey;
    good (?:morning|afternoon|evening|day)
    """
)
GREETED = one_of(
    r"""
    igen; på (?:dig|er)(?: alla)?; till (?:dig|er)(?: alla)?; alla; allihopa?; där; there; again; (?:to )?you all; all;
    everyone; everybody; team
    """
)
GRATEFUL = one_of(
    r"""
    ok(?:ej)?; toppen; perfekt; super; bra; fint; great; perfect; jättebra; underbart; kanon; snyggt; grymt; nice;
    aha; jaha; jaså; i see; good; cool; excellent; wonderful; stort; tusen; många; hjärtligt; thanks; thank you;
    thank; tack(?:ar)?; thx; cheers; så mycket; så jättemycket; för hjälpen; för svaret; för det; for the help;
    for your help; for that; very much; so much; a lot; a million; på förhand; ska du ha; vad bra; det var allt;
    that's all; that is all; du är (?:bäst|grym|toppen);
    you're (?:the best|great); you; då; så; mycket; hjälpte; det; haha; hehe; kul; schysst; snällt; snällt av dig;
    👍; 🙏
    """
)
LEAVING = one_of(
    r"""
    hej ?då; adjö; vi (?:hörs|ses)(?: (?:då|snart|igen|imorgon))?; på återseende; hej så länge; tack och hej;
    ha (?:det|en)(?: så| riktigt)? (?:bra|gott|fint?|trevligt?|skönt?|härlig)(?: (?:dag|kväll|helg|vecka|fredag))?;
    (?:trevlig|glad|skön|fin) (?:helg|kväll|dag|sommar|påsk|jul); bye(?:[- ]bye)?(?: now)?; goodbye; see you(?: later)?;
    have a (?:nice|good|great|lovely) (?:day|evening|afternoon|weekend|one); take care; farväl; god natt; good night
    """
)
HELPLESS = one_of(
    r"""
    vad kan (?:du|ni|man)(?: \w+){0,3} (?:svara på|hjälpa|göra|fråga)\w*(?: \w+){0,3}; vad kan du;
    hur (?:funkar|fungerar) (?:du|det här|den här); vem är du; vad är du; är du en (?:robot|bot|människa|ai);
    hjälp(?: mig)?; help(?: me)?; what can you(?: do| answer| help)?\w*; who are you;
    are you (?:a )?(?:bot|robot|human|an ai|real); how do(?:es)? (?:you|this) work; vad heter du;
    what is your name; what's your name
    """
)
GREETING = re.compile(rf"{HELLO}(?: {GREETED})?", re.IGNORECASE)
THANKS = re.compile(rf"(?:{GRATEFUL}[\s,.!]*)+", re.IGNORECASE)
GOODBYE = re.compile(LEAVING, re.IGNORECASE)
HELP = re.compile(HELPLESS, re.IGNORECASE)
WHOLE = ((GREETING, Reason.GREETING), (GOODBYE, Reason.GOODBYE), (THANKS, Reason.THANKS), (HELP, Reason.HELP))


def small_talk(text: str) -> Reason | None:
    """Whether a message only greets, thanks, takes leave or asks what the service can do."""
    if len(text) > LONGEST:
        return None
    rest = GREETING.sub("", text, count=1).strip(TRIMMED)
    for said in filter(None, (text, rest)):
        for pattern, reason in WHOLE:
            if pattern.fullmatch(said):
                return reason
    thanked = THANKS.match(rest)
    leaving = rest[thanked.end() :].strip(TRIMMED) if thanked else ""
    return Reason.GOODBYE if GOODBYE.fullmatch(leaving) else None
