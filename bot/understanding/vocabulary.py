"""The words that tell a name from a word: how amounts are asked for, how people are named."""

from bot.understanding.spoken import SPOKEN


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


KOMMUN = _words("kommun kommuns kommunen kommunens municipality municipality's municipalitys municipal kn")
STAD = _words("stad stads staden stadens city city's town")
KOMMUNER = _words("kommuner kommuners kommunerna kommunernas municipalities")
COUNTY = _words("län läns länet länets lan lans county county's countys counties länen")
REGION = _words("region regionen regionens")

RSS = _words(
    "rss rssen rsser rsserna stödstruktur stödstrukturen stödstrukturens stödstrukturer stödstrukturerna "
    "samverkansstruktur samverkansstrukturen stodstruktur stodstrukturen"
)
RSS_HEADS = _words("structure structures struktur strukturen strukturer strukturerna")
RSS_QUALIFIERS = _words("support regional regionala collaboration samverkans stöd")
# Words that may stand between "RSS" and the place it serves.
RSS_BETWEEN = _words(
    "i för inom på hos vid från till in for of at the en er erna n region regionen län länet county "
    "socialtjänst socialtjänsten social services regionala regional"
)

AFTER_NAME = KOMMUN | STAD | COUNTY | RSS
BEFORE_NAME = _words("kommunen staden region kommun")

AND = _words("och o å samt and & eller or respektive resp plus vs versus kontra")
IN = _words("i in från from")
PLACES = _words("orten kommunen staden platsen kommun stad municipality town city place council")
DENYING = _words("inte ej not")
NAMELY = _words("alltså själva the som")
PLACE_BEFORE = _words("i till för åt från kring in for to of kommunen staden municipality city")
# After these a recipient is what one expects, also in small letters.
SLOT_BEFORE = PLACE_BEFORE | _words(
    "får fick få fått ges ger tilldelas mot versus vs än than about does did do give giving gives given "
    "gäller angående ang och samt and eller or med with between mellan plus hos can will som"
)
SLOT_AFTER = _words("får fick få fått kommun då tack please gets get getting receive receives received got then")

