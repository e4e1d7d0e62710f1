"""Who else is looking, and who is typing: names for the team, and for the resident only that an answer is being typed."""

from typing import Any

import pytest
from django.db import connection

from anxin.core.presence import Place, type_in
from anxin.desk.access import place_at
from anxin.desk.models import Question
from anxin.pages.tests.resident_phone import Phone, path_of, text_of
from tests.town import Town
from tests.townsfolk import Staff


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.DEMO = True


@pytest.fixture
def question(town: Town) -> Question:
    asked = town.resident.asks()
    town.medic.claims(asked)
    return asked


def looks(place: Place) -> None:
    """As a web process says that it holds her stream."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_webprocess (id, seen_at) VALUES (gen_random_uuid(), clock_timestamp()) RETURNING id"
        )
        process = cursor.fetchone()[0]
        cursor.execute(
            "INSERT INTO core_presence (topic, who_kind, who_id, process) VALUES (%s, %s, %s, %s)", [*place, process]
        )


def seen_by(town: Town, staff: Staff, question: Question) -> Any:
    return town.browser(staff).get(f"/desk/huzhu/q/{question.pk}/there")


def test_each_sees_the_others_and_not_herself(town: Town, question: Question) -> None:
    for staff in (town.medic, town.supervisor):
        looks(place_at(question, staff.member))
    hers = text_of(seen_by(town, town.medic, question))
    assert "秦督导也在看" in hers
    assert "林医生" not in hers
    type_in(*place_at(question, town.supervisor.member))
    assert "秦督导正在输入…" in text_of(seen_by(town, town.medic, question))
    assert "林医生也在看" in text_of(seen_by(town, town.supervisor, question))


def test_the_resident_is_seen_and_sees_only_who_types(town: Town, question: Question) -> None:
    phone = Phone(town, town.resident)
    looks(place_at(question, town.resident.resident))
    assert "居民正打开着这一页" in text_of(seen_by(town, town.medic, question))
    looks(place_at(question, town.supervisor.member))
    assert text_of(phone.opens(f"{path_of(question)}/there")).strip() == ""
    assert phone.opens(path_of(question)).status_code == 200
    town.browser(town.medic).post(f"/desk/huzhu/q/{question.pk}/typing")
    assert "林医生 is typing …" in text_of(phone.opens(f"{path_of(question)}/there"))
    town.browser(town.medic).post(f"/desk/huzhu/q/{question.pk}/typing", {"stopped": "1"})
    assert text_of(phone.opens(f"{path_of(question)}/there")).strip() == ""


def test_a_process_that_fell_silent_holds_nobody(town: Town, question: Question) -> None:
    looks(place_at(question, town.supervisor.member))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_webprocess SET seen_at = clock_timestamp() - interval '21 s'")
    assert "秦督导" not in text_of(seen_by(town, town.medic, question))


def test_who_may_not_read_sees_nobody(town: Town, question: Question) -> None:
    assert seen_by(town, town.colleague, question).status_code == 403
    assert seen_by(town, town.stranger, question).status_code == 404
    assert Phone(town, town.neighbour).opens(f"{path_of(question)}/there").status_code == 404
    assert Phone(town).opens(f"{path_of(question)}/there").status_code == 404


def test_the_boxes_name_where_typing_is_told(town: Town, question: Question) -> None:
    assert f'data-typing="/desk/huzhu/q/{question.pk}/typing"' in text_of(
        town.browser(town.medic).get(f"/desk/huzhu/q/{question.pk}")
    )
    page = text_of(Phone(town, town.resident).opens(path_of(question)))
    assert f'data-typing="{path_of(question)}/typing"' in page
    assert 'data-events="presence"' in page
