"""A thread of messages, in order."""

from uuid import uuid4

from anxin.conversations.actions import begin, note, say
from anxin.conversations.models import AuthorKind
from anxin.conversations.queries import messages_after, whole_thread
from anxin.core.actor import MACHINE
from tests.town import Town, nine


def test_what_is_said_stands_in_order_with_who_said_it(town: Town) -> None:
    thread = begin(town.organisation, "甲", by=town.resident.resident, at=nine)
    first = thread.messages.get()
    notice = note(thread, "claimed", by=town.medic.member, at=nine)
    second = say(thread, "乙", by=town.medic.member, at=nine)
    last = note(thread, "closed", by=MACHINE, at=nine)
    assert [each.seq for each in whole_thread(thread)] == [1, 2, 3, 4]
    assert list(whole_thread(thread)) == [first, notice, second, last]
    assert messages_after(thread) == [first, second]
    assert messages_after(thread, first.pk) == [second]
    assert messages_after(thread, second.pk) == []
    assert messages_after(thread, most=1) == [first]
    kinds = [(each.author_kind, each.author_id) for each in whole_thread(thread)]
    assert kinds == [
        (AuthorKind.RESIDENT, town.resident.resident.pk),
        (AuthorKind.MEMBER, town.medic.member.pk),
        (AuthorKind.MEMBER, town.medic.member.pk),
        (AuthorKind.MACHINE, None),
    ]
    assert (first.organisation_id, first.delivered_at) == (town.organisation.pk, nine)
    assert (notice.text, notice.code, first.code) == (None, "claimed", "")


def test_after_a_message_of_another_thread_nothing_is_skipped_silently(town: Town) -> None:
    thread = begin(town.organisation, "甲", by=town.resident.resident, at=nine)
    other = begin(town.organisation, "乙", by=town.resident.resident, at=nine)
    first, strange = thread.messages.get(), other.messages.get()
    assert messages_after(thread, strange.pk) in ([first], [])
    assert messages_after(thread, uuid4()) in ([first], [])
    assert [each.seq for each in whole_thread(other)] == [1]