# What a question about an amount is made of: never a name, and never another question. Words of which only the latter
# is true stand in data/plain_words.txt.
ASKED = _words(
    """
    hur mycket mkt mke mycke myket vad va vilken vilket vilka vem när var vart varför varav får fick få fått ger gav
    gett beviljas betalas ut delas landar hamnar blir blire blev blivit är ska skall skulle kan kunde vill vilja ville
    behöver går gick gäller räkna räknas har haft hade ha finns hämta söka ta dra visa säg säga berätta ge kolla i till
    för åt på av om med från och eller samt plus men så att som hos inom per mellan mot än utan den det de dem dom vi
    oss ni er man jag mig du dig vår vårt våra deras dess min mina där här då nu sen sedan även också bara just precis
    egentligen alltså liksom typ ungefär ens väl ju nog igen again lika förutom minus without tack snälla hej hejsan tja
    tjena god morgon kväll ja jo japp nej ok okej okay mm hm öh eh oj mer mest minst mindre större lägre högre störst
    tillsammans totalt ihop sammanlagt respektive resp båda bägge samma år året årets nästa förra vidare sista fråga
    frågan undrar vet veta svar svara menar menade kr kronor krona sek tkr mkr tusen miljon miljoner procent stor stort
    stora många del andel siffra siffran siffror siffrorna peng pengar pengarna medel medlen vore gärna sorry ursäkta
    förlåt förresten visst stämmer rätt exakt exakta helt ny nya compare compared jämföra how much many what whats which
    who when where why does do did is are was will would can could should may might has have be been the a an of for in
    to from and or at by on with about as than that this these those it its there here get gets got getting receive
    receives received receiving give gives given giving they them their we us our you your me my mine please thanks
    thank hi hello hey good morning yes no not meant mean tell show know need look looking up quick skicka like also too
    then now only all each both together total year so if more less most least largest smallest sum figure figures money
    funds funding share crowns million entitled set aside next question sitter jobbar arbetar nämnden nämnd
    förvaltningen ekonom inför sig plats rankas lägg jämför skillnad skillnaden snitt genomsnitt en ett två tre fyra fem
    tio one two three five socialchef chef great fine super toppen bra perfekt haha able theirs difference between rank
    öronmärkts inte ej list lista listan included något någonting någon anything any work working services social lovad
    lovade lovat lovats utlovats promised hmm hmmm vänta jaja aha jaha jaså hehe lol intressant ojdå wait alright
    instead istället
    """
)
# Never a name either, but what they ask for may be something else than an amount.
ASKING = ASKED | _words(
    """
    vems ges bli skriv titta ert era vårs utom bort exklusive stryk except excluding remove drop skip hallå dag kontra
    vs versus lång snabbt comparing were had being salar salars day say want check send quickly behov but fund ansvarar
    heter kontoret budget budgeten lagen rusta trädde kraft räknades beräknas invånare snittet genomsnittet median
    medianen average sex sju åtta nio four cool wonder wondering live lives pool bor ingår hem spännande interesting
    grannen granne grannkommunen neighbour neighbor
    """
)
ASKING |= KOMMUN | STAD | KOMMUNER | COUNTY | RSS | RSS_HEADS | RSS_QUALIFIERS | REGION
ASKING |= SPOKEN.keys()
# Beginnings of words that amounts are asked for with.
ASKING_STEMS = (
    "bidrag", "statsbidrag", "belopp", "summ", "tilldel", "fördel", "rekvi", "anslag", "omställning", "socialtjänst",
    "socialnämnd", "socialförvaltning", "socialstyrelse", "kommun", "municip", "grant", "alloc", "amount", "requisit",
    "länet", "stöd", "återbetal", "redovis", "utbetal", "county",
)  # fmt: skip
# Words that show that a sentence is about money or what a recipient does with it.
MONEY_STEMS = (
    "bidrag", "statsbidrag", "belopp", "summ", "tilldel", "rekvi", "anslag", "omställningsp", "omställningsb",
    "kron", "peng", "medel", "medlen", "grant", "alloc", "amount", "requisit", "money", "fund", "kommun", "municip",
    "redovis", "återbetal", "utbetal", "sek", "miljon", "allot", "award", "million", "siffr", "andel",
)  # fmt: skip
MUCH = _words("mycket much mkt")

# Beginnings of words by which nothing but an amount is meant.
AMOUNT_STEMS = (
    "bidrag", "statsbidrag", "omställningsbidrag", "belopp", "maxbelopp", "summ", "tilldel", "anslag", "pott",
    "tak", "andel", "kaka", "kakan", "bevilj", "amount", "grant", "share", "alloc", "award", "entitl", "slice",
    "maximum", "kron",
)  # fmt: skip

