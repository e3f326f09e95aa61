"""Words of both languages that mean the same to the grant: what lets a few phrasings stand for many.

A stem ending in * stands for every word that begins with it, one beginning with * also for compounds
that hold it ("*redovis*": slutredovisning). Words are compared without diacritics. Concepts are only
hints for the classifier, which learns from the phrasings what each, and each pair, says.
"""

from functools import lru_cache

from bot.understanding.text import fold

MEANINGS = {
    "when": "när when nar",
    "date": (
        "datum* dag dagen date dates day dagar days månad* month* vecka* veckor week* tidpunkt* kalender* calendar "
        "tidsplan* våren hösten höst spring autumn sommar* summer jul januari februari mars april maj juni juli "
        "augusti september oktober november december january february march june july august october"
    ),
    "last": (
        "sista senast senaste* last latest deadline* *frist* slutdatum* due slutdag* stoppdatum* tidsgräns* stänger "
        "closing cutoff final bråttom brådska* urgent"
    ),
    "span": "länge lång tid tiden long time until within inom",
    "open": "öppn* stäng* fönst* open* close* window* börja* start*",
    "late": (
        "missa* miss* glömt* glöm* försen* sen sent senare late later forgot* hinn* hunn* passerat* passed "
        "försent överskrid* kört tåget kvar"
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
        "*rekvi* requisit* ansök* ansok* sök söka söker sökas sökt appl* claim* begär* draw drawn request* "
        "ansökning* begäran *hämta hämta hämtar"
    ),
    "form": (
        "blankett* formulär* mall mallar* form forms template* etjänst* portal* webbform* dokumentmall* underlagsmall"
    ),
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
        "remain* överblivn* förbrukat*"
    ),
    "misused": "fel felaktig* missbruk* wrong* misus* otillåtna",
    "reference": (
        "diarie* dnr ärendenum* *referens* beteckning* nummer* numret number* referenc* case registrator* märk* "
        "registration hänvis* *beslutsnum* diarynumber åberop* ärendebet* ref"
    ),
    "compute": (
        "*räkna* *räkning* *räknad* *beräkn* formel* *nyckel* modell* calculat* comput* formula* key model "
        "nyckeltal* räknesätt* metod* method* basis princip* derive*"
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
        "national* landet nationwide country* sverige* sweden* potten kakan"
    ),
    "joint": (
        "*gemensam* *samverk* *samarbet* *samordn* grann* kommunalförb* förbund* joint* *collaborat* cooperat* "
        "sharing shared pool* neighbo* intermunicip* avtal* länsgem* regional* dela delar delad* flera "
        "several allian* delregional*"
    ),
    "municipality": "kommun* municip* council* stad local",
    "county": "län länet* läns länen* county counties länsvis* lansnamn region* landsting*",
    "agency": "socialstyrels* myndighet* agency* authorit* nbhw board verket",
    "government": (
        "regering* *departement* *minister* government* ministr* riksdag* parliament* statsråd* stat staten* state"
    ),
    "skr": "skr skrs salar",
    "dialogue": "dialog* samråd* consult dialogue* samtal* involver* delaktig*",
    "agreement": "överenskom* ök agreement* agreed parter* parties deal avtalet",
    "law": (
        "lag lagen* lagar sol *socialtjänstlag* lagstift* proposition* prop act law laws bill bills "
        "*reform* legislat* ikraft* lagändr* lagförsl* paragraf* statute*"
    ),
    "in force": "kraft force gälla effect träda träder trädde börjar",
    "analysis": "*analys* lägesanal* 650 förberedande* preparatory planering*",
    "past year": "2024 förra fjol fjolår* previous",
    "future year": (
        "2026 2027 2028 2029 2030 nästa kommande framtid* framöver fortsätt* next coming future permanent* "
        "långsiktig* continu* efter after flerårig* engång* återkomm* framgent utlov* avisera* announce*"
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
        "status redan hittills already progress läget noter* registrerad* klar* done yet än ännu företrädar* mottag*"
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
        "nyttj* kosta* kostn* cost* utgift* köpa köp köper buy bought purchas* satsa*"
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
        "lån låna loan* skadestånd* damages försäkring* insurance patent* valuta* euro forskning* research* forska* "
        "omorganis* sammanslag* slås merge* byta change* ändra* pantsätt* statsstöd*"
    ),
    "other money": (
        "*bistånd* försörjn* socialbidrag* *utjämning* kassa* akassa* barnbidrag* bostadsbidrag* bostadstillägg* "
        "pension* sjukpenning* föräldrapenning* studiebidrag* studiemedel* csn skolbidrag* skolpeng* generella* "
        "flykting* etablering* equali* welfare benefit* allowance* unemployment eubidrag* jordbruk* elstöd* lss* "
        "vuxenutb* skola skolan* skolor förskol* school* äldreoms* kultur* idrott* bredband* norge* norway "
        "norwegian norsk* dansk* danmark* finland* tandvård* psykisk* refugee* deklaration* fastighetsskatt* "
        "lärarlön* likvärdig* studiebidr* gymnasi* bostadsbygg* demokrati* integration* jobbskatt* riktade "
        "föräldra* elräkn* räkningar hemlös* vräkt* arbetslös* friskol*"
    ),
    "outside": (
        "väder* vädret weather regn* rain* snö* snow* temperatur* varmt* pizza* restaurang* restaurant* hotell* "
        "fotboll* match* recept* recipe* dikt* poem* skämt* vits* joke* python* java* kod koden code program* "
        "huvudstad* capital tåg* train trains flyg* flight* aktie* stock* bitcoin* film* movie* musik* music låt "
        "song val valet election* statsminister* president* kung* king mayor borgmästar* kommunalråd* sevärd* "
        "turist* tourist* horoskop* klockan* läxa* homework översätt* translat* körkort* licence bygglov* "
        "parkering* bibliotek* librar* badhus* simhall* bensin* lägenhet* hus house katt* cat hund* dog mamma* "
        "huvudvärk* headache ont sjuk* sick kärlek* love marry gift parti* party rösta* vote nato jobb* job jobs "
        "granne* neighbor klaga* complain* prompt* ignor* låtsas* pretend* lösenord* password* "
        "hack* pirat* glöm forget laga* cook* middag* dinner äta eat kaffe* coffee öl vin "
        "semesterresa* sushi mat snö bussbilj* biljett* ticket* printer skrivare emoji* sjung sing deklar* norrsken "
        "northern lights fiske* fishing physics fysik* matte math grundad* grundades founded population vacker* "
        "snygg* beautiful boka book möte bad bada strand* museum* kyrka slott* castle källkod* hacka "
        "virus* spel game games tv serie* youtube facebook tiktok"
    ),
    "service": (
        "robot* bot boten* ai chatgpt språkmodell* bidragslots* tjänsten service officiell* official trust lita "
        "byggt built made"
    ),
    "ability": "hjälp* help* svara answer* göra do fungerar funkar work* exempel* example* fråga ask",
    "greet": "hej* hello hi hey hallå* god morgon* kväll* good morning evening",
    "thank": "tack* thank* thanks perfekt* toppen great perfect",
    "leave": "hejdå adjö bye goodbye ses hörs helg* weekend",
    "equality": "jämställd* gender equality kvinnor* women män* men",
    "share of all": (
        "uppdelning* uppdelat* fördelat* breakdown split fördel* distribut* delas divid* allocat* tilldel*"
    ),
    "money": (
        "peng* medel medlen* bidrag* *bidraget* *bidragen* statsbidrag* stöd stödet money fund* grant* funding "
        "subsid* satsning* omställn* transition*"
    ),
    "claim": "visst stämmer sant right true surely correct hört läste heard read rätt",
    "named": "kommunnamn ortsnamn",
    "we": "vi oss vår vårt våra we us our ours",
    "approval": (
        "signera* sign signs signed signature* underteckn* attest* firmateckn* delegation* delegat* godkänn* "
        "fullmäktig* nämndbeslut* kommunstyrels* kommunchef* kommundirekt* förvaltningschef* socialchef* "
        "ekonomichef* ordförand* approv* authori* påskrift* namnteckn* behörig* nämnd nämnden nämndens "
        "committee* politisk* chief executive protokoll*"
    ),
    "thing": (
        "utrustning* dator* datorer* laptop* telefon* mobil* surfplatt* läsplatt* platta plattor bil bilar fordon* "
        "cykel* cyklar elcykl* möbler* möblem* *kläder skor verktyg* material* *böcker litteratur* inventar* "
        "maskin* skrivare* kaffemask* konst tavlor equipment* computer* furniture car cars vehicle* clothes tablet* "
        "phones tools device* hardware books"
    ),
    "software": (
        "*system system* licens* license* program* app appar appen programvara* mjukvar* software "
        "digital* verksamhetssystem* journalsyst* plattform* platform* hemsid* webbplats* website*"
    ),
    "hospitality": (
        "fika* mat maten lunch* middag* *fest fester julbord* representation* alkohol* present* gåva gåvor food "
        "dinner* party gift* catering* tårta friskvård* teambuild*"
    ),
    "journey": (
        "*resa *resor resa resor reser travel* trip trips hotell* hotel* boende tåg* tågbilj* flyg* flygres* "
        "traktament* studiebesök* utomland* abroad utland* utlandet"
    ),
    "premises": (
        "lokal lokaler* lokalk* hyra hyror* hyreskost* rent premises *bygg ombygg* renover* bygga inred* flytt* "
        "refurb* rebuild* office kontor* reception* fastighet*"
    ),
    "money matters": (
        "moms* vat ränta* räntan* interest overhead* oh indirekta indirect påslag* administration* administrativ* "
        "administrative avgift* skatt* skatter tax* taxable arbetsgivaravg* semester* pensionsk* sociala bokför* "
        "periodis* bokslut* kontering* konter* kontoplan* bookkeep* ledger balanser* reserver* resultatför* "
        "intäktsför* timkost* schablon* omkostn* självkostn* internhyr* projektredovis* accounting"
    ),
    "proof": (
        "revis* revisor* audit* intyg* kvitto* kvitton* receipt* arkiv* archive* underlag* gallr* tidredovis* "
        "timesheet* fakturor* tidrapport* verifikat* bevara* dokumenter* invoices stickprov* kontroller* granska* "
        "inspect* checks inspection* tillsyn*"
    ),
    "buying rules": ("upphandl* direktupphandl* lou tender* procure* konkurrensutsät* offert* quotes anbud* ramavtal*"),
    "outsider": (
        "privat* private entreprenad* entreprenör* utförare* bolag* *bolag företag* company compan* business* "
        "ideell* förening* *förening civilsamh* charit* ngo* nonprofit* stiftelse* konsult* consult* "
        "bemanningsföret* bemanningsbol* familjehem* *jour *jouren frivillig* voluntar* kyrk* church* studieförb* "
        "leverantör* provider* supplier* extern external contractor* organisation* association* privatperson* "
        "individuals"
    ),
    "penalty": (
        "straff* vite* viten* böter* sanktion* påföljd* konsekvens* fine fined penalt* sanction* consequence* fee "
        "fees försenad* försening* förseningsavg* dröjsmål* följd följden"
    ),
    "appeal": "överklag* omprövn* besvär* appeal* complain* reconsider* ompröva* klagom* bestrid*",
    "elected": (
        "politiker* förtroendevald* ledamot* ledamöt* arvod* elected councillor* politician* nämndledam* förlorad* "
        "arbetsinkomst*"
    ),
    "own money": (
        "medfinans* samfinans* cofinanc* cofinance co *match* egeninsats* egen egna own skjuta "
        "tillskjut* självfinans* contribut* top bidra"
    ),
    "employment terms": (
        "tillsvidare* tills vidare heltid* deltid* legitim* socionom* nyanställ* befintlig* ordinarie existing "
        "already visstid* permanent* facket union kollektivavtal* lönepåsl* lönehöj* bonus* löneökn* "
        "qualif* utländ*"
    ),
    "parts": (
        "delbetal* instalment* installment* omgång* rat klumpsum* portion* delar parts rounds split kvartal* "
        "uppdelat lump tranch*"
    ),
    "backwards": (
        "retroaktiv* retroactiv* retrospect* bakåt tidigare earlier före before innan januari february februari january"
    ),
    "carry over": (
        "spara sparas save rulla* rullar carry carried roll flytta flyttas överföras föra balansera årsskift* "
        "bokslut* reservera nyår förbruk*"
    ),
    "more money": (
        "ytterligare extra utöver höja höjas ökas additional increase* omfördel* redistribut* överbliv* unclaimed "
        "öka växer växa fyllnad*"
    ),
    "publicity": (
        "logotyp* logga* logo* annons* advertis* marknadsför* kommunicera* trycksak* broschyr* brochure* skylta* "
        "leaflet* film* informationsk* kampanj*"
    ),
    "secrecy": (
        "gdpr* personuppgift* sekretess* handling allmän privacy integritet* sparas lagra* "
        "lagras stored store anonym* loggas logg"
    ),
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
