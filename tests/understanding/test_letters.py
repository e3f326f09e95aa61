"""Which part of a letter is the question, and where it ends."""

import pytest

from bot.understanding.letters import LONGEST, parts_of

LETTER = """Hej,

Vi är en liten förvaltning och har aldrig gjort det här förut. Vår granne Bengtsfors verkar ha koll.

Hur mycket kan Åmål rekvirera för 2025?

Tack på förhand!

Med vänlig hälsning
Anna Berg
Ekonom
Åmåls kommun
"""


def test_the_question_of_a_letter_is_found() -> None:
    letter = parts_of(LETTER)
    assert letter.is_letter
    assert letter.asked == "Hur mycket kan Åmål rekvirera för 2025?"


def test_the_signature_is_kept_apart() -> None:
    letter = parts_of(LETTER)
    assert "Anna Berg" not in letter.body
    assert "Åmåls kommun" in letter.signature


@pytest.mark.parametrize("greeting", ["Hej!", "Hejsan,", "Hello,", "Goddag!"])
def test_a_greeting_is_no_part_of_the_question(greeting: str) -> None:
    assert parts_of(f"{greeting} Vad får Vimmerby? Tack!").asked == "Vad får Vimmerby?"


@pytest.mark.parametrize(
    "quoted",
    [
        "> Vad får Hultsfred?",
        "Den 3 mars 2025 skrev Lars <lars@kommun.example>:\nVad får Hultsfred?",
        "Från: lars@kommun.example\nVad får Hultsfred?",
        "-----Ursprungligt meddelande-----\nVad får Hultsfred?",
        "On Mon, 3 March 2025, Lars wrote:\nWhat does Hultsfred get?",
    ],
)
def test_a_quoted_thread_is_not_asked(quoted: str) -> None:
    assert "Hultsfred" not in parts_of(f"Vad får Vimmerby?\n\n{quoted}").asked


@pytest.mark.parametrize("closing", ["Mvh Karin Mora", "MVH KARIN", "Vänliga hälsningar Per Mark", "Kind regards"])
def test_a_closing_on_the_same_line_is_cut(closing: str) -> None:
    assert parts_of(f"Hur mycket får Vimmerby? {closing}").asked == "Hur mycket får Vimmerby?"


def test_a_last_paragraph_of_short_lines_is_who_writes() -> None:
    letter = parts_of("Vad får Vimmerby?\n\nStort tack!\n\nPer Mark\nUtredare\nVimmerby kommun")
    assert "Per Mark" in letter.signature


def test_a_wish_without_a_question_mark_is_the_question() -> None:
    asked = parts_of("Vi har nämnd i morgon. Jag vill veta hur mycket bidrag Vimmerby får. Solen skiner här.").asked
    assert asked == "Jag vill veta hur mycket bidrag Vimmerby får."


def test_two_questions_are_both_kept() -> None:
    asked = parts_of("Vi undrar två saker. Hur mycket får Vimmerby? När ska pengarna rekvireras?").asked
    assert asked == "Hur mycket får Vimmerby? När ska pengarna rekvireras?"


def test_a_text_without_question_is_kept_whole() -> None:
    assert parts_of("Vimmerby").asked == "Vimmerby"


def test_of_a_very_long_text_both_ends_are_read() -> None:
    letter = parts_of("Vad får Vimmerby? " + "bakgrund " * 20_000 + "Och när ska vi rekvirera?")
    assert "Vad får Vimmerby?" in letter.asked
    assert "Och när ska vi rekvirera?" in letter.asked
    assert len(letter.body) <= LONGEST + 2


FORWARDED = """> Från: Ekonomi
> Ämne: VB: bidraget
>
> Hej Anna, vi hittar inget underlag.
> Hur mycket får Vimmerby?
> /Per"""


@pytest.mark.parametrize(
    "above",
    [
        "Se nedan, kan ni svara?",
        "Fick detta av vår ekonom:",
        "Vidarebefordrar, jag är ledig.\n\n/Anna",
        "FYI, could you take this one?",
    ],
)
def test_what_only_points_to_the_mail_below_leaves_the_question_to_that(above: str) -> None:
    assert parts_of(f"{above}\n\n{FORWARDED}").asked == "Hur mycket får Vimmerby?"


def test_who_forwards_a_mail_is_known_by_the_signature_above_it() -> None:
    letter = parts_of(f"Se nedan.\n\nMvh\nAnna, Vimmerby kommun\n\n{FORWARDED}")
    assert "Vimmerby kommun" in letter.signature


def test_a_question_of_its_own_is_asked_also_where_it_points_below() -> None:
    assert parts_of(f"Se nedan. Vad får Hultsfred i bidrag?\n\n{FORWARDED}").asked == "Vad får Hultsfred i bidrag?"


def test_sentences_end_also_where_a_mail_program_breaks_the_line() -> None:
    assert parts_of("Vi har letat i pärmen hela dagen.\nHur mycket får Vimmerby?").asked == "Hur mycket får Vimmerby?"
