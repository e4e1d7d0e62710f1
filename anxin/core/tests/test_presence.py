"""Who has a topic open, from what the web processes wrote; their streams are in tests/test_rooms_live.py."""

import asyncio
from uuid import uuid4

import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

from anxin.core.presence import NO_PROCESS, Place, Present, Register, present, stop_typing, type_in
from anxin.settings import DATABASE_URL

TOPIC = f"question:{uuid4()}"
ANN, LIN = uuid4(), uuid4()


def process(seconds_ago: float = 0) -> str:
    """A web process that last said so many seconds ago that it is alive."""
    id = str(uuid4())
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_webprocess VALUES (%s, clock_timestamp() - make_interval(secs => %s))", [id, seconds_ago]
        )
    return id


def opens(kind: str, who: object, held_by: str, topic: str = TOPIC) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_presence (topic, who_kind, who_id, process) VALUES (%s, %s, %s, %s)",
            [topic, kind, str(who), held_by],
        )


def wait(seconds: float) -> None:
    """Let everything that was typed be so much older."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_presence SET typing_at = typing_at - make_interval(secs => %s)", [seconds])


@pytest.mark.django_db
def test_everyone_counts_once_and_nobody_of_a_dead_process() -> None:
    here, there, dead = process(), process(15), process(25)
    opens("resident", ANN, here)
    opens("resident", ANN, there)
    opens("member", LIN, there)
    opens("member", uuid4(), dead)
    opens("member", uuid4(), str(uuid4()))  # of one that nobody knows
    opens("member", uuid4(), here, "question:other")
    assert present(TOPIC) == [Present("resident", ANN, False), Present("member", LIN, False)]
    assert present("question:nobody") == []


@pytest.mark.django_db
def test_typing_holds_for_six_seconds_or_until_it_is_sent() -> None:
    opens("member", LIN, process())
    type_in(TOPIC, "member", LIN)
    type_in(TOPIC, "resident", ANN)  # her stream is not open: she counts only while she types
    assert {(each.id, each.typing) for each in present(TOPIC)} == {(LIN, True), (ANN, True)}
    wait(6.5)
    assert present(TOPIC) == [Present("member", LIN, False)]
    type_in(TOPIC, "member", LIN)
    assert present(TOPIC)[0].typing
    stop_typing(TOPIC, "member", LIN)
    stop_typing(TOPIC, "member", LIN)
    assert not present(TOPIC)[0].typing


@pytest.mark.django_db
def test_what_is_typed_often_is_written_seldom() -> None:
    type_in(TOPIC, "member", LIN)
    with connection.cursor() as cursor:
        cursor.execute("SELECT typing_at FROM core_presence WHERE process = %s", [NO_PROCESS])
        first = cursor.fetchone()
        type_in(TOPIC, "member", LIN)
        cursor.execute("SELECT typing_at FROM core_presence WHERE process = %s", [NO_PROCESS])
        assert cursor.fetchone() == first


@pytest.mark.django_db(transaction=True)
def test_a_register_writes_who_comes_and_goes_and_sweeps_up_after_the_dead() -> None:
    address = make_conninfo(DATABASE_URL, dbname=connection.settings_dict["NAME"])
    ann, lin = Place(TOPIC, "resident", ANN), Place(TOPIC, "member", LIN)
    opens("member", uuid4(), process(25))

    async def lives() -> None:
        register = Register(address)
        register.enter(ann)
        register.enter(ann)
        register.enter(lin)
        await until(lambda: {each.id for each in present(TOPIC)} == {ANN, LIN})
        register.leave(lin)
        register.leave(ann)  # one of her two pages
        await until(lambda: [each.id for each in present(TOPIC)] == [ANN])
        assert await asyncio.to_thread(rows) == 1  # whom the dead process held is gone
        await register.close()
        await until(lambda: present(TOPIC) == [])
        assert await asyncio.to_thread(rows) == 0

    asyncio.run(lives())


def rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core_presence")
        count = int(cursor.fetchone()[0])
    connection.close()
    return count


async def until(happens: object) -> None:
    def looked() -> bool:
        try:
            return bool(happens())  # type: ignore[operator]
        finally:
            connection.close()

    for _ in range(600):
        if await asyncio.to_thread(looked):
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it did not happen")
