"""Reading what comes in: the question in a mail, who wrote it, and nothing that can do harm."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mail.automatic import why_automatic
from bot.mail.bounces import read_bounce
from bot.mail.incoming import KEPT, read_bounded, read_incoming
from bot.mail.question_text import question_text, whole_text
from models.links import bounce_address
from tests.mail.messages import incoming, message, report

KEY = "a key for tests of mail"
OWN = frozenset({"lots@bidragslots.example"})


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Vad får Kiruna?\n\n> Hej Ekonomen!\n> Rekvirera senast", "Vad får Kiruna?"),
        ("Vad får Kiruna?\n\nDen mån 24 nov. 2025 kl 08:00 skrev Bidragslots <a@b.example>:\n\nHej", "Vad får Kiruna?"),
        (
            "What does Kiruna get?\n\nOn Mon, 24 Nov 2025 at 08:00, Lots <a@b.example> wrote:\n> Hi",
            "What does Kiruna get?",
        ),
        ("Vad får Kiruna?\n\n-----Ursprungligt meddelande-----\nFrån: Lots\nHej", "Vad får Kiruna?"),
        (
            "Vad får Kiruna?\n________________________________\nFrån: Lots <a@b.example>\nSkickat: i dag",
            "Vad får Kiruna?",
        ),
        ("Vad får Kiruna?\n\n*Från:* Lots <a@b.example>\n*Skickat:* i dag\n\nHej", "Vad får Kiruna?"),
        ("Vad får Kiruna?\n\n24 nov. 2025 kl. 08:00 skrev Lots <a@b.example>:\n\nHej", "Vad får Kiruna?"),
        ("Vad får Kiruna?\n\n2025-11-24 08:00 skrev Lots:\n> Hej", "Vad får Kiruna?"),
        (
            "Vad får Kiruna?\n\nDen mån 24 nov. 2025 kl 08:00 skrev Lots på myndigheten <\na@b.example>:\n\n> Hej",
            "Vad får Kiruna?",
        ),
        ("What?\n\nOn Mon, Nov 24, 2025 at 8:00 AM Lots <\na@b.example> wrote:\n\n> Hi", "What?"),
        ("Den 24 nov. 2025 kl. 08:00 skrev Lots:\n> Hej\n> då\n\nVad får Kiruna?", "Vad får Kiruna?"),
        ("Ni skrev 2025 att Kiruna får mer. Vad får Kiruna?", "Ni skrev 2025 att Kiruna får mer. Vad får Kiruna?"),
        ("Från: vem kommer pengarna?", "Från: vem kommer pengarna?"),
        ("> bara citat", ""),
    ],
)
def test_the_question_is_what_the_sender_wrote_and_not_what_it_quotes(text: str, question: str) -> None:
    assert question_text(incoming(message(text)).message) == question


def test_a_mail_that_is_only_passed_on_is_read() -> None:
    text = "Se nedan, kan ni svara?\n\n-----Ursprungligt meddelande-----\nFrån: Per\n\nVad får Kiruna i bidrag?"
    assert "Vad får Kiruna i bidrag?" in question_text(incoming(message(text)).message)


def test_the_thread_is_kept_for_those_who_answer() -> None:
    assert "> citat" in whole_text(incoming(message("Fråga?\n> citat")).message)


def test_a_mail_in_html_alone_is_read_as_text() -> None:
    html = (
        "<style>p{}</style><p>Hur mycket<br>f&aring;r  Kiruna?</p><blockquote>Rekvirera</blockquote><script>x</script>"
    )
    found = incoming(message(html, Content_Type="text/html; charset=utf-8"))
    assert question_text(found.message) == "Hur mycket\nfår Kiruna?"


def test_the_question_in_html_ends_where_the_program_names_who_wrote_before() -> None:
    html = (
        '<div dir="ltr">Hur mycket får Kiruna?</div><br><div class="gmail_quote"><div class="gmail_attr">Den mån 24 '
        "nov. 2025 kl 08:00 skrev Lots &lt;<a href='mailto:a@b.example'>a@b.example</a>&gt;:<br></div>Hej!</div>"
    )
    found = incoming(message(html, Content_Type="text/html; charset=utf-8"))
    assert question_text(found.message) == "Hur mycket får Kiruna?"


def test_an_older_encoding_is_read() -> None:
    data = message("MARK", Content_Type="text/plain; charset=iso-8859-1", Content_Transfer_Encoding="8bit")
    found = incoming(data.replace(b"MARK", "Hur mycket får Håbo?".encode("latin-1")))
    assert question_text(found.message) == "Hur mycket får Håbo?"


def test_an_encoding_that_does_not_exist_costs_letters_and_not_the_message() -> None:
    assert "Kiruna" in question_text(incoming(message("Kiruna", Content_Type="text/plain; charset=klingon")).message)


def test_an_encoded_subject_and_name_are_read() -> None:
    found = incoming(message(Subject="=?utf-8?q?Fr=C3=A5ga?=", From="=?utf-8?b?w4VzYQ==?= <asa@kiruna.example>"))
    assert (found.subject, found.sender_name, found.sender) == ("Fråga", "Åsa", "asa@kiruna.example")


def test_a_reply_continues_the_thread() -> None:
    found = incoming(message(References="<a@x> <b@x>"))
    assert found.thread == ("<a@x>", "<b@x>", "<fraga-1@kiruna.example>")


def test_a_message_without_an_identifier_gets_the_same_one_each_time() -> None:
    first, again, other = (incoming(message(text, Message_ID=None)) for text in ("a", "a", "b"))
    assert first.key == again.key != other.key


def test_a_line_break_in_a_header_cannot_travel_on() -> None:
    found = incoming(message(Subject="=?utf-8?q?A=0D=0ABcc:_x=40y.example?=", Message_ID="<a b@x>"))
    assert "\n" not in found.subject
    assert found.message_id.endswith("@unknown.invalid>")


@given(data=st.binary(max_size=2000))
def test_garbage_is_read_without_an_error(data: bytes) -> None:
    found = read_incoming(data)
    if found is not None:
        question_text(found.message)
        why_automatic(found, OWN)
        read_bounce(found, KEY)


@given(cut=st.integers(min_value=0, max_value=1200), noise=st.binary(max_size=30))
def test_a_report_that_is_cut_or_broken_is_read_without_an_error(cut: int, noise: bytes) -> None:
    data = report("ekonom@kiruna.example")
    found = read_incoming(data[:cut] + noise + data[cut + len(noise) :])
    assert found is None or read_bounce(found, KEY) is None or read_bounce(found, KEY)


def test_parts_nested_a_thousand_levels_deep_do_no_harm() -> None:
    levels = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(3000))
    found = read_incoming(levels.encode())
    assert found is None or question_text(found.message) == ""


def test_only_the_beginning_of_a_large_message_is_kept_and_all_of_it_is_taken() -> None:
    stream = io.BytesIO(message() + b"x" * (3 * KEPT))
    data = read_bounded(stream)
    assert len(data) == KEPT
    assert stream.read() == b""
    assert incoming(data).subject == "Re: Kiruna kommun"


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; owner-email=x"},
        {"Precedence": "bulk"},
        {"Precedence": "Auto_Reply"},
        {"X_Auto_Response_Suppress": "All"},
        {"X_Autoreply": "yes"},
        {"List_Id": "<nyheter.example>"},
        {"Return_Path": "<>"},
        {"From": "MAILER-DAEMON@mx.example"},
        {"From": "no-reply@kommun.example"},
        {"From": "Bidragslots <LOTS@bidragslots.example>"},
        {"From": None},
        {"From": "ingen adress"},
        {"Subject": "Automatiskt svar: semester"},
        {"Subject": "Out of office: Re: Kiruna"},
        {"Subject": "Frånvaro"},
        {"Subject": "Frånvarande: Re: Kiruna kommun"},
        {"Subject": "Ekonom i Kiruna är inte på kontoret."},
        {"Subject": "Autosvar: Kiruna kommun: rekvirera"},
        {"Subject": "Föräldraledig"},
        {"Subject": "Tack för ditt meddelande (autosvar)"},
        {"Subject": "Ekonomen is out of the office (returning 10 August)"},
        {"X_Spam_Flag": "YES"},
        {"Subject": "SV: Frånvarande"},
        {"Subject": "Sv: Automatiskt svar: Kiruna kommun"},
        {"Subject": "[Autosvar] Kiruna kommun: rekvirera"},
        {"Subject": "Ärende #2025-1234 mottaget"},
        {"Subject": "Mottagningsbekräftelse"},
        {"Content_Type": 'text/calendar; method="REPLY"', "Subject": "Accepterat: Kiruna kommun: sista dag"},
        {"Content_Type": 'multipart/report; boundary="b"; report-type=disposition-notification', "Subject": "Läst: Re"},
    ],
)
def test_what_no_person_wrote_is_never_answered(headers: dict[str, str | None]) -> None:
    assert why_automatic(incoming(message(**headers)), OWN)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Auto_Submitted": "no"},
        {"Subject": "Fråga om semesterersättning"},
        {"Subject": "Fråga om kontoret och autosvaret"},
        {"Subject": "SV: Kiruna kommun: rekvirera högst 2 672 587 kr"},
        {"Subject": "Ärende: hur redovisar vi?"},
        {"Content_Type": "text/plain; charset=utf-8; method=REPLY"},
    ],
)
def test_what_a_person_wrote_may_be_answered(headers: dict[str, str | None]) -> None:
    assert why_automatic(incoming(message(**headers)), OWN) is None


@pytest.mark.parametrize(
    ("status", "hard"),
    [("5.1.1", True), ("5.1.10", True), ("5.4.1", True), ("4.4.1", False), ("5.2.2", False), ("5.7.1", False)],
)
def test_a_report_is_hard_where_the_address_does_not_exist_and_soft_otherwise(status: str, hard: bool) -> None:
    bounce = read_bounce(incoming(report("ekonom@kiruna.example", status=status, original="<m1@x.example>")), KEY)
    assert bounce is not None
    assert (bounce.hard, bounce.address, bounce.original_id) == (hard, "ekonom@kiruna.example", "<m1@x.example>")
    assert status in bounce.reason


def test_a_report_about_an_address_beyond_ascii_is_a_bounce_too() -> None:
    data = report("åsa@kommun.example", original="<m1@x.example>")
    for plain, international in [
        (b"message/delivery-status", b"message/global-delivery-status"),
        (b"message/rfc822", b"message/global"),
        (b"rfc822;", b"utf-8;"),
    ]:
        data = data.replace(plain, international)
    bounce = read_bounce(incoming(data), KEY)
    assert bounce is not None
    assert (bounce.hard, bounce.address, bounce.original_id) == (True, "åsa@kommun.example", "<m1@x.example>")


@pytest.mark.parametrize("status", ["5.4.7", "5.4.316", "5.4.317", "5.4.14", "5.3.2", "5.5.0", "5.1.8"])
def test_a_server_that_was_away_or_misunderstood_us_does_not_end_its_contacts_reminders(status: str) -> None:
    bounce = read_bounce(incoming(report("ekonom@kiruna.example", status=status)), KEY)
    assert bounce is not None
    assert not bounce.hard


@pytest.mark.parametrize("status", ["5.4.1", "5.4.1 (rejected)", "5.4.4", "5.4.310", "5.1.10", "5.2.1"])
def test_an_address_or_a_domain_that_does_not_exist_is_hard(status: str) -> None:
    bounce = read_bounce(incoming(report("ekonom@kiruna.example", status=status)), KEY)
    assert bounce is not None
    assert bounce.hard


@pytest.mark.parametrize(
    ("status", "said", "hard"),
    [
        ("5.0.0", "552 mailbox full", False),
        ("5.0.0", "550 5.2.2 over quota", False),
        ("5.0.0", "451 retry timeout exceeded", False),
        ("5.0.0", "554 message rejected as spam", False),
        ("5.0.0", "550 no such user", True),
        ("5.0.0", "550 5.1.1 rejected", True),
        ("", "550 user unknown", True),
        ("", "452 try again", False),
        ("", "", False),
        ("5.1.1", "550 5.1.1 this user's mailbox was full and is gone", True),
    ],
)
def test_a_status_that_says_only_that_it_failed_is_read_with_the_servers_words(
    status: str, said: str, hard: bool
) -> None:
    data = report("ekonom@kiruna.example", status=status).replace(
        f"smtp; 550 {status} unknown user".encode(), f"smtp; {said}".encode()
    )
    bounce = read_bounce(incoming(data), KEY)
    assert bounce is not None
    assert bounce.hard == hard


def test_a_report_under_another_name_is_a_report_and_one_that_a_person_has_attached_is_not() -> None:
    plain = report("ekonom@kiruna.example", status="5.2.2", Content_Type='multipart/mixed; boundary="b"')
    bounce = read_bounce(incoming(plain), KEY)
    assert bounce is not None
    assert (bounce.hard, bounce.address) == (False, "ekonom@kiruna.example")
    attached = b"--c\r\nContent-Type: message/rfc822\r\n\r\n" + plain + b"\r\n--c--\r\n"
    forwarded = message("MARK", Content_Type='multipart/mixed; boundary="c"').replace(b"MARK", attached)
    assert read_bounce(incoming(forwarded), KEY) is None


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_a_delay_or_a_delivery_is_no_bounce(action: str) -> None:
    assert read_bounce(incoming(report("ekonom@kiruna.example", action=action)), KEY) is None


@pytest.mark.parametrize("where", ["To", "Delivered_To", "X_Original_To"])
def test_a_signed_return_address_names_the_message(where: str) -> None:
    address = bounce_address("lots@bidragslots.example", 17, KEY)
    bounce = read_bounce(incoming(report("ekonom@kiruna.example", **{where: address.upper()})), KEY)
    assert bounce is not None
    assert bounce.message == 17


def test_the_mail_server_can_name_the_address_that_it_delivers_to() -> None:
    address = bounce_address("lots@bidragslots.example", 17, KEY)
    bounce = read_bounce(incoming(report("ekonom@kiruna.example"), address), KEY)
    assert bounce is not None
    assert bounce.message == 17


def test_a_bounce_in_the_words_of_an_old_server_is_recognised() -> None:
    text = (
        "Hi. This is the qmail-send program at mx.example.\n\n<ekonom@kiruna.example>:\nNo mailbox here by that name.\n"
    )
    found = incoming(message(text, From="MAILER-DAEMON@mx.example", Subject="failure notice"))
    bounce = read_bounce(found, KEY)
    assert bounce is not None
    assert (bounce.hard, bounce.address) == (True, "ekonom@kiruna.example")


@pytest.mark.parametrize(
    ("said", "hard"),
    [
        ("Sorry, no mailbox here by that name. (#5.1.1)", True),
        ("No such user", True),
        ("550 Unrouteable address", True),
        ("This account has been disabled", True),
        ("user is over quota (#5.2.2)", False),
        ("mailbox is full: retry timeout exceeded", False),
        ("retry timeout exceeded", False),
        ("550 5.7.1 rejected by policy, no such mail wanted", False),
        ("550 Sender address rejected: domain not found", False),
        ("550 5.1.8 Sender address rejected: domain not found", False),
        ("550 5.2.1 mailbox disabled", True),
        ("550 relaying denied, no such relay", False),
        ("I'm not going to try again; this message has been in the queue too long.", False),
        ("Something went wrong", False),
    ],
)
def test_a_bounce_without_a_report_is_hard_only_where_it_says_that_nobody_is_there(said: str, hard: bool) -> None:
    text = f"Hi. This is the qmail-send program at mx.example.\n\n<ekonom@kiruna.example>:\n{said}\n"
    copy = "\n--- Below this line is a copy of the message.\n\nUnknown user, 5.1.1, mailbox full\n"
    bounce = read_bounce(incoming(message(text + copy, From="MAILER-DAEMON@mx.example", Subject="failure notice")), KEY)
    assert bounce is not None
    assert (bounce.hard, bounce.address) == (hard, "ekonom@kiruna.example")


def test_a_notice_in_words_that_no_detector_knows_counts_where_our_signed_address_tells_which_mail_it_was() -> None:
    address = bounce_address("lots@bidragslots.example", 17, KEY)
    head = {"From": "MAILER-DAEMON@mx.example", "Subject": "Kunde inte levereras"}
    gone = incoming(message("Meddelandet kunde inte levereras: mottagaren finns inte.", To=address, **head))
    bounce = read_bounce(gone, KEY)
    assert bounce is not None
    assert (bounce.hard, bounce.message) == (True, 17)
    late = incoming(message("Meddelandet är försenat. Vi försöker igen.", To=address, **head))
    assert read_bounce(late, KEY) is None
    stranger = incoming(message("Meddelandet kunde inte levereras: mottagaren finns inte.", **head))
    assert read_bounce(stranger, KEY) is None


def test_an_absence_reply_to_a_return_address_is_no_bounce() -> None:
    address = bounce_address("lots@bidragslots.example", 17, KEY)
    reply = message("Jag är ledig. <x@y.example>: unknown user", To=address, Auto_Submitted="auto-replied")
    assert read_bounce(incoming(reply), KEY) is None