# Names that are words, surnames or given names as well.
WORDS = _words(
    "vara mark berg lund kil klippan köping ale kinda skara trosa grums säter boden mora sala flen nacka lomma hjo "
    "salem nora eda are ange mala timra amal sater laxa boras gr rom vanda"
)
PERSONS = _words(
    "mark berg lund nora mora sala eda salem boden norberg falkenberg varberg vilhelmina dorotea kil amal mala ale "
    "lindesberg borgholm laholm lerum tanum"
)
# Words of the smallest kind: as a name only where nothing else fits.
COMMONEST = _words("vara are ange anges mala malas timra timras kinda")
FOLLOW_UP = _words("och men and but fråga frågan statsbidrag bidrag question")
GETS = _words("får fick does did")
LOOKING = _words("kolla kollar kollade slå slår leta letar plocka plockar ta tar få look check checka checkar")
UP = _words("upp fram up")  # "kolla upp Sala", "look up Mora"
GETTING = _words("får fick få fått get gets got gotten getting receive receives received")
NOTHING = _words("ingenting inget nothing något nåt någonting anything")  # "får Mora ingenting?"
ASKED_OF = _words("is are was will can has may kan har ska skulle")  # "how much is Boden allowed to …"
AVERAGES = _words("average mean median snittet genomsnittet medel medlet medelvärdet medianen")  # "is Mora above …"
MAY_GET = _words("kan får ska skulle har fick can may could will gets has")  # "… vad Boden kan räkna med"
# Words that may stand between "får" and who gets ("får väl Kil …").
ALSO = _words("väl ju då nu alltså nog egentligen verkligen")
VERB_SLOT = _words("får fick till för åt does for to än than mellan about menade meant giving mot")
SHOULD = _words("ska skall skulle borde should")  # "Mora ska det stå", "it should be Mora"
STAND = _words("stå stått vara varit be read")
MEANT = _words("menade menar meant")
ASKS_MUCH = _words(
    "vad va mycket mkt mke många much many what summa belopp beloppet summan pott potten ram ramen vilken vilket which"
)
AFTER_VERB_SLOT = _words("då tack get receive i then please egentligen totalt")
AFTER_SUBJECT = _words("för i och eller av totalt egentligen då get receive for in and or from nu ihop tillsammans per")
BEFORE_VERB = _words(
    "att kan ska skall skulle må måste bör vill kunna skola vilja låt låta ta tar tog tas tagit tagits lär"
)

# Localities, and places abroad, that are ordinary words or surnames.
PLACE_WORDS = _words(
    """
    vi vad bara bor los handen ed skog höja drag kosta falla bro åsa strand backa vika lit hallen horn vik sund holm
    hagen trädet stava råda rot nye hjälm nås jung haga göta kärna vega tuna skede malm lima brunn backe aska alster
    udden stigen spånga skruv ljung heden hara svarte mala lur lindholmen hult fors ås valla ryd magra larv kärra kalv
    höglandet hulu herrgården bona boda bellevue strömma solberg näset malmen gropen berga tun torpa tofta sundby
    skrubba lugnet lunden skå rö sandvik norrby lundby smedby kyrkbyn gryt holma hagge maran sanda rud vinberg
    trekanten insjön spikarna viken ör äng näs jörn tye böle björkö nyland nygård rosenlund nyborg ekeby hede skatan
    lagan lunde granby marma tving vreta viby vena bie hok hova holmen gränsen kronan hammar floda lindås lindö
    lycke änge jät åda åby ösmo töre selånger torp dalby norrbo solvik sjövik östanå fristad rosengård trönninge
    rom kemi vasa vanda hamar essen aten lyon wales parksidan solsidan arild sibo djura säve dal forsa kolmården
    gustafs grevie utby högland kungsgården stadshagen slottsskogen kronprinsen vattubrinken örtagården hästhagen
    rönnebo skansbacken gårdsjö skogsby furuby edeby bergby bergvik bergsjö hallsta larsboda karlsvik marielund
    johannesberg kristineberg fredriksberg marieberg annelund rosenvång granhult moarna majorna tomta storå solö resö
    råå rävlanda selja runemo kil loss
    """
)

COMPARED = _words(
    "jämfört jämför jämföra jämförelse jämförelsevis compared compare comparison tillsammans ihop together lika"
)
GREETINGS = _words("hej hejsan hallå tjena hi hello hey dear kära bästa tack thanks thank tjo godmorgon")
SIGN_OFFS = _words(
    "mvh hälsningar hälsning hälsar vänligen vänligast regards sincerely cheers best wishes yours faithfully hälsn "
    "bh vh br"
)
BEFORE_PERSON = _words(
    "heter heta hette namn named called kollega kollegan kollegor chef chefen chefens socialchef socialchefen "
    "handläggare handläggaren ekonom ekonomen registrator herr fru fröken mr mrs ms dr am bror syster son dotter min "
    "sambo gruppledare enligt skrev sa säger hälsa ring ringde kontakta träffade känner mejlade av by met asked"
)
AFTER_PERSON = _words(
    "here här undrar frågar säger sa sade said says wrote writes skriver skrev tycker tror mejlade mailade ringde "
    "hälsar speaking asked told igen wonders"
)
AND_I = _words("jag i me mig undertecknad")

