"""Words of both languages that mean the same to the grant: what lets a few phrasings stand for many.

A stem ending in * stands for every word that begins with it, one beginning with * also for compounds
that hold it ("*redovis*": slutredovisning). Words are compared without diacritics. Concepts are only
hints for the classifier, which learns from the phrasings what each, and each pair, says.
"""

from functools import lru_cache

from bot.understanding.text import fold

MEANINGS = {
    "when": "när when nar vilken-dag",
    "date": (
        "datum* dag dagen date dates day dagar days månad* month* vecka* veckor week* tidpunkt* kalender* calendar "
        "tidsplan*"
    ),
    "last": "sista senast senaste* last latest deadline* *frist* slutdatum* due slutdag* stoppdatum* tidsgräns*",
    "span": "länge lång tid tiden long time until till-och-med within inom",
    "open": "öppn* stäng* fönst* open* close* window* börja* start*",
    "late": (
        "missa* miss* glömt* glöm* försen* sen sent senare late later forgot* hinn* hunn* passerat* passed gått-ut "
        "försent överskrid* kört"
    ),
    "extension": "anstånd* uppskov* förläng* skjut* extension* extend* postpone* dröj* respit*",
    "how": "hur how",
    "who": "vem vems vilka vilken who whom whose which",
    "where": "var vart where varifrån",
    "why": "varför why orsak* anledning* reason*",
    "how much": (
        "mycket mkt mke much belopp* *beloppet summa* summor summan *summa amount* sum sums kronor kr kronan sek "
        "figure* siffr* miljon* million* miljard* billion* stor stort stora storlek* big large size"
    ),
    "may": (
        "får kan kunna möjlig* tillåt* okej ok godkän* may can could allow* permit* eligib* possib* lov lagligt "
        "accept* funkar"
    ),
    "must": (
        "måste krav krävs kräv* obligator* skyldig* behöv* must require* requir* need* have tvung* tving* mandator* "
        "compulsor*"
    ),
    "not": (
        "inte ej ingen inga inget aldrig förbud* förbj* otillåt* utesl* not no never forbid* prohibit* exclud* "
        "restrict* undantag* cannot don doesn begränsn* icke utan without"
    ),
    "requisition": (
        "*rekvi* requisit* ansök* ansok* sök söka söker sökas sökt appl* claim* begär* draw drawn request* ansökning*"
    ),
    "form": "blankett* formulär* mall mallar* form forms template* e-tjänst* etjänst* portal* webbform*",
    "payment": (
        "*utbetal* betala betalar betalas betalat betalt betalning* pay pays paid payment* disburs* konto kontot "
        "account bankgiro* överför* transfer* likvid*"
    ),
    "report": "*redovis* *rapport* report* återredov* slutrapp* redogör* uppfölj* account",
    "repay": (
        "*återbetal* återkräv* återkrav* tillbaka* repay* repaid refund* return* back återlämn* återför* "
        "tillbakabetal* retur* clawback* åter"
    ),
    "unused": (
        "oanvän* oförbruk* outnyttj* överskott* kvar över rest resten* unspent unused leftover* left surplus* "
        "remain* överblivn* förbrukat* blir-över"
    ),
    "misused": "fel felaktig* missbruk* wrong* misus* annat-ändamål otillåtna",
    "reference": (
        "diarie* dnr ärendenum* *referens* beteckning* nummer* numret number* referenc* case registrator* märk* "
        "registration hänvis* *beslutsnum* diarynumber åberop* ärendebet* ref"
    ),
    "compute": (
        "*räkna* *räkning* *räknad* *beräkn* formel* *nyckel* modell* calculat* comput* formula* key model "
        "nyckeltal* räknesätt* metod* method* basis princip* worked-out derive*"
    ),
    "fixed": "fast fasta grundbelopp* grunddel* fixed flat base schablon* 730 socialsekreterare*",
    "inhabitants": (
        "*invånar* folkmängd* befolkn* *capita inhabitant* resident* population* innevånar* 100 storstad* storstäd* "
        "stad städer cities city"
    ),
    "budget line": (
        "anslag* utgiftsområd* budgetprop* statsbudget* appropriation* expenditure* anslagspost* budgetpost*"
    ),
    "budget": "budget* finansier* financ*",
    "list": (
        "lista* listan *bilaga* *bilagor* *tabell* excel* annex* appendix* list lists table* spreadsheet* "
        "förteckning* sammanställ* csv fil filen xlsx publicer* publish*"
    ),
    "all": "alla samtliga varje all every each hela whole hel",
    "rank": (
        "mest minst störst* lägst* högst* topp* plats* placering* rank* rangordn* most least largest smallest "
        "highest lowest top bottom botten fewest biggest flest etta tvåa näst second position"
    ),
    "mean": "*snitt* median* medelvärd* average* mean medelbel* normalt typisk* typical",
    "share": "andel* procent* share shares percent* del fraction* proportion*",
    "compare": (
        "jämför* skillnad* mer mindre än compar* difference* more less than skilj* högre lägre större higher lower"
    ),
    "together": (
        "tillsamman* sammanlag* sammanlagt total* summera* ihop together combined altogether overall nationell* "
        "national* hela-landet landet nationwide country* sverige* sweden* potten kakan"
    ),
    "joint": (
        "*gemensam* *samverk* *samarbet* *samordn* grann* kommunalförb* förbund* joint* *collaborat* cooperat* "
        "co-operat* sharing shared pool* neighbo* intermunicip* avtal* länsgem* regional* dela delar delad* flera "
        "several allian* delregional*"
    ),
    "municipality": "kommun* municip* council* stad local",
    "county": "län länet* läns länen* county counties länsvis* lansnamn region* landsting*",
    "agency": "socialstyrels* myndighet* agency* authorit* nbhw board",
    "government": (
        "regering* *departement* *minister* government* ministr* riksdag* parliament* statsråd* stat staten* state"
    ),
    "skr": "skr skrs salar",
    "dialogue": "dialog* samråd* consult dialogue* samtal* involver* delaktig*",
    "agreement": "överenskom* ök agreement* agreed parter* parties deal avtalet",
    "law": (
        "lag lagen* lagar sol nya-lagen *socialtjänstlag* lagstift* proposition* prop act law laws bill bills "
        "*reform* legislat* ikraft* lagändr* lagförsl* paragraf* statute*"
    ),
    "in force": "kraft force gälla effect träda träder trädde börjar",
    "analysis": "*analys* lägesanal* 650 förberedande* preparatory planering*",
    "past year": "2024 förra fjol fjolår* previous",
    "future year": (
        "2026 2027 2028 2029 2030 nästa kommande framtid* framöver fortsätt* next coming future permanent* "
        "långsiktig* continu* efter after flerårig* engång* one-off återkomm* framgent utlov* avisera* announce*"
    ),
    "decide": (
        "beslut* bestäm* fatta* fattat* underteckn* decid* decision* beslöt* föredrag* utfärd* issued handlagt*"
    ),
    "rss": "rss* *stödstruktur* *samverkansstruktur* struktur* huvudm* host hosts hosting structure* rssnamn",
    "contact": (
        "kontakt* *adress* telefon* ringa ringer vänd* prata contact* phone* reach call turn speak talk handläggar* "
        "människa human person* fråga* mejla maila mailadress* helpdesk support kundtjänst*"
    ),
    "remind": (
        "*påminn* *prenumer* *registrera* utskick* mejl* remind* *subscri* notif* bevak* avanmäl* anmäl* avsluta* "
        "stoppa* email* emails mail* maila* snooz* aviser* notis* meddela*"
    ),
    "status": (
        "status redan hittills already progress läget noter* registrerad* klar* done yet än ännu företrädar* "
        "mottag* kommit-fram"
    ),
    "instructions": (
        "*anvisning* villkor* riktlin* instruk* vägledn* föreskr* guideline* condition* terms rules regler* "
        "regelverk* guidance* rule bestämmels*"
    ),
    "source": "källa* källor* source* pdf länk* link läsa read dokument* document*",
    "staff": (
        "anställ* *personal* lön* löner *bemann* *rekryter* tjänst tjänsten tjänster staff* salar* hire* hiring "
        "recruit* employ* wage* worker* position* post vikarie* projektledar* koordinator* coordinator* medarbet* "
        "utvecklingsled* kollega* nyanställ* timanställ* processled* *ledare strateg*"
    ),
    "training": (
        "*utbild* *kompeten* kurs* fortbild* handled* train* course* skill* competen* föreläs* lectur* konferen* "
        "seminar* workshop* lära lärande learn* kunskap* knowledge* metodstöd* supervision* implementer* evidens* "
        "evidence* förebygg* prevent*"
    ),
    "use": (
        "använd* lägga lägger lägg spend* spent use used uses using bekost* täck* cover* fund förbruk* disponer* "
        "nyttj* kosta* kostn* cost* utgift* köpa köp köper buy bought purchas* betalas-med satsa*"
    ),
    "purpose": (
        "syfte* ändamål* mål målet* purpose* aim* goal* intend* avsed* avsett tanke* tanken meant objective* "
        "avsikt* öronmärk* earmark* riktat* targeted"
    ),
    "other grant": (
        "annat andra annan dubbel* kombin* eu esf socialfond* samfinans* stapla* other another double* combine* "
        "stack* parallell* samtidigt samma same offentlig* public projektmedel* överlapp* overlap* dubbla två two "
        "vinnova arvsfond* skolverk* länsstyrels* växla"
    ),
    "unsaid": (
        "moms* vat ränta* räntan* interest privat* private entreprenad* överklag* appeal* konsult* consultant* "
        "medfinans* cofinanc* co-financ* *match* egeninsats* upphandl* lou tender* procure* konkurrensutsät* "
        "overhead* indirekta indirect påslag* revis* audit* intyg* signera* sign signs signed skriva-under "
        "firmateckn* delegation* delegat* lokal lokaler* lokalk* hyra hyror* rent premises utrustning* dator* "
        "datorer* bil bilar* equipment* computer* laptop* möbler* furniture arvode* förtroendevald* politician* "
        "straff* vite* viten* böter* avgift* fine fined penalt* sanktion* sanction* bokför* periodis* bokslut* "
        "bookkeep* ledger balanser* reservera* delbetal* instalment* installment* omgång* retroaktiv* retroactiv* "
        "retrospect* bakåt kvitto* kvitton* receipt* arkiv* archive* underlag* gallr* logotyp* logga* logo fika* "
        "mat* food lunch* resa resor* travel* hotell* hotel* it-system* system* verksamhetssystem* licens* license* "
        "program* app appar* stickprov* kontroll* granska* inspection* ideell* förening* civilsamh* charit* ngo* "
        "bolag* företag* company compan* stiftelse* facket* union kollektivavtal* skatt* tax semester* "
        "arbetsgivaravg* pensionsk* social-fees tak taket cap max-lön tidredovis* timesheet* timkost* omfördel* "
        "redistribut* carry rulla* spara sparas save fjärrundervisning* studiebesök* utomlands abroad gåvor* gift* "
        "marknadsför* annons* advertis* trycksak* skadestånd* damages försäkring* insurance patent* valuta* euro "
        "gdpr* personuppgift* sekretess*"
    ),
    "other money": (
        "*bistånd* försörjn* socialbidrag* *utjämning* kassa* akassa* barnbidrag* bostadsbidrag* bostadstillägg* "
        "pension* sjukpenning* föräldrapenning* studiebidrag* studiemedel* csn skolbidrag* skolpeng* generella* "
        "flykting* etablering* equali* welfare benefit* allowance* unemployment eubidrag* jordbruk* elstöd* lss* "
        "vuxenutb* skola skolan* skolor förskol* school* äldreoms* kultur* idrott* bredband* norge* norway "
        "norwegian norsk* dansk* danmark* finland* tandvård* psykisk* refugee*"
    ),
    "outside": (
        "väder* vädret weather regn* rain* snö* snow* temperatur* varmt* pizza* restaurang* restaurant* hotell* "
        "fotboll* match* recept* recipe* dikt* poem* skämt* vits* joke* python* java* kod koden code program* "
        "huvudstad* capital tåg* train trains flyg* flight* aktie* stock* bitcoin* film* movie* musik* music låt "
        "song val valet election* statsminister* president* kung* king mayor borgmästar* kommunalråd* sevärd* "
        "turist* tourist* horoskop* klockan* läxa* homework översätt* translat* körkort* licence bygglov* "
        "parkering* bibliotek* librar* badhus* simhall* bensin* lägenhet* hus house katt* cat hund* dog mamma* "
        "huvudvärk* headache ont sjuk* sick kärlek* love marry gift parti* party rösta* vote nato jobb* job jobs "
        "granne* neighbor soc-handläggare klaga* complain* prompt* ignor* låtsas* pretend* lösenord* password* "
        "hack* pirat* system-prompt glöm forget laga* cook* middag* dinner äta eat kaffe* coffee öl vin "
        "semesterresa*"
    ),
    "service": (
        "robot* bot boten* ai chatgpt språkmodell* bidragslots* tjänsten service officiell* official trust lita "
        "byggt built made"
    ),
    "ability": "hjälp* help* svara answer* göra do fungerar funkar work* exempel* example* fråga ask",
    "greet": "hej* hello hi hey hallå* god morgon* kväll* good morning evening",
    "thank": "tack* thank* thanks perfekt* toppen great perfect",
    "leave": "hejdå adjö bye goodbye ses hörs helg* weekend ha-det",
    "equality": "jämställd* gender equality kvinnor* women män* men",
    "share of all": (
        "uppdelning* uppdelat* fördelat* breakdown split fördel* distribut* delas divid* allocat* tilldel*"
    ),
    "money": (
        "peng* medel medlen* bidrag* *bidraget* *bidragen* statsbidrag* stöd stödet money fund* grant* funding "
        "subsid* satsning* omställn* transition*"
    ),
    "claim": "visst stämmer sant right true surely correct hört läste heard read rätt eller-hur",
    "named": "kommunnamn ortsnamn",
    "we": "vi oss vår vårt våra we us our ours",
}
"""Concepts and their words, in both languages."""

