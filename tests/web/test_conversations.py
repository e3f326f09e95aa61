"""The chats of the page in memory."""

from datetime import UTC, datetime, timedelta

from bot.web.conversations import KEPT, MOST_CONVERSATIONS, Conversations

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_a_chat_is_found_until_it_has_been_unused_for_two_hours() -> None:
    chats = Conversations()
    chat = chats.find_or_start(None, NOW)
    assert chats.find(chat.id, NOW + KEPT) is chat
    assert chats.find_or_start(chat.id, NOW + KEPT) is chat
    assert chats.find(chat.id, NOW + 2 * KEPT + timedelta(seconds=1)) is None


def test_an_id_that_the_service_did_not_give_is_not_taken_over() -> None:
    chat = Conversations().find_or_start("chosen by a stranger", NOW)
    assert chat.id != "chosen by a stranger"


def test_the_longest_unused_chat_gives_way() -> None:
    chats = Conversations()
    first, second = chats.find_or_start(None, NOW), chats.find_or_start(None, NOW)
    for _ in range(MOST_CONVERSATIONS - 2):
        chats.find_or_start(None, NOW)
    chats.find_or_start(first.id, NOW)
    chats.find_or_start(None, NOW)
    assert chats.find(first.id, NOW) is first
    assert chats.find(second.id, NOW) is None
