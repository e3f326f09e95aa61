"""What a message tells around its question: whom it means, of which years, of which county."""

from collections.abc import Callable

import pytest

from bot.understanding.names import NameIndex
from bot.understanding.question import AMOUNT, Group, GroupOf, Kind, Operation, Question, Target
from bot.understanding.topics import TopicClassifier
from bot.understanding.understand import understand
from models.facts import Facts

Read = Callable[[str], Question]


@pytest.fixture(scope="module")
def read(facts: Facts) -> Read:
    names, topics = NameIndex.from_facts(facts), TopicClassifier.load()
    return lambda text: understand(text, names, topics)


def codes(question: Question) -> list[str]:
    return [target.code for target in question.targets]


@pytest.mark.parametrize(
    "text",
    [
        "Nora och Hällefors har samma chef. Kan ni lista bidragsbeloppen ur bilagan för respektive kommun?",
        "I visit Nora and Hällefors in May. Please give me the amount that each of the two municipalities may claim"
        " for the transition of social services.",
        "Nora och Hällefors bygger ihop. Jag behöver veta vad de två kommunerna har att räkna med sammanlagt av"
        " omställningsbidraget.",
    ],
)
def test_both_that_were_named_are_meant_by_words_for_each_of_them(read: Read, text: str) -> None:
    question = read(text)
    assert (question.topic, codes(question)) == (AMOUNT, ["1884", "1863"])


def test_of_three_that_were_named_nobody_is_meant_by_the_two(read: Read) -> None:
    text = "Nora, Hällefors och Lindesberg träffades. Hur stora belopp får de två kommunerna?"
    assert codes(read(text)) == []


def test_both_years_are_those_that_the_message_names(read: Read) -> None:
    question = read("Jag sitter i Laxå och jämför 2024 med 2025. Kan jag få båda årens belopp för oss?")
    assert (question.years, codes(question)) == ((2024, 2025), ["1860"])


@pytest.mark.parametrize(
    "text",
    [
        "Vi är några politiker i Kronobergs län. Vad blir summan för länets kommuner?",
        "Jag arbetar i Lessebo kommun. Vad får länets kommuner sammanlagt?",
    ],
)
def test_the_county_of_its_municipalities_is_the_one_around_the_question(read: Read, text: str) -> None:
    question = read(text)
    within = Target(Kind.COUNTY, "07")
    assert (question.operation, question.group) == (
        Operation.GROUP_SUM,
        Group(GroupOf.MUNICIPALITIES, within),
    )


def test_the_municipalities_of_the_county_are_those_of_the_structure_that_writes(read: Read) -> None:
    question = read("Jag arbetar på RSS Kronoberg. Vad får länets kommuner sammanlagt?")
    assert question.group == Group(GroupOf.MUNICIPALITIES, Target(Kind.RSS, "rss-kronoberg"))


@pytest.mark.parametrize(
    "text",
    [
        "Jag bor i Laxå och min kusin i Askersund, och vi tvistar om statsbidraget till socialtjänsten. Vem vinner?",
        "I live in Laxå, he lives in Askersund, and we argue about the social services grant. Who wins?",
    ],
)
def test_who_wins_holds_the_two_against_each_other(read: Read, text: str) -> None:
    question = read(text)
    assert (question.operation, codes(question)) == (Operation.DIFFERENCE, ["1860", "1882"])


def test_an_amount_that_is_wished_for_is_asked_whatever_the_sentence_tells_beside(read: Read) -> None:
    text = (
        "A short one from Laxå. Our chair needs the ceiling of the grant for preventive social services, as her speech"
        " is on Monday and the printer is on strike."
    )
    assert (read(text).topic, codes(read(text))) == (AMOUNT, ["1860"])


def test_what_is_left_of_our_money_asks_for_no_amount(read: Read) -> None:
    assert read("Vi i Laxå hann inte med allt. Vad gör man med resten som blev över?").topic == "repayment"


def test_a_neighbour_before_a_colon_is_not_where_the_writer_lives(read: Read) -> None:
    text = "Ett vad mellan grannar: jag bor i Laxå. Hur stort är vårt bidrag?"
    assert codes(read(text)) == ["1860"]


@pytest.mark.parametrize("left_out", ["Örebro är inte med.", "Örebro avstod.", "Örebro har sagt nej."])
def test_who_is_said_to_stand_aside_is_no_part_of_a_sum(read: Read, left_out: str) -> None:
    text = f"Vi har en nämnd ihop, Laxå och Lekeberg. {left_out} Hur mycket får vi tillsammans i bidrag?"
    assert codes(read(text)) == ["1860", "1814"]


