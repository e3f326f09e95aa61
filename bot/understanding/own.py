"""Who "we" are in a letter: the municipality that the writer's words or the signature name."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Protocol

from bot.understanding.letters import Letter
from bot.understanding.phrases import any_of, one_of
from bot.understanding.question import Kind, Mention, Target

WE = any_of(r"vi; oss; vår; vårt; våra; we; us; our; ours")
OURS = one_of(
    r"""
    vi; oss; vår; vårt; våra; we; us; our; här; jobbar; arbetar; work; working; representerar; representing;
    heter; kallas
    """
)
OFFICE = one_of(
    r"""
    socialchef; handläggare; ekonom; controller; utredare; chef; nämndsekreterare; samordnare; förvaltning;
    socialtjänsten; services; \w*kontor; \w*avdelning; \w*enhet; office; department; unit; team;
    nämnd; socialnämnd; omsorgsnämnd; kommunstyrelse;
    som (?:invånare|boende|medborgare); as a (?:resident|citizen|inhabitant)
    """
)
OTHERS = one_of(
    r"""
    inte; ej; not; grann\w*; kolleg\w*; ring; ringde; ringt; bror; syster; dotter; son; svåger; kusin; förr; tidigare;
    flyttat; till skillnad från; liksom; jämfört med; neighbou?r\w*; unlike; colleague\w*; moved from
    """
)
BEFORE_OWN = re.compile(
    rf"(?:(?<!\w){OURS}(?!\w)[^.!?\n]{{0,40}}|(?<!\w){OFFICE}\w* (?:i|på|vid|för|in|at|for|of) )$", re.IGNORECASE
)
AFTER_OWN = re.compile(
    r"^(?: kommun)? (?:har|är|ska|behöver|skulle|vill|kan|får) vi(?!\w)"
    r"|^,? (?:is|är) (?:where|där) (?:i|we|jag|vi)(?!\w)"
    r"|^(?:(?! men | but )[^.!?\n]){0,25}(?<!\w)(?:där vi|vår|hos oss)(?!\w)",
    re.IGNORECASE,
)
ROLE = one_of(
    r"""
    ringer; skriver; mejlar; mailar; hör av mig; hör av oss; kommer; är; jobbar; arbetar; sitter; bor; representerar;
    företräder; tillhör; calling; writing; am; i'm; are; we're; from; work; working; live; based; represent;
    representing
    """
)
ROLES = any_of(
    r"""
    är; från; jobbar; arbetar; sitter; bor; skriver; ringer; i'm; am; are; we're; live; based; work; from; calling; här;
    here; this is; håller på; fyller; förbereder; lämnar; skickar; ska; vi i; vi på; oss i; oss på; we in; we at; us in;
    us at; preparing
    """
)
SUBJECT = r"(?:jag|vi|det|i|we|this|undertecknad|i'm|we're)"
BEING = r"(?:i'm|we're|i am|we are|jag är|vi är)"
HELLO = r"(?:hej(?:san)?|tjena|hallå|hello|hi|hey|god \w+|good \w+)?[ ,!]*"
AT = r"(?:från|på|i|vid|för|åt|inom|in|at|from|for|of|with)(?: the (?:municipality|city|town) of| rss| kommunen)?"
INTRODUCING = re.compile(
    rf"(?:(?<!\w){SUBJECT}(?!\w)[^.!?\n]{{0,12}}(?<!\w){ROLE}(?!\w)|(?<!\w){BEING}"
    rf"|(?:^|[.!?\n] ?){HELLO}{ROLE}(?!\w))"
    rf"(?:(?! (?:och|men|and|but|inte|not) )[^.!?\n,]){{0,40}} (?:{AT}|rss) $",
    re.IGNORECASE,
)
US_OF = re.compile(
    r"(?<!\w)(?:(?<!får )(?:vi|we)(?: här| here)? (?:i|på|från|in|at|from)|(?:oss|us)(?: här| here)? (?:i|på|in|at))"
    r"(?: kommunen| rss)? $",
    re.IGNORECASE,
)
# "Ska fylla i rekvisitionen för Åmål": who does a step for a recipient belongs there.
ACTING = re.compile(
    r"(?:(?<!\w)(?:jag|vi|i|we)(?!\w)[^.!?\n,]{0,25}|(?:^|[.!?\n] ?)(?:ska|skall|håller på|sitter)[^.!?\n,]{0,15}|^)"
    r"(?<!\w)(?:fyll|skriv|gör|lämn|skick|förbered|sitter med|på med|arbetar med|jobbar med|fill|prepar|writ|send"
    r"|submit|working on)\w* (?:\w+ ){0,3}\w*"
    r"(?:rekvisition|redovisning|rapport|återbetalning|requisition|report|repayment)\w* (?:för|åt|i|från|for|from) $",
    re.IGNORECASE,
)
PRESENTING = re.compile(
    rf"(?:^|[.!?\n,]) ?{HELLO}(?:det är|det här är|här är|this is|vi är|we are) (?:rss )?$", re.IGNORECASE
)
# "Två snabba frågor från Piteå", "a quick one from Lidingö": at the beginning of a sentence only.
ASKING_FROM = re.compile(
    rf"(?:^|[.!?\n,] ?){HELLO}(?:[\w-]+ ){{0,3}}(?:fråga|frågor|undran|funderingar?|ärende|rader?|questions?|things?"
    r"|one|notes?|quer(?:y|ies)) (?:here )?(?:från|from) $",
    re.IGNORECASE,
)
MOVED_TO = re.compile(
    r"(?<!\w)(?:flyttade?|flyttat|moved|relocated)(?!\w)[^.!?\n]{0,15} (?:från|from) [^.!?\n]{2,25} (?:till|to) $",
    re.IGNORECASE,
)
# Where somebody only meets or has an office.
MEETING = re.compile(
    r"(?<!\w)(?:kontor|möte|träff|sammanträd|utbildning|kurs|seminari|konferens|(?:my|our|an|the|main|head) office"
    r"|meeting|seminar|conference)\w*"
    r"(?: [\w’'-]+){0,4} (?:i|på|in|at) $",
    re.IGNORECASE,
)
MEANT = re.compile(
    r"(?<!\w)(?:(?:jag|vi) (?:menar|syftar på|undrar för)|(?:det|den|frågan?|ärendet|det här) (?:gäller|rör|avser"
    r"|handlar om)|i mean|we mean|(?:it|this|question|query) (?:is about|concerns|regards))(?: alltså)? $",
    re.IGNORECASE,
)
HERE = re.compile(
    r"(?: kommun| municipality)? (?:här|here)(?:[ .!,]|$)|(?: kommun)? (?:som )?hör av sig", re.IGNORECASE
)
NOT_OWN = re.compile(rf"(?<!\w){OTHERS}(?!\w)[^.!?:\n]{{0,40}}$", re.IGNORECASE)
WINDOW = 60
LINE_OF_ITS_OWN, SAID, NAMED, NOTHING, DENIED = 5, 4, 1, 0, -9


class Finder(Protocol):
    """What finds names in a cleaned text."""

    def find(self, cleaned: str) -> list[Mention]: ...


def says_we(text: str) -> bool:
    """Whether the text speaks of "us"."""
    return WE.search(text)


def says_who_writes(text: str) -> bool:
    """Whether the words may present the writer."""
    return ROLES.search(text)


def introduced(text: str, mentions: Sequence[Mention]) -> tuple[Target, ...]:
    """Whom the writer speaks for by its own words ("jag ringer från Kiruna"); () where that is nobody or several."""
    found = [
        mention.targets[0]
        for mention in mentions
        if mention.is_sure and presents(text[max(0, mention.start - WINDOW) : mention.start], text[mention.end :])
    ]
    found = [target for target in found if target.kind != Kind.COUNTY] or within(text, mentions, found)
    return tuple(found) if len(found) == 1 else ()


def within(text: str, mentions: Sequence[Mention], counties: list[Target]) -> list[Target]:
    """ "Vi är en kommun i Dalarna, Orsa": the municipality that a comma sets beside its county."""
    return [
        after.targets[0]
        for before, after in pairwise(mentions)
        if after.is_sure
        and before.is_sure
        and before.targets[0] in counties
        and text[before.end : after.start].strip() == ","
    ]


def presents(before: str, after: str) -> bool:
    if NOT_OWN.search(before):
        return False
    said = (INTRODUCING, PRESENTING, ASKING_FROM, US_OF, ACTING)
    return any(words.search(before) for words in said) or HERE.match(after) is not None


def own_mentions(
    letter: Letter, names: Finder, kind: Kind | None = None, *, is_said: bool = False
) -> tuple[Mention, ...]:
    """The one recipient, of a kind where one is given, that the letter's writer speaks for; none where it is open.

    With `is_said` the writer must say so: a place that is only named does not do.
    """
    text = f"{letter.body}\n{letter.signature}"
    votes: dict[Target, int] = {}
    first: dict[Target, Mention] = {}
    signed: set[Target] = set()
    for named in names.find(text):
        mention = in_county(named) if kind == Kind.RSS else named
        if mention.is_sure and kind in (None, mention.targets[0].kind):
            target = mention.targets[0]
            in_signature = mention.start > len(letter.body)
            vote = weight(text, mention, in_signature=in_signature)
            presented = presents(text[max(0, mention.start - WINDOW) : mention.start], text[mention.end :])
            if named.targets[0].kind == Kind.COUNTY and (vote == NAMED or (kind and not presented)):
                continue  # a county only says where: nobody is "we" of one by the way
            first.setdefault(target, mention)
            votes[target] = votes.get(target, 0) + vote
            if in_signature and is_own_line(text, mention):
                signed.add(target)
    return best(
        {each: max(votes[each], LINE_OF_ITS_OWN) if each in signed else votes[each] for each in votes},
        first,
        SAID if is_said else NAMED,
    )


def in_county(mention: Mention) -> Mention:
    """A county as the one regional structure that it has: "Regional coordinator in Västernorrland here"."""
    structures = tuple(target for target in mention.alternatives if target.kind == Kind.RSS)
    is_county = mention.is_sure and mention.targets[0].kind == Kind.COUNTY
    return replace(mention, targets=structures) if is_county and len(structures) == 1 else mention


def weight(text: str, mention: Mention, *, in_signature: bool) -> int:
    """How much speaks for a mention being where the writer works."""
    before = text[max(0, mention.start - WINDOW) : mention.start]
    if MOVED_TO.search(before) or MEANT.search(before):
        return SAID
    if NOT_OWN.search(before) or MEETING.search(before):
        return DENIED if NOT_OWN.search(before) else NOTHING
    if presents(before, text[mention.end :]):
        return SAID
    if in_signature:
        return LINE_OF_ITS_OWN if is_own_line(text, mention) else NAMED
    if BEFORE_OWN.search(before) or AFTER_OWN.match(text[mention.end : mention.end + WINDOW]):
        return SAID
    return NAMED


def is_own_line(text: str, mention: Mention) -> bool:
    """Whether the name stands on a line with little beside it ("Habo kommun", "Socialförvaltningen, Habo kommun")."""
    start = text.rfind("\n", 0, mention.start) + 1
    end = text.find("\n", mention.end)
    line = text[start : end if end >= 0 else len(text)]
    return "kommun" in line.lower() or "stad" in line.lower().split() or line.strip(" ,.") == mention.written


def best(votes: dict[Target, int], first: dict[Target, Mention], least: int) -> tuple[Mention, ...]:
    ordered: Sequence[Target] = sorted(votes, key=lambda target: -votes[target])
    fitting: Iterable[Target] = [target for target in ordered if votes[target] >= least]
    kept = list(fitting)
    if not kept or (len(kept) > 1 and votes[kept[0]] == votes[kept[1]]):
        return ()
    if len(votes) > 1 and votes[kept[0]] == NAMED:  # beside one that is somebody else's, a mere name proves nothing
        return ()
    return (first[kept[0]],)
