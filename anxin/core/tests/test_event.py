"""Events are for good, chained per organisation, and hold no words of people."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from anxin.core.actor import MACHINE
from anxin.core.event import ChainBroken, record, verify_chain
from anxin.core.models import ChainHead, Event
from tests.town import Town, nine


@contextmanager
def behind_its_back() -> Iterator[Any]:
    """A cursor whose writes the triggers do not see, as a person with the database's own password has."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield cursor
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


@pytest.fixture
def chain(town: Town) -> Town:
    """A town in which a question was asked, claimed, answered and closed."""
    question = town.resident.asks("血压150/95要紧吗？", at=nine)
    town.medic.claims(question)
    town.medic.answers(question)
    town.medic.closes(question)
    return town


def test_every_organisation_has_a_whole_chain_of_its_own(chain: Town) -> None:
    mine, theirs = chain.organisation.pk, chain.other.pk
    assert verify_chain(mine) == Event.objects.filter(organisation_id=mine).count() > 10
    assert verify_chain(theirs) == Event.objects.filter(organisation_id=theirs).count() > 0
    assert verify_chain(chain.campaign.pk) == 0  # nothing ever happened there
    seqs = list(Event.objects.filter(organisation_id=mine).order_by("id").values_list("seq", flat=True))
    assert seqs == list(range(1, len(seqs) + 1))


def test_the_hash_can_be_computed_by_anyone_who_reads_how(chain: Town) -> None:
    first = Event.objects.filter(organisation_id=chain.organisation.pk).earliest("seq")
    moment = "2026-03-05T01:00:00.000000"
    with connection.cursor() as cursor:
        cursor.execute("SELECT data::text FROM core_event WHERE id = %s", [first.pk])
        data = cursor.fetchone()[0]
    fields = [
        first.organisation_id, 1, moment, first.name, first.actor_kind, first.actor_id, first.about_kind,
        first.about_id, data,
    ]  # fmt: skip
    assert bytes(first.hash) == hashlib.sha256("\x1f".join(map(str, fields)).encode()).digest()


@pytest.mark.parametrize("statement", ["UPDATE core_event SET name = 'x'", "DELETE FROM core_event"])
def test_the_database_refuses_to_change_or_remove_an_event(chain: Town, statement: str) -> None:
    with pytest.raises(DatabaseError, match="for good"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    verify_chain(chain.organisation.pk)


@pytest.mark.parametrize(
    "change",
    [
        "name = 'question.answered_late'",
        "at = at + interval '1 microsecond'",
        "actor_id = gen_random_uuid()",
        "actor_id = NULL",
        "actor_kind = 'machine_'",
        "about_id = gen_random_uuid()",
        "about_kind = 'x'",
        """data = data || '{"risk": 0}'""",
        "hash = sha256('x')",
        "seq = 1000",
    ],
)
def test_any_change_behind_its_back_is_found_where_it_is(chain: Town, change: str) -> None:
    seventh = Event.objects.get(organisation_id=chain.organisation.pk, seq=7)
    with behind_its_back() as cursor:
        cursor.execute(f"UPDATE core_event SET {change} WHERE id = %s", [seventh.pk])
    with pytest.raises(ChainBroken) as caught:
        verify_chain(chain.organisation.pk)
    assert caught.value.seq == 7


def test_an_event_that_was_removed_is_missed(chain: Town) -> None:
    for seq in (Event.objects.filter(organisation_id=chain.organisation.pk).count(), 3, 1):
        with behind_its_back() as cursor:
            cursor.execute(
                "DELETE FROM core_event WHERE organisation_id = %s AND seq = %s", [chain.organisation.pk, seq]
            )
        with pytest.raises(ChainBroken) as caught:
            verify_chain(chain.organisation.pk)
        assert caught.value.seq == seq


def test_a_head_that_was_put_back_is_found(chain: Town) -> None:
    head = ChainHead.objects.get(organisation_id=chain.organisation.pk)
    head.seq -= 1
    head.save()
    with pytest.raises(ChainBroken):
        verify_chain(chain.organisation.pk)
    verify_chain(chain.other.pk)


def test_a_change_in_one_organisation_leaves_the_others_whole(chain: Town) -> None:
    with behind_its_back() as cursor:
        cursor.execute("UPDATE core_event SET name = 'x' WHERE organisation_id = %s", [chain.other.pk])
    with pytest.raises(ChainBroken):
        verify_chain(chain.other.pk)
    verify_chain(chain.organisation.pk)


@pytest.mark.parametrize(
    "words",
    ["我叫李雷", "two words", "a" * 65, "a@b", {"a": 1}, ["fine", "not fine"], 1.5, b"bytes", "a/b", "行"],
)
def test_words_are_refused(town: Town, words: object) -> None:
    before = Event.objects.count()
    with pytest.raises(ValueError, match="ids and codes"):
        record("test.said", about=town.campaign, by=MACHINE, at=nine, words=words)
    assert Event.objects.count() == before


def test_ids_numbers_and_codes_are_kept(town: Town) -> None:
    kept = record(
        "test.done", about=town.campaign, by=town.medic.member, at=nine, nothing=None, yes=True, number=3,
        id=town.campaign.pk, when=nine, day=date(2026, 3, 5), code="risk_2", many=["a", "b"], empty="",
    )  # fmt: skip
    fresh = Event.objects.get(pk=kept.pk)
    assert fresh.data == {
        "nothing": None, "yes": True, "number": 3, "id": str(town.campaign.pk), "when": nine.isoformat(),
        "day": "2026-03-05", "code": "risk_2", "many": ["a", "b"], "empty": "",
    }  # fmt: skip
    assert (fresh.actor_kind, fresh.actor_id, fresh.about_kind) == (
        "member", town.medic.member.pk, "campaigns.campaign",
    )  # fmt: skip
    assert verify_chain(town.organisation.pk)


@pytest.mark.parametrize("shift", [0, 1, 999_999])
def test_microseconds_and_zones_do_not_break_the_chain(town: Town, shift: int) -> None:
    record("test.done", about=town.campaign, by=MACHINE, at=nine + timedelta(microseconds=shift), n=shift)
    assert verify_chain(town.organisation.pk)