def test_a_sum_of_three_is_no_sum_of_the_four_that_are_named(read: Read) -> None:
    text = "Vi är tre kommuner i en nämnd. I Örebro träffas Laxå, Lekeberg och Hallsberg. Vad får vi ihop i bidrag?"
    assert codes(read(text)) == []


def test_how_much_each_of_them_gets_is_asked_of_those_named_before(read: Read) -> None:
    text = (
        "I compare Laxå with Askersund. How much can each of them requisition under the grant for preventive social"
        " services?"
    )
    assert codes(read(text)) == ["1860", "1882"]


def test_the_difference_is_that_between_the_two_of_the_message(read: Read) -> None:
    question = read("Chefen undrar hur bidraget till Laxå står sig jämfört med Askersund. Vad är skillnaden i kronor?")
    assert (question.operation, codes(question)) == (Operation.DIFFERENCE, ["1860", "1882"])


def test_the_others_still_missing_are_those_not_known(read: Read) -> None:
    text = "I gruppen finns Laxå, Lekeberg och Askersund. Lekebergs belopp har jag redan fått. De andra två saknas."
    assert codes(read(text)) == ["1860", "1882"]


@pytest.mark.parametrize(
    "text",
    [
        "Two quick things from Laxå. I enjoyed the seminar in Örebro. What is our amount?",
        "I moved from Örebro to Laxå last spring. How much did we get from the grant?",
        "Jag skriver från Laxå kommun. Tidigare satt jag i Örebro. Skriv gärna ut vår summa.",
        "Förut skötte min kollega det här åt Laxå. Vad är vårt belopp?\n\nHälsningar\nRagnar, Laxå kommun",
        "Nämnden i Laxå kommun träffas i Örebro. Ordföranden behöver vårt högsta belopp för omställningen.",
    ],
)
def test_where_the_writer_works_is_told_from_other_places(read: Read, text: str) -> None:
    question = read(text)
    assert (question.topic, question.group, codes(question)) == (AMOUNT, None, ["1860"])


def test_a_place_beside_one_that_is_not_meant_is_asked_for_first(read: Read) -> None:
    assert codes(read("Jag hittar inte Laxå i listan. Glasögonen ligger i Askersund. Vad står det för belopp?")) == []


def test_a_place_in_a_nickname_is_nobody(read: Read) -> None:
    text = "Vi är två kommuner, Laxå och Askersund. Klippan-Kalle undrar vad de båda kommunerna kan få ut av bidraget."
    assert "1276" not in codes(read(text))


@pytest.mark.parametrize(
    "question",
    [
        "Vilken av mina barnbarns kommuner får mest av omställningspengarna?",
        "För de andra två behöver jag högsta beloppet.",
    ],
)
def test_the_most_of_a_few_is_not_the_most_in_the_country(read: Read, question: str) -> None:
    text = f"Jag bor i Laxå men har släkt i Askersund och Lekeberg, och läser om statsbidraget. {question}"
    found = read(text)
    assert (found.operation, found.group) == (Operation.NONE, None)


def test_the_municipalities_of_the_county_are_listed_where_they_are_pointed_at_as_them(read: Read) -> None:
    question = read(
        "Praktikant i Kronobergs län här. Chefen vill ha beloppen för alla kommuner i länet. Kan ni lista dem?"
    )
    assert question.group == Group(GroupOf.MUNICIPALITIES, Target(Kind.COUNTY, "07"))


@pytest.mark.parametrize(
    "text",
    [
        "Hur mycket får vi? Jag menar Laxå alltså, inte Askersund där jag bor.",
        "Tack för svaret om Askersund. Min nästa fråga rör Laxå. Vad är beloppet där?",
    ],
)
def test_who_is_meant_may_be_said_beside_one_that_is_not(read: Read, text: str) -> None:
    assert codes(read(text)) == ["1860"]


def test_of_two_things_that_are_asked_for_by_turns_both_are_seen(read: Read) -> None:
    question = read("Jag undrar över två saker: dels vad Laxå får, dels när pengarna ska vara redovisade.")
    assert (question.topic, question.also) == (AMOUNT, "report_deadline")


def test_a_signature_on_the_same_line_tells_whose_amount_is_ours(read: Read) -> None:
    assert codes(read("Vad är vår summa i bidraget? Mvh Per Askersund, Laxå kommun")) == ["1860"]


