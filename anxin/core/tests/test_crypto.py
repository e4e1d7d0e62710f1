"""Private text at rest."""

import base64
import json
import secrets
from pathlib import Path

import pytest
from django.db import connection

from anxin.clients.models import Resident
from anxin.core.crypto import CannotOpen, Ring, new_ring, read_ring, ring
from anxin.core.fields import blind
from tests.town import Town

KEYS = [secrets.token_bytes(32) for _ in range(3)]


def ring_of(current: int, *numbers: int) -> Ring:
    return Ring(current=current, keys={n: KEYS[n - 1] for n in numbers}, index=b"i" * 32)


def test_what_is_sealed_opens_and_says_nothing() -> None:
    sealed = ring_of(1, 1).seal("我叫李雷", "a.b.c")
    assert ring_of(1, 1).open(sealed, "a.b.c") == "我叫李雷"
    assert "李雷".encode() not in sealed
    assert sealed != ring_of(1, 1).seal("我叫李雷", "a.b.c")
    assert ring_of(1, 1).open(ring_of(1, 1).seal("", "a.b.c"), "a.b.c") == ""


def test_an_old_key_opens_and_the_current_one_seals() -> None:
    old = ring_of(1, 1).seal("旧", "a.b.c")
    turned = ring_of(2, 1, 2)
    assert turned.open(old, "a.b.c") == "旧"
    new = turned.seal("新", "a.b.c")
    assert ring_of(2, 2).open(new, "a.b.c") == "新"
    with pytest.raises(CannotOpen):
        ring_of(2, 2).open(old, "a.b.c")
    with pytest.raises(CannotOpen):
        ring_of(1, 1).open(new, "a.b.c")


def test_a_value_opens_in_its_own_column_only() -> None:
    with pytest.raises(CannotOpen):
        ring_of(1, 1).open(ring_of(1, 1).seal("甲", "a.b.c"), "a.b.d")


@pytest.mark.parametrize("place", [0, 1, 2, 3, 14, 15, -1])
def test_one_changed_bit_is_found(place: int) -> None:
    sealed = bytearray(ring_of(1, 1).seal("甲", "a.b.c"))
    sealed[place] ^= 1
    with pytest.raises(CannotOpen):
        ring_of(1, 1, 2).open(bytes(sealed), "a.b.c")


@pytest.mark.parametrize("length", [0, 1, 3, 14, 15, 20])
def test_what_was_cut_short_does_not_open(length: int) -> None:
    with pytest.raises(CannotOpen):
        ring_of(1, 1).open(ring_of(1, 1).seal("甲乙丙", "a.b.c")[:length], "a.b.c")


def test_a_number_that_only_looks_like_another_key_does_not_open() -> None:
    sealed = ring_of(1, 1).seal("甲", "a.b.c")
    with pytest.raises(CannotOpen):
        ring_of(2, 1, 2).open(sealed[:1] + (2).to_bytes(2, "big") + sealed[3:], "a.b.c")


def test_blind_indexes_are_equal_for_equal_values_of_one_column_and_key() -> None:
    mine = ring_of(1, 1)
    assert mine.blind("甲", "a") == mine.blind("甲", "a")
    assert len({mine.blind("甲", "a"), mine.blind("乙", "a"), mine.blind("甲", "b")}) == 3
    assert mine.blind("甲", "a") != Ring(1, mine.keys, b"j" * 32).blind("甲", "a")


def test_a_fresh_ring_is_read_back() -> None:
    found = read_ring(new_ring())
    assert found.current in found.keys
    assert new_ring() != new_ring()


@pytest.mark.parametrize(
    "wrong",
    [
        {"current": 2},
        {"keys": {}},
        {"keys": {"1": base64.b64encode(b"short").decode()}},
        {"index": base64.b64encode(b"short").decode()},
    ],
)
def test_a_ring_that_is_none_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="key ring"):
        read_ring(json.dumps(json.loads(new_ring()) | wrong))


def test_the_installations_ring_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANXIN_KEYS", raising=False)
    first = ring(tmp_path)
    ring.cache_clear()
    assert ring(tmp_path) == first
    assert (tmp_path / "keys.json").stat().st_mode & 0o777 == 0o600
    ring.cache_clear()
    monkeypatch.setenv("ANXIN_KEYS", new_ring())
    assert ring(tmp_path) != first
    ring.cache_clear()


def test_in_the_table_there_are_no_words(town: Town) -> None:
    question = town.resident.asks("我叫李雷")
    resident = town.resident.resident
    resident.handle = "李雷"
    resident.save()
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM conversations_message WHERE conversation_id = %s", [question.conversation_id])
        said = bytes(cursor.fetchone()[0])
        cursor.execute("SELECT handle FROM clients_resident WHERE id = %s", [resident.pk])
        handle = bytes(cursor.fetchone()[0])
    assert "李雷".encode() not in said + handle
    assert Resident.objects.get(pk=resident.pk).handle == "李雷"
    with connection.cursor() as cursor:  # a value that somebody copied to another column
        cursor.execute("UPDATE clients_resident SET handle = %s WHERE id = %s", [said, resident.pk])
    with pytest.raises(CannotOpen):
        Resident.objects.get(pk=resident.pk)


def test_private_text_cannot_be_searched_by_mistake(town: Town) -> None:
    with pytest.raises(Exception, match="lookup"):
        list(Resident.objects.filter(handle__contains="李"))
    assert Resident.objects.filter(handle__isnull=True).exists()
    assert blind("x", "y") == blind("x", "y")