SHORTEST_INSIDE = 3  # letters before a stem that is looked for inside a word


def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Whole words, beginnings, and parts of compounds, each with its concepts."""
    tables: tuple[dict[str, list[str]], ...] = ({}, {}, {})
    for concept, words in MEANINGS.items():
        for word in fold(words).split():
            table = tables[2] if word[0] == "*" else tables[1] if word[-1] == "*" else tables[0]
            table.setdefault(word.strip("*"), []).append(concept)
            if word[0] == "*":
                tables[1].setdefault(word.strip("*"), []).append(concept)
    whole, beginnings, parts = ({word: tuple(found) for word, found in table.items()} for table in tables)
    return whole, beginnings, parts


WHOLE, BEGINNINGS, PARTS = _tables()
PART_LENGTHS = tuple(sorted({len(part) for part in PARTS}))


@lru_cache(maxsize=4096)
def concepts_of(word: str) -> tuple[str, ...]:
    """The concepts of a word in lower case without diacritics, each once."""
    found = list(WHOLE.get(word, ()))
    for end in range(2, len(word) + 1):
        found += BEGINNINGS.get(word[:end], ())
    for start in range(SHORTEST_INSIDE, len(word)):
        for length in PART_LENGTHS:
            found += PARTS.get(word[start : start + length], ())
    return tuple(dict.fromkeys(found))