def test_a_check_of_the_sentence_before_is_read_with_it(read: Read) -> None:
    question = read("I heard that Laxå gets about 9 million. Is that so?")
    assert (question.topic, codes(question), question.claimed_amounts) == (AMOUNT, ["1860"], (9_000_000,))


def test_they_are_those_named_in_the_sentence_before(read: Read) -> None:
    assert codes(read("Ale - the municipality, not the beer. What sum do they have?")) == ["1440"]


def test_whether_two_may_pool_their_amounts_asks_for_no_sum(read: Read) -> None:
    question = read("Arvika och Eda har olika system. Får de två kommunerna lägga ihop sina belopp?")
    assert (question.topic, question.operation) == ("joint", Operation.NONE)


def test_one_that_is_said_to_stand_aside_is_left_out_wherever_it_is_named(read: Read) -> None:
    text = "We cover Laxå, Lekeberg and Askersund. Askersund is not part of it. How much do the two get together?"
    assert codes(read(text)) == ["1860", "1814"]


def test_they_are_not_who_writes(read: Read) -> None:
    text = "Nämnden i Laxå vill ha svar i dag. Askersund väntar också. De har rekvirerat. Hur mycket får de?"
    assert codes(read(text)) == ["1882"]


def test_where_an_office_lies_is_not_whose_amount_is_asked(read: Read) -> None:
    text = "Laxå kommun har bett oss granska bidraget. Vårt kontor ligger i Askersund. Vilket belopp har beslutats?"
    assert "1882" not in codes(read(text))


def test_we_are_one_of_those_asked_for_beside_a_neighbour(read: Read) -> None:
    text = "Jag sitter i Laxå. Hur mycket får vi och våra grannar Askersund och Lekeberg tillsammans?"
    assert (read(text).operation, codes(read(text))) == (Operation.SUM, ["1860", "1882", "1814"])


def test_another_giver_in_the_background_is_not_this_grant(read: Read) -> None:
    assert read("Skolan i Laxå fick bidrag av Skolverket. Vad blev beloppet?").topic is None


def test_both_of_whom_three_are_named_are_not_the_one_named_most(read: Read) -> None:
    text = "I Askersund sa någon att Laxå får lika mycket bidrag som Lekeberg. Laxå är mindre. Vad får de båda?"
    assert codes(read(text)) == []


def test_who_is_not_needed_is_not_told(read: Read) -> None:
    text = "Jag skulle behöva veta hur mycket Laxå har fått, samt detsamma för Lekeberg. Askersund behövs inte."
    assert codes(read(text)) == ["1860", "1814"]


def test_a_resident_asks_for_the_own_municipality(read: Read) -> None:
    text = "As a resident of Laxå I read about Lekeberg and Askersund, not about mine. How much is set aside for us?"
    assert codes(read(text)) == ["1860"]


@pytest.mark.parametrize(
    "text",
    [
        "Min uppgift är att få fram Lessebos siffra i omställningsbidraget. Vad är den?",
        "Vill du slå upp Lessebo åt mig? Summan räcker.",
        "Jag hittar inte Lessebo i listan. Vilket belopp står där?",
        "Greetings, Nora from the finance office in Lessebo. What is our ceiling?",
        "Hi, this is Vera from the planning department of Lessebo. What are we entitled to?",
        "Tabellen har en lucka kvar, den för Lessebo. Fyll i beloppet, är du snäll",
        "The member is Lessebo. How much can it draw in 2025?",
    ],
)
def test_a_plain_question_behind_one_name_is_about_that_one(read: Read, text: str) -> None:
    question = read(text)
    assert (question.topic, codes(question)) == (AMOUNT, ["0761"])


def test_who_was_mistaken_for_another_is_not_asked_about_together_with_that(read: Read) -> None:
    text = "Revisorn blandade ihop oss med Växjö i underlaget. Jag behöver rätt siffra för Lessebo kommun."
    question = read(text)
    assert (codes(question), question.operation) == (["0761"], Operation.NONE)


def test_of_two_in_other_roles_none_is_taken_for_who_a_plain_question_means(read: Read) -> None:
    text = "Kollegan i Växjö skickade sitt belopp, men det hjälper inte oss i Lessebo. Vilket belopp gäller här?"
    assert "0780" not in codes(read(text))


def test_an_amount_of_other_money_around_a_plain_question_leaves_it_open(read: Read) -> None:
    assert codes(read("Jag sålde en båt för 9 000 kronor i Lessebo. Vilken summa är det?")) == []