# A place's name before these is part of another name: a university, a court, a newspaper, a club.
PART_OF_NAME = _words(
    """
    universitet universitets universitetet university högskola universitetssjukhus sjukhus lasarett tingsrätt hovrätt
    kammarrätt förvaltningsrätt stift domkyrka tidning tidningar allehanda nyheter kuriren posten dagblad bladet
    ff if bk fk ik aik hk bois hockey fotboll arena syndrome syndrom tibble slussar rödfärg flygplats airport central
    djurpark zoo museum konstmuseum bibliotek stadsbibliotek teater golfklubb gymnasium gymnasiet brandkår
    räddningstjänst polisen slott församling pastorat badhus simhall festival
    centralstation c konserthus stadsteater opera bank sparbank energi bostäder hamn taxi
    """
)
STREETS = (
    "gatan",
    "vägen",
    "gata",
    "väg",
    "torget",
    "torg",
    "gränd",
    "stigen",
    "allén",
    "allé",
    "plan",
    "street",
    "road",
    "box",
)

GIVEN_NAMES = _words(
    """
    adam agneta albin alexander alexandra alf alice alva amanda amelia amina anders andreas anita anna ann anneli annika
    anton arne arvid astrid august axel barbro bengt berit bertil birger birgitta björn bo britt brita camilla carina
    carl carolina caroline cecilia charlotte christer christian christina christoffer dag daniel david ebba edvin elin
    elina elisabet elisabeth elias ella ellen elsa elvira emelie emil emilia emma erik eric erika ester eva eva-lena
    evelina fatima felicia felix filip fredrik fredrika frida gabriel gabriella gerd greta gun gunilla gunnar gunnel
    gustaf gustav göran göte hanna hannah hannes hans harald harry helen helena helene helge henrik henry hilda hugo
    håkan ida inga inge ingela inger ingrid ingvar irene isabella isak ivar jacob jakob jan jana jane janne jenny jens
    jesper jessica jimmy joakim johan johanna john johnny jon jonas jonathan jonny josef josefin josefine julia julie
    jörgen kaj karin karl karolina katarina kent kerstin kevin kjell klara klas kristian kristin kristina kristoffer
    kurt lars lasse leif lena lennart leo liam lillemor linda linn linnea lina linus lisa lisbeth liselott louise
    lotta love lovisa lucas ludvig magdalena magnus maja malena malin marcus margareta margaretha maria marie markus
    martin mary mats mattias max maya mia michael mikael mikaela moa mohamed mohammed mohammad monica monika
    märta måns nathalie nicklas niclas niklas nils noah noel olav ola olivia olle olof oscar oskar otto patrik patrick
    paul paula pauline per pernilla peter petra pia pär ragnar rebecca rickard rikard robert robin roger roland rolf
    rosa rune rut sam samuel sandra sanna sara sarah saga sebastian signe simon siv sixten sofia sofie sonja staffan
    stefan stella sten stig stina sture susanne susanna svante sven sverker svetlana tage tobias tom tomas thomas
    tommy tor torbjörn tord tore torsten tova tove tuva ulf ulla ulrica ulrik ulrika ulla-britt urban valter vera
    veronica victor victoria viktor viktoria vilma vincent walter wilhelm william yasmin yvonne åke åsa
    örjan östen
    james jim jack george charles kate katherine emily lucy susan nancy karen laura richard joseph steve steven brian
    kim alex ali ahmed omar hassan mustafa aisha layla leila zahra
    """
)
