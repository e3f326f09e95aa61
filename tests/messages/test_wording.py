"""Wording shared by contacts: filled for each, it says what a mail made for that one alone would say."""

import email
import email.policy
import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.blocks import as_text, rendered
from messages.contact_mail import summary
from messages.content import ContactLinks
from messages.mail_html import as_html
from messages.reminder import compose_reminder
from messages.wording import FIRST_GAP, pieces, printable_value, soft_broken
from tests.messages.sample_mails import contact_mail, envelope, line

names = st.text(st.characters(blacklist_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")), min_size=1, max_size=80)
texts = st.text(st.characters(codec="ascii", categories=("L", "P", "Zs", "N")), max_size=200)


@given(st.lists(texts, min_size=2, max_size=6), st.lists(names, min_size=5, max_size=5))
def test_encoded_around_its_gaps_a_text_decodes_to_itself_in_lines_of_76(around: list[str], values: list[str]) -> None:
    text = "".join(f"{each}\n{chr(FIRST_GAP + place)}" for place, each in enumerate(around[:-1])) + around[-1]
    made = pieces(text)
    encoded = made.printable([printable_value(value) for value in values])
    assert quopri.decodestring(encoded).decode() == made.filled(values).replace("\n", "\r\n")
    assert max(map(len, encoded.split(b"\r\n"))) <= 76


@given(st.text(st.sampled_from("aåö= "), max_size=300))
def test_a_soft_line_break_never_splits_a_character(text: str) -> None:
    encoded = quopri.encodestring(text.encode()).replace(b"=\n", b"=\r\n")
    assert quopri.decodestring(soft_broken(encoded)) == quopri.decodestring(encoded)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    "name", ["Åsa Exempel", "", "# Rubrik", "O'Brien & <b>Co</b>", "A" * 120, "[x](https://fel.example)"]
)
def test_a_mail_with_gaps_filled_is_the_mail_rendered_for_one_contact(language: str, name: str) -> None:
    plain = contact_mail(language, line(language))
    content = plain._replace(contact=plain.contact._replace(name=name))
    mail = compose_reminder(content, envelope())
    subject, made = rendered(
        "mails/reminder",
        language,
        contact=content.contact,
        operator=content.operator,
        lines=content.lines,
        **summary(content.lines),
    )
    assert (mail.subject, mail.text) == (subject, as_text(made))
    assert mail.html == as_html(language, subject, made, content.operator.name)


@pytest.mark.parametrize("sign", ["\ue000", "\ue009", "\uf8ff"])
def test_a_private_character_in_a_file_name_is_no_gap_and_costs_nobody_the_mail(sign: str) -> None:
    plain = contact_mail("sv", line("sv"))
    mail = compose_reminder(plain._replace(contact=plain.contact._replace(source=f"filen {sign}.csv")), envelope())
    assert f"Adressen kommer från filen {sign}.csv." in mail.text


def test_what_is_sent_is_what_the_mail_says() -> None:
    mail = compose_reminder(contact_mail("sv", line("sv")), envelope())
    sent = email.message_from_bytes(mail.as_bytes(), policy=email.policy.default)
    assert sent.get_body(("plain",)).get_content().replace("\r\n", "\n") == mail.text  # type: ignore[union-attr]
    assert sent.get_body(("html",)).get_content().replace("\r\n", "\n") == mail.html  # type: ignore[union-attr]


def test_no_contact_gets_the_name_or_the_links_of_another() -> None:
    made = []
    for number in range(50):
        plain = contact_mail("sv", line("sv", claim=f"https://s.example/m/claim/{number}-", snooze=None))
        links = ContactLinks(f"https://s.example/m/wrong-person/{number}-", f"https://s.example/m/stop/{number}-")
        contact = plain.contact._replace(name=f"Kontakt {number}-", links=links)
        made.append(compose_reminder(plain._replace(contact=contact), envelope()))
    for number, mail in enumerate(made):
        for said in (mail.text, mail.html or ""):
            assert said.count(f"{number}-") >= 4
            assert not [other for other in range(50) if other != number and f"/{other}-" in said]