def test_a_question_that_is_only_told_of_is_not_answered(read: Read) -> None:
    text = (
        "Hej! I morgon kommer en fråga om den nya socialtjänstlagen i radion, så det är bråttom. "
        "Vad får Lessebo i statsbidrag till omställningen?"
    )
    question = read(text)
    assert (question.topic, question.also) == (AMOUNT, None)


@pytest.mark.parametrize("aside", ["(min skärm krånglar)", "(ja, med två s)"])
def test_what_stands_in_brackets_is_beside_the_question(read: Read, aside: str) -> None:
    assert read(f"Lessebo {aside}, beloppet?").topic == AMOUNT


@pytest.mark.parametrize("purpose", ["(för personligt ombud)", "(till kulturskolan)"])
def test_a_purpose_in_brackets_is_part_of_the_question(read: Read, purpose: str) -> None:
    assert read(f"Beloppet för Lessebo {purpose}?").topic != AMOUNT


def test_they_are_the_one_that_stands_alone_behind_a_colon(read: Read) -> None:
    assert codes(read("Once again: Trosa. What do they get?")) == ["0488"]


def test_a_name_that_is_a_word_takes_money_too(read: Read) -> None:
    assert codes(read("Tar Salem emot något bidrag, och hur stort är det?")) == ["0128"]


@pytest.mark.parametrize(
    "text",
    [
        "Hej! Jag undrar vad Orsa får. Och när är sista dag för rekvisition? Mvh Eva",
        "Hi! I would like to know how much Orsa gets. And when must it be requisitioned? Best, Eva",
    ],
)
def test_an_amount_wondered_about_in_the_sentence_before_is_told_as_well(read: Read, text: str) -> None:
    question = read(text)
    assert (question.topic, question.also, codes(question)) == (AMOUNT, "requisition_deadline", ["2034"])


@pytest.mark.parametrize(
    "text",
    [
        "Hej! Vi undrar vad barnen i Orsa får. När är sista dag för rekvisition?",
        "Hej! Jag vet vad Orsa får. När är sista dag för rekvisition?",
    ],
)
def test_what_is_known_or_no_amount_in_the_sentence_before_is_not_told(read: Read, text: str) -> None:
    assert read(text).topic == "requisition_deadline"


def test_of_what_is_asked_beside_an_amount_the_plainest_is_answered(read: Read) -> None:
    text = "Först något enkelt: hur mycket får Lessebo 2025? Vad händer med pengar som vi inte har använt?"
    question = read(text)
    assert (question.topic, question.also) == (AMOUNT, "repayment")


@pytest.mark.parametrize("text", ["Lessebo. Inte Emmaboda, som också ligger i Småland. Vad får kommunen?"])
def test_who_is_denied_in_a_sentence_of_its_own_is_not_asked_about(read: Read, text: str) -> None:
    assert codes(read(text)) == ["0761"]


def test_a_region_that_says_where_a_municipality_lies_is_not_its_rss(read: Read) -> None:
    assert codes(read("Tranemo kommun i Sjuhärad, belopp?")) == ["1452"]
    assert len(codes(read("Vad får Tranemo och stödstrukturen i Sjuhärad?"))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Hej! Det gäller Lessebo. Inte Emmaboda, som alltid får vår post och redan har sin siffra.\n\n"
        "Jag behöver veta hur stort belopp Lessebo kommun får rekvirera.\n\nEva",
        "Hej! Jag skriver här i Småland om småkommunerna och har frågat Lessebo och Emmaboda.\n\n"
        "Hur mycket får Lessebo? Emmaboda har jag redan en siffra på, den behöver jag inte.\n\nEva",
    ],
)
def test_of_those_named_around_only_who_is_still_missing_is_told(read: Read, text: str) -> None:
    assert codes(read(text)) == ["0761"]


@pytest.mark.parametrize(
    "text",
    [
        "Jag skulle behöva Lessebos siffra till en tabell",
        "Nu när potten har höjts till tre miljarder, vad blir det för Lessebo?",
        "Finns det någon summa bestämd för Lessebo?",
    ],
)
def test_where_a_figure_goes_and_what_is_believed_of_the_whole_do_not_hide_the_amount(read: Read, text: str) -> None:
    question = read(text)
    assert (question.topic, codes(question)) == (AMOUNT, ["0761"])


@pytest.mark.parametrize("text", ["Hur mycket höjdes Lessebos bidrag?", "Har Lessebos bidrag höjts?"])
def test_by_how_much_an_amount_was_raised_is_not_the_amount(read: Read, text: str) -> None:
    assert read(text).topic != AMOUNT
