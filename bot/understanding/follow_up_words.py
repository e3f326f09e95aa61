"""The words that short follow-ups are told by: agreeing, choosing, pointing back, going on."""

import re

from bot.understanding.phrases import NAME, any_of, one_of, words_in
from bot.understanding.question import DATES, Operation

SHORT_REPLY = 60  # characters
FEW = 3  # words
PER_RECIPIENT = {Operation.NONE, Operation.RANK, Operation.SHARE, Operation.PER_INHABITANT}
OVER_A_GROUP = {Operation.HIGHEST, Operation.LOWEST, Operation.EXTREMES, Operation.MEAN, Operation.MEDIAN}
# Topics whose answer is another one for each recipient.
OF_A_RECIPIENT = {"formula", "requisition_deadline", "report_deadline", "repayment_deadline", "step_status", DATES}
AGREED = one_of(
    r"""
    ja; japp; jo; jajamän; jovisst; precis; exakt; stämmer; just det; det stämmer; korrekt; ja tack; gärna; ok;
    okej; yes; yep; yeah; right; correct; exactly; please; yes please; sure; indeed
    """
)
YES = re.compile(rf"{AGREED}[\s,.!]*(?:tack|det menade jag|det|please|that one|den)?", re.IGNORECASE)
FIRST = any_of(
    r"""
    (?:den |det )?(?:första|förstnämnda|översta); (?:the )?(?:first|former)(?: one)?; 1; etta\w*;
    (?:nr|nummer|number) (?:1|ett|one)
    """
)
SECOND = any_of(
    r"""
    (?:den |det )?(?:andra|sistnämnda|sista); (?:the )?(?:second|latter|last|other)(?: one)?; 2; tvåa\w*;
    (?:nr|nummer|number) (?:2|två|two)
    """
)
BOTH = any_of(r"båda; bägge; allihop; alla; both; all of them")
RSS_WORD = any_of(
    r"""
    rss(?::\w+|en|er|erna|et|s)?; stödstruktur\w*; strukturen; regionen; regionala stöd\w*; support structures?;
    the structure; regional (?:one|body|structure)
    """
)
MUNICIPALITY_WORD = any_of(r"kommun; kommunen; staden; municipality; the city; town")
# Whether what was just told holds for somebody else too.
APPLIES = any_of(
    r"""
    (?:gäller|gällde) (?:det|detta|samma\w*|den|de|dessa|reglerna|villkoren)(?: \w+){0,2}; samma (?:sak|regler|villkor);
    är det (?:samma|likadant|så|lika)(?: \w+)? (?:för|i|hos|med); likadant (?:för|i|hos|med);
    (?:does|do|did) (?:that|this|it|the same|those|they)(?: also)? (?:apply|hold|go|count); same (?:thing|rules?|goes);
    is (?:that|it) (?:also )?(?:true|the same|so) (?:for|in|of); so (?:for|in) \w*NAMN
    """
)
BELONGS = any_of("hör; tillhör; ingår; räknas; sorterar; belongs?; part of; covers?")
COUNTY_WORD = any_of(r"länet; länets; vårt län; the county; our county")
REFERRING = any_of(
    r"""
    de; dem; dom; den; det; där; dit; deras; dess; denna; detta; dessa; sådan\w*; samma; they; them; it; their;
    theirs; its; there; that; those; these; which one; which of; vilken av; vem av; båda; bägge; both;
    tillsammans; together; ihop; två; two; alla; tre; fyra; three; all; kommunen; the municipality
    """
)
THE_TWO = any_of(
    r"""
    båda; bägge; (?:de|dom|dem|dessa|oss|vi|de här|dom här) två; dem emellan; paret; both;
    (?:the|those|these) two; two of (?:them|us); the pair; between them
    """
)
COUNTS = {
    "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "three": 3, "four": 4, "five": 5, "six": 6, "3": 3, "4": 4, "5": 5, "6": 6,
}  # fmt: skip
THE_COUNTED = re.compile(
    rf"(?<!\w)(?:alla|samtliga|de|dom|dem|dessa|all|the|these|those|all of the|of the) ({'|'.join(COUNTS)})(?!\w)",
    re.IGNORECASE,
)
LEAD = r"(?:(?:och|men|ok|okej|jaha|jaså|aha|så|nej|nä|vänta|hm+|and|but|so|no|wait|then|well|right)[ ,.]+)*"
TAIL = (
    r"(?:[ ,]+(?:då|också|tack|nu|igen|alltså|sen|var för sig|separat|please|then|now|again|thanks|each|separately"
    r"|individually))*"
)
ALL_OF = (
    r"(?:(?:för|of|for) )?(?:dem|dom|them|båda(?: två)?|bägge(?: två)?|allihop|both(?: of them)?|all of them"
    r"|(?:dem |dom )?alla(?: de| dessa)? (?:dem|dom|två|tre|fyra|fem|sex)|(?:de|dessa) (?:två|tre|fyra|fem|sex)"
    r"|(?:all|the|all the) (?:two|three|four|five|six))"
)
SUM_ALONE = re.compile(
    rf"{LEAD}(?:(?:hur mycket |vad |how much |what )?(?:blir|är|får|is|are|do) (?:det |de |that |they )?)?"
    rf"(?:{ALL_OF} )?(?:get )?(?:summan?|totalen|totalt|totalsumman?|totalbeloppet|ihop(?:lagt|lagda|slaget|räknat)?"
    rf"|tillsammans|sammanlagt|samman(?:räknat|slaget|taget)|gemensamt|summerat|allt som allt|(?:the )?(?:sum|total)"
    rf"|in total|altogether|together|combined|taken together|in all)"
    rf"(?: (?:blir|är|is) (?:det|that))?(?: {ALL_OF})?{TAIL}",
    re.IGNORECASE,
)
AMOUNT_ALONE = re.compile(
    rf"{LEAD}(?:hur mycket|hur mkt|(?:vilket )?belopp(?:et|en)?|(?:vilken )?summan?|summorna|(?:vilken )?siffra"
    rf"|siffran|siffrorna"
    rf"|how much|(?:what |the )?amount|(?:the )?figure)"
    rf"(?: (?:är|blir|skulle|is|was|would) (?:det|den|det bli|it|that|that be|it be))?{TAIL}",
    re.IGNORECASE,
)
OURS_ALONE = re.compile(rf"{LEAD}(?:hur är det med |what about |how about )?(?:vi|oss|us){TAIL}", re.IGNORECASE)
LIST_THEM = any_of(
    r"lista (?:dem|dom|alla); per kommun; var (?:och en )?för sig; en och en; separat; separately;"
    r"individually; list them; one by one; each of them; by municipality"
)
ALL_ALONE = re.compile(
    rf"{LEAD}(?:båda(?: två)?|bägge(?: två)?|both(?: of them)?|the two of them|alla (?:tre|fyra|fem|sex)"
    rf"|all (?:three|four|five|six)(?: of them)?|(?:jag menar |i mean )(?:båda|both)){TAIL}",
    re.IGNORECASE,
)
OTHER_ALONE = re.compile(
    rf"{LEAD}(?:vad får |hur mycket får |how much does |what does |what about |how about )?"
    rf"(?:den andra|den andre|andra kommunen|den andra kommunen|the other(?: one)?)(?: get)?{TAIL}",
    re.IGNORECASE,
)
# Of two that were told in a row.
FORMER_OR_LATTER = re.compile(
    rf"{LEAD}(?:bara |only |just |vad får )?(?:den |det |the )?"
    r"(?:(?P<former>förra|förstnämnda|första|former|first(?: one)?)|senare|sistnämnda|sista|latter|last(?: one)?)"
    rf"{TAIL}",
    re.IGNORECASE,
)
AMONG = (
    r"(?:av|utav|bland|of|among) (?:dem|dom|de|dessa|them|those|these|the|de här|dom här)"
    r"(?: (?:två|tre|fyra|båda|bägge|two|three|four|pair))?"
)
MORE_OR_MOST = (
    r"(?:allra |the )?(?:mera?|mest|mindre|minst|större|störst|högre|högst|lägre|lägst|more|most|less|least|larger"
    r"|largest|bigger|biggest|smaller|smallest|higher|highest|lower|lowest)"
)
WHICH_MORE = re.compile(
    rf"{LEAD}(?:vilken|vem|vilka|which|who)(?: one| kommun| municipality)?(?: {AMONG})? "
    rf"(?:får|fick|har|är|ligger|hamnar|kommer|gets?|got|has|is|receives?|comes out|ends up) {MORE_OR_MOST}"
    rf"(?: (?:belopp|summa|pengar|bidrag|money|amount|sum))?(?: {AMONG})?{TAIL}",
    re.IGNORECASE,
)
SAY_AGAIN = re.compile(
    rf"{LEAD}(?:va|vad sa du|ursäkta|en gång till|säg (?:det )?igen|(?:kan du )?upprepa(?: det)?"
    rf"|är (?:du|det|ni) (?:(?:helt|verkligen) )*(?:säkert?|rätt|sant)(?: på (?:det|siffran|beloppet))?|säkert?"
    rf"|stämmer (?:det|siffran|beloppet|summan)(?: verkligen)?|verkligen|(?:är det )?(?:verkligen )?så (?:lite|mycket)"
    rf"|inte mer(?: än (?:så|det))?|say (?:that )?again|come again|pardon|(?:can you |could you )?repeat(?: that)?"
    rf"|are you (?:(?:quite|really|absolutely) )*sure(?: (?:about|of) (?:that|it|this))?|really|no more than that"
    rf"|is (?:that|it|this) (?:really )?(?:right|correct|true|all)|(?:is it )?(?:really )?(?:that|so) (?:little|much))"
    rf"{TAIL}",
    re.IGNORECASE,
)
YEAR_BEFORE = any_of(
    r"""
    året (?:innan|före|dessförinnan); år(?:et)? dessförinnan; the year before(?: that)?;
    the (?:previous|preceding) year; a year earlier; ett år tidigare
    """
)
YEAR_AFTER = any_of(r"året (?:efter|därpå); ett år senare; the year after(?: that)?; the following year; a year later")
OF_BOTH = any_of(
    r"båda; bägge; (?:de|dom|dem|oss|vi) två; both; the two; two of (?:them|us); ihop; tillsammans; jointly; together"
)
OF_THEM = any_of("av (?:dem|dom|dessa); of (?:them|those|these)")
THEM = any_of("dem; dom; de; them; those; these; båda; alla tre; dessa")
WHAT_IS = any_of(
    r"""
    vad (?:är|betyder|innebär|gör|menas|står); vad för; förklara; what(?:'s| is| are| does| do)(?: an?| the)?; explain;
    meaning; definition\w*
    """
)
NATIONAL = any_of(r"sverige; sveriges; landet; landets; riket; rikets; 290; country; sweden; nation\w*")
OF_THE_GRANT = any_of(r"\w*bidrag\w*; grant\w*; potten; anslag\w*; staten; state; alla kommuner; all municipalities")
CORRECTING = any_of("menar; menade; menat; mean; meant; nej; no; nope; inte; not; istället; instead; utan")
THE_MUNICIPALITIES = any_of(
    r"kommunerna; kommunernas; länskommunerna; dess kommuner; the municipalities; its municipalities"
)
HOW_MANY = re.compile(
    rf"{LEAD}(?:hur många(?: kommuner| st)? (?:är|blir|handlar|finns)|how many(?: municipalities)? (?:is|are))"
    rf"(?: \w+){{0,3}}",
    re.IGNORECASE,
)
EQUALLY = re.compile(
    r"(?:och |så |so )?(?:får|fick|är|do|are) (?:de|dom|båda|bägge|they|both)(?: två)?"
    r" (?:lika|samma|(?:get )?the same)(?: \w+)?",
    re.IGNORECASE,
)
BY_HOW_MUCH = re.compile(
    rf"{LEAD}(?:med hur mycket|hur mycket (?:skiljer|mer|mindre|större|högre|lägre)(?: \w+){{0,3}}"
    rf"|by how much|how much (?:more|less|bigger|larger|higher|smaller|lower)(?: \w+){{0,4}}|by what margin"
    rf"|how big is the gap)",
    re.IGNORECASE,
)
THE_COUNTY = any_of(
    r"""
    länet; länets; vårt län; sitt län; länskommunerna; the county; our county;
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
    next up; (?<!NAMN )(?:vår |våra |our )?(?:grann\w*|neighbou?r\w*)(?! (?:till|runt|kring|omkring|of|to|around));
    nå; nåja; mm+; öh; eh; fel;
    fel av mig; synd; attans;
    typiskt; tackar; fint; kul; snyggt; grymt; wow; right; well; no; nope; nix; nä; nej; hallå; du; förresten;
    by the way; btw; istället; skoja\w*; skämta\w*; kidding; joking;
    en (?:sista|till); ett sista; sista frågan; one (?:more|last); last one; en annan; another
    """
)
BARE_WORDS = words_in(
    """
    och o men å ok okej and but also också även too då sen sedan nu then now so så i in för åt till to for of
    var är is was likaså detsamma ditto dito samma our vår mellan between tack please kommun kommunen municipality
    stad staden hur det med blir what how about ja
    yes as well
    """
)
EXAMPLE = any_of(
    "som exempel; till exempel; exempelvis; t ex; tex; ta; säg; låt säga; for (?:instance|example); say; take"
)
# Whoever wrote the wrong name says so …
WRONG = any_of(
    r"""
    fel; fel\w*skriv\w*; skrev fel; felaktig\w*; slant; misstag\w*; blandade ihop; förväxla\w*; glöm; strunta i;
    rättelse; wrong; mistake\w*; mistyped; typo; mixed up; misread; scratch that; ignore that; correction
    """
)
# … or which one is right: around the name "ska det stå", "jag tänkte på", "i was looking for".
REPLACING = any_of(
    r"""
    (?:ska|skall|skulle|borde)(?: (?:det|jag|vi|ju|ha|stå|stått|vara|varit|bli|blivit|skriva|skrivit)){1,4};
    avses; avser; avsåg(?: jag| vi)?; (?:tänkte|tänker)(?: jag| vi)?(?: på)?; ute efter; letar efter; letade efter;
    (?:den|det) rätta(?: kommunen| namnet)?; rätt (?:kommun|namn|ort|svar); är rätt;
    menar; menade; menade jag;
    should (?:be|have been|read|say|have read|have said); supposed to be; was the one; is the one; meant; mean;
    looking for; after; thinking of; asking about; make (?:it|that); need; needed; wanted
    """
)
REPLACED = re.compile(r"(?<!\w)(?:ort|ortnamn|kommun|namn|rad|one|line|name|town|place|på tangenterna|det där)(?!\w)")
OF_TIME = words_in("year time this the den här gången omgången året år under vid")
AGREES = re.compile(
    r"(?:[A-ZÄ]+NAMN,? )?(?:ja|jo|japp|jepp|just|precis|exakt|yes|yep|right|exactly|correct)(?!\w)", re.IGNORECASE
)
CLAUSE = re.compile(r"[,.!?;:–—]+(?=\s)")
# "I typed Växjö but it's Alvesta", "inte Växjö, Alvesta": the latter alone is meant.
TYPED_FOR = re.compile(
    rf"(?:(?<!\w)(?:skrev|skrivit|skriva|sade|blev|typed|wrote|said|put)(?: \w+){{0,2}} {NAME.pattern} ?,?"
    rf" (?:men|fast|but)(?: \w+(?:'s)?){{0,4}}|(?<!\w)(?:inte|ej|not) {NAME.pattern}(?: kommun)? ?,)"
    rf" {NAME.pattern}\W*$",
    re.IGNORECASE,
)
ASKS = any_of(
    r"""
    hur; vad; vem; vems; var; vart; när; varför; vilken; vilket; vilka; kan; får; how; what; who; where; when;
    why; which; can; may; does; is; skatt\w*; väder; vädret
    """
)
CONTRAST = any_of(r"och; men; också; även; and; but; too; as well; also")
WHEN = any_of(
    r"""
    när; senast; datum\w*; \w+datum; sista dag\w*; vilken dag; vilka dagar; vad (?:är|var|blir) det för dag; dagen;
    tidsgräns\w*; tidsfrist\w*; deadline\w*; when; last day; what day; which day; dates?; cut-?off; due;
    tidpunkt\w*
    """
)
BEFORE_THAT = any_of(
    r"""
    (?:den|det) förra(?! år\w*); förra kommunen; kommunen innan; den innan; den tidigare; den föregående;
    the previous(?: one| municipality)?; the one before
    """
)
FOLLOWING = any_of(
    r"""
    och; men; and; but; what about; how about; hur blir det; då; samma; same; också; too; as well;
    med; även; likaså; istället; i stället; instead; just; bara; menade; menar; i meant; i mean; ta;
    then; sen
    """
)
