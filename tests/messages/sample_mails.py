"""One of each mail, as the snapshots and the pictures in docs/mails show them. All dates are examples."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from messages.claim_notice import compose_claim_notice
from messages.content import Contact, ContactLinks, ContactMail, Done, Line, Operator
from messages.forecast import compose_forecast
from messages.mail import Envelope, Mail, Mailbox
from messages.new_date import compose_new_date
from messages.operator_mails import (
    AuthorityReport,
    Unreachable,
    WeeklyList,
    compose_authority_report,
    compose_trial,
    compose_weekly_list,
)
from messages.receipt import compose_receipt
from messages.reminder import compose_reminder
from messages.reply import Question, Reply, compose_passed_on, compose_reply
from models.steps import Step

OPERATOR = Operator("Bidragslots", "drift@bidragslots.example", "https://bidragslots.example/integritet")
SENT = datetime(2025, 11, 24, 7, 0, tzinfo=UTC)
TODAY = date(2025, 11, 24)
DUE = date(2025, 12, 1)
TOKEN = "WzEsMTc2NDAwMDAwMCwxLDksMF0.Zm9yLWV4YW1wbGUtb25seQ"
PROGRAMMES = {"sv": "Omställningsbidraget 2025", "en": "The transition grant 2025"}
SOURCES = {"sv": "kommunens anmälan den 3 mars 2025", "en": "the municipality's notice of 3 March 2025"}


def envelope(to: str = "ekonom@kiruna.example", name: str = "Ekonomen", **changes: object) -> Envelope:
    made = Envelope(
        sender=Mailbox("Bidragslots", "paminnelse@bidragslots.example"),
        to=Mailbox(name, to),
        message_id="<0123456789abcdef@bidragslots.example>",
        date=SENT,
        reply_to=Mailbox("Bidragslots", "svar@bidragslots.example"),
        unsubscribe_url=f"https://bidragslots.example/m/unsubscribe/{TOKEN}",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def line(language: str, **changes: object) -> Line:
    made = Line(
        official_name="Kiruna kommun",
        programme=PROGRAMMES[language],
        year=2025,
        step=Step.REQUISITION,
        occasion="7",
        as_of=TODAY,
        uid="omstallning-2025.2584.requisition@bidragslots.example",
        amount=2_672_587,
        opens=date(2025, 10, 1),
        due=DUE,
        reference="S2025/00122",
        case_number="1.2.3-456/2025",
        eservice_url="https://etjanst.example/rekvirera",
        officer_email="statsbidrag@myndigheten.example",
        claim=f"https://bidragslots.example/m/claim/{TOKEN}",
        snooze=f"https://bidragslots.example/m/snooze/{TOKEN}",
    )
    return made._replace(**changes)


def contact_mail(language: str, *lines: Line, registrar: bool = False) -> ContactMail:
    links = ContactLinks(
        f"https://bidragslots.example/m/wrong-person/{TOKEN}", f"https://bidragslots.example/m/stop/{TOKEN}"
    )
    contact = Contact(
        name="" if registrar else "Ekonomen",
        language=language,
        source=SOURCES[language],
        recipients=tuple(dict.fromkeys(each.official_name for each in lines)),
        is_registrar=registrar,
        links=None if registrar else links,
    )
    return ContactMail(contact, OPERATOR, lines)


def reminder(language: str) -> Mail:
    return compose_reminder(contact_mail(language, line(language)), envelope())


def reminder_open(language: str) -> Mail:
    first = line(language, occasion="open", as_of=date(2025, 10, 1), case_number=None, snooze=None)
    return compose_reminder(contact_mail(language, first), envelope())


def reminder_last_day(language: str) -> Mail:
    return compose_reminder(contact_mail(language, line(language, occasion="0", as_of=DUE, snooze=None)), envelope())


def reminder_claimed(language: str) -> Mail:
    noted = line(language, occasion="1", as_of=date(2025, 11, 28), claimed_on=date(2025, 11, 20), snooze=None)
    return compose_reminder(contact_mail(language, noted), envelope())


def reminder_after(language: str) -> Mail:
    late = line(language, occasion="+1", as_of=date(2025, 12, 2), snooze=None)
    return compose_reminder(contact_mail(language, late), envelope())


def reminder_registrar(language: str) -> Mail:
    plain = line(language, claim=None, snooze=None)
    return compose_reminder(
        contact_mail(language, plain, registrar=True), envelope("registrator@kiruna.example", "", unsubscribe_url=None)
    )


def reminder_invoiced(language: str) -> Mail:
    owed = line(language, step=Step.REPAYMENT, invoiced=True, received=2_500_000, owed=400_000, eservice_url=None)
    return compose_reminder(contact_mail(language, owed), envelope())


def reminder_several(language: str) -> Mail:
    lines = (
        line(language),
        line(
            language,
            official_name="RSS Norrbotten",
            step=Step.REPORT,
            amount=1_095_238,
            due=date(2025, 12, 15),
            uid="rss@bidragslots.example",
        ),
    )
    return compose_reminder(contact_mail(language, *lines), envelope())


def new_date(language: str) -> Mail:
    moved = line(language, due=date(2025, 12, 15), old_due=DUE, revision=2, claim=None, snooze=None)
    return compose_new_date(contact_mail(language, moved), envelope())


def date_withdrawn(language: str) -> Mail:
    gone = line(language, due=None, old_due=DUE, revision=3, claim=None, snooze=None)
    return compose_new_date(contact_mail(language, gone), envelope())


def receipt(language: str) -> Mail:
    done = Done(date(2025, 11, 20), 2_672_587)
    confirmed = line(language, done=done, next_step=line(language, step=Step.REPORT, due=date(2026, 3, 31)))
    return compose_receipt(contact_mail(language, confirmed), envelope())


def claim_notice(language: str) -> Mail:
    claimed = line(language, done=Done(date(2025, 11, 20), 2_672_587, "Controllern"))
    return compose_claim_notice(contact_mail(language, claimed), envelope())


def forecast(language: str) -> Mail:
    left = line(language, step=Step.REPAYMENT, due=None, use_until=date(2025, 12, 31), received=2_500_000)
    return compose_forecast(contact_mail(language, left), envelope())


def weekly_list(language: str) -> Mail:
    missing = (
        line(language, official_name="Habo kommun"),
        line(language, official_name="Håbo kommun", step=Step.REPORT, due=None),
    )
    gone = Unreachable("Controllern", "controller@mora.example", ("Mora kommun",), "bounced")
    return compose_weekly_list(WeeklyList(missing, (gone,)), OPERATOR, language, to_operator())


def authority_report(language: str) -> Mail:
    report = AuthorityReport(
        programme=PROGRAMMES[language],
        agency="Socialstyrelsen",
        receiver="Regeringskansliet (Socialdepartementet)",
        due=date(2026, 9, 30),
        as_of=date(2026, 8, 31),
        reference="S2025/00122",
    )
    return compose_authority_report(report, OPERATOR, language, to_operator())


def trial(language: str) -> Mail:
    return compose_trial(OPERATOR, language, to_operator())


def reply(language: str) -> Mail:
    texts = {
        "sv": "Kiruna kommun får rekvirera högst 2 672 587 kronor för 2025.\n\n– Ange S2025/00122.\n– Pengarna "
        "begär ni hos Socialstyrelsen.\n\nKälla: Regeringens beslut S2025/00122, Bilaga 1.",
        "en": "Kiruna may requisition at most SEK 2,672,587 for 2025.\n\n– Quote S2025/00122.\n– Ask "
        "Socialstyrelsen for the money.\n\nSource: The decision S2025/00122, Annex 1.",
    }
    made = Reply("Fråga om Kiruna", texts[language], language)
    thread = envelope(
        in_reply_to="<fraga@kiruna.example>", references=("<fraga@kiruna.example>",), unsubscribe_url=None
    )
    return compose_reply(made, OPERATOR, thread)


def passed_on(language: str) -> Mail:
    question = Question(
        "ekonom@kiruna.example", "Moms", "2025-11-24 08:00", ("Hej!", "Får vi dra av momsen på konsulten?")
    )
    return compose_passed_on(question, OPERATOR, language, to_operator())


def to_operator() -> Envelope:
    return envelope("drift@bidragslots.example", "Bidragslots", unsubscribe_url=None, reply_to=None)


SAMPLES: dict[str, Callable[[str], Mail]] = {
    made.__name__: made
    for made in (
        reminder,
        reminder_open,
        reminder_last_day,
        reminder_claimed,
        reminder_after,
        reminder_registrar,
        reminder_invoiced,
        reminder_several,
        new_date,
        date_withdrawn,
        receipt,
        claim_notice,
        forecast,
        weekly_list,
        authority_report,
        trial,
        reply,
        passed_on,
    )
}
