"""The words that short follow-ups are told by: agreeing, choosing, pointing back, going on."""

import re

from bot.understanding.phrases import any_of, one_of
from bot.understanding.question import Operation

SHORT_REPLY = 60  # characters
FEW = 3  # words
PER_RECIPIENT = {Operation.NONE, Operation.RANK, Operation.SHARE, Operation.PER_INHABITANT}
OVER_A_GROUP = {Operation.HIGHEST, Operation.LOWEST, Operation.EXTREMES, Operation.MEAN, Operation.MEDIAN}
# Topics whose answer is another one for each recipient.
OF_A_RECIPIENT = {"formula", "requisition_deadline", "report_deadline", "repayment_deadline", "step_status"}
AGREED = one_of(
    r"""
    ja; japp; jo; jajamän; jovisst; precis; exakt; stämmer; just det; det stämmer; korrekt; ja tack; gärna; ok;
    okej; yes; yep; yeah; right; correct; exactly; please; yes please; sure; indeed
    """
)
YES = re.compile(rf"{AGREED}[\s,.!]*(?:tack|det menade jag|det|please|that one|den)?", re.IGNORECASE)
FIRST = any_of(
    r"""
    (?:den |det )?(?:första|förstnämnda|översta); (?:the )?(?:first|former)(?: one)?; 1; etta\w*; alternativ 1;
    option 1
    """
)
SECOND = any_of(
    r"""
    (?:den |det )?(?:andra|sistnämnda|sista); (?:the )?(?:second|latter|last|other)(?: one)?; 2; tvåa\w*;
    alternativ 2; option 2
    """
)
BOTH = any_of(r"båda; bägge; båda två; allihop; alla; both; both of them; all of them")
RSS_WORD = any_of(
    r"""
    rss(?::\w+|en|er|erna|et|s)?; stödstruktur\w*; strukturen; regionen; regionala stöd\w*; support structure;
    the structure; regional (?:one|body)
    """
)
MUNICIPALITY_WORD = any_of(r"kommun; kommunen; själva kommunen; staden; municipality; the city; town")
COUNTY_WORD = any_of(r"länet; länets; vårt län; the county; our county")
REFERRING = any_of(
    r"""
    de; dem; dom; den; det; där; dit; deras; dess; denna; detta; dessa; sådan\w*; samma; they; them; it; their;
    theirs; its; there; that; those; these; which one; which of; vilken av; vem av; den ena; båda; bägge; both;
    tillsammans; together; ihop; två; two; alla; tre; fyra; three; all; kommunen; the municipality
    """
)
THE_TWO = any_of(r"båda; bägge; båda två; (?:de|dom|dem) två; both; the two; two of them; those two; dem båda")
COUNTS = {
    "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "three": 3, "four": 4, "five": 5, "six": 6, "3": 3, "4": 4, "5": 5, "6": 6,
}  # fmt: skip
THE_COUNTED = re.compile(
    rf"(?<!\w)(?:alla|samtliga|de|dom|dem|dessa|all|the|these|those|all of the|of the) ({'|'.join(COUNTS)})(?!\w)",
    re.IGNORECASE,
)
SUM_ALONE = re.compile(
    r"(?:och |and |ok |okej )*(?:summa|summan|totalen|totalsumman?|totalbeloppet|(?:the )?sum|the total)"
    r"(?: då| tack| please)?",
    re.IGNORECASE,
)
EQUALLY = re.compile(
    r"(?:och |så |so )?(?:får|fick|är|do|are) (?:de|dom|båda|bägge|they|both)(?: två)?"
    r" (?:lika|samma|(?:get )?the same)(?: \w+)?",
    re.IGNORECASE,
)
BY_HOW_MUCH = re.compile(
    r"(?:och |and |men |but |ok |okej )*(?:med hur mycket|hur mycket (?:skiljer|mer|mindre|större)(?: \w+){0,3}"
    r"|by how much|how much (?:more|less)(?: \w+){0,3}|how big is the gap)",
    re.IGNORECASE,
)
THE_COUNTY = any_of(
    r"""
    länet; länets; vårt län; sitt län; det länet; i länet; länskommunerna; the county; the county's; our county;
    that county; its county
    """
)
WHERE = any_of(
    r"""
    var (?:hamnar|ligger|kommer|är|finns|står|placerar); where (?:is|does|do|are|did); och var; what about;
    rank\w*
    """
)
FILLERS = any_of(
    r"""
    jaja; ja ja; haha\w*; hehe\w*; lol; aha; jaha; jaså; oj; oj då; ojdå; hm+; vänta; wait; alright;
    intressant\w*; interesting; sorry; förlåt; ursäkta; hoppsan; oops; nästa; nästa kommun; next; next one;
    next up; grannen; granne; grannkommunen; vår granne; neighbou?r; neighbou?ring; nå; nåja; mm+; öh; eh; fel;
    fel av mig; tackar; fint; kul; snyggt; grymt; wow; right; well; no; nope; nix; nä; nej; hallå; du; förresten;
    by the way; btw; istället
    """
)
CLAUSE = re.compile(r"[,.!?;:–—]+(?=\s)")
NAME = re.compile(r"[A-ZÄ]+NAMN")
ASKS = any_of(
    r"""
    hur; vad; vem; vems; var; vart; när; varför; vilken; vilket; vilka; kan; får; how; what; who; where; when;
    why; which; can; may; does; is; skatt\w*; väder; vädret
    """
)
CONTRAST = any_of(r"och; men; också; även; and; but; too; as well; also")
WHEN = any_of(
    r"när; senast; datum\w*; sista dag\w*; tidsgräns\w*; deadline\w*; when; by when; last day; date; due; tidpunkt\w*"
)
BEFORE_THAT = any_of(
    r"""
    (?:den|det) förra(?! år\w*); förra kommunen; kommunen innan; den innan; den tidigare; den föregående;
    the previous(?: one| municipality)?; the one before
    """
)
FOLLOWING = any_of(
    r"""
    och; men; and; but; what about; how about; hur är det med; hur blir det; då; samma; same; också; too; as well;
    med; även; likaså; istället; i stället; instead; just; bara; jag menade; menade; menar; i meant; i mean; ta;
    then; sen
    """
)
