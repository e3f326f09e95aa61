"""Whether a text speaks of the grant at all: by the words that its questions are made of."""

from bot.understanding.phrases import any_of

ABOUT_THE_GRANT = any_of(
    r"""
    \w*bidrag\w*; \w*pengar\w*; medel; medlen; \w*belopp\w*; \w*rekvi\w*; \w*redovis\w*; \w*rapport\w*;
    \w*återbetal\w*; \w*utbetal\w*; betala\w* (?:\w+ ){0,4}tillbaka; betala\w* ut; oförbruk\w*; \w*omställning\w*;
    socialtjänstlag\w*; socialtjänsten; socialnämnd\w*; socialstyrelsen\w*; socialdepartement\w*; departement\w*;
    myndighet\w*; minister\w*; kommuner\w*; grannkommun\w*; kommunalförbund\w*; rss\w*;
    \w*stödstruktur\w*; struktur\w*; huvudm\w*; lagen; lag; nya lag\w*; \w*beslut\w*; \w*diarie\w*; dnr;
    ärendenum\w*; \w*anvisning\w*; villkor\w*; deadline\w*; skr\w*;
    överenskommelse\w*; proposition\w*; prop; \w*anslag\w*; utgiftsområd\w*; statsbudget\w*;
    påminn\w*; prenumer\w*; avregistr\w*; ändamål\w*; gemensam\w*; samverk\w*; samarbet\w*; insats\w*;
    dubbelfinans\w*; fördel\w*; nyckel\w*; medfinans\w*; egenfinans\w*; överskott\w*;
    bilaga\w*; bilagor\w*; lista\w*; mottagare\w*; länsstyrelse\w*; jämställd\w*; aviser\w*; 2024; 2025; 2026;
    2027; 2028; s20\d\d; potten; miljarder; miljard; kronor; grants?; money; funds?; funding; amounts?;
    requisition\w*; reports?; reporting; repa(?:y|id|yment)\w*; pa(?:y|id) (?:\w+ ){0,4}back; payment; paid;
    unused; social services?; act; bill; government\w*; decision\w*; decided; ministry; agency\w*;
    municipalit\w*; municipal; structures?; reference\w*; conditions?; instructions?; agreement\w*;
    appropriation\w*; expenditure\w*; budget\w*; joint\w*; pool; co-?financ\w*; remind\w*; unsubscribe; announced;
    purpose; list; annex; billions?; million; double; equality; anstånd\w*; kostnad\w*; tillåt\w*; otillåt\w*;
    \w*satsning\w*; avtal\w*; formel\w*; formula; fasta? del\w*; fixed (?:part|amount)\w*; \w*beräkn\w*; \w*räkna\w*;
    uträkn\w*; calculat\w*; comput\w*; handläggar\w*; revisor\w*; auditor\w*; upphandl\w*; procure\w*;
    underlag\w*; uppfölj\w*; \w*summa\w*; hänvis\w*; vänder man sig; kontakta; contact; mejl från er; new law;
    socialtjänstens verksamhet; behovsprövning; momsplikt\w*; overhead\w*; dialog\w*; samråd\w*; consult\w*;
    allocat\w*; distribut\w*; eligib\w*; allowed; permitted; acceptable; utförare\w*; providers?; carry over; appeal;
    e-tjänst\w*; ombud\w*; \w*statsråd\w*; offentligt stöd; statligt stöd; stödet (?:fortsätt|garant|upphör)\w*;
    ansökningsdag\w*; sista ansökan; national board\w*;
    (?:the|this|whole) scheme; kalaset; 730; 650; brå; ivo; sbu; nya sol; salar
    """
)
