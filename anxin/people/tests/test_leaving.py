"""Pauses without a reason, leaving with one's data, whom to call."""

import io
import json
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest

from anxin.core.event import verify_chain
from anxin.core.models import Look
from anxin.people.actions.contact import change_contact, open_contact
from anxin.people.actions.hours import count_hours
from anxin.people.actions.leaving import leave
from anxin.people.actions.pause import come_back, take_pause
from anxin.people.folk_jobs import mind_people
from anxin.people.kinds import Role, Standing
from anxin.people.models import Certificate, EmergencyContact, HoursEntry, Member
from anxin.rota.models import Attendance
from tests.at_once import at_once
from tests.town import Town, days, nine, refused

TODAY = date(2026, 3, 5)


def standing(town: Town) -> str:
    return Member.objects.get(pk=town.medic.member.pk).standing


def test_a_pause_begins_now_and_ends_by_one_tap(town: Town) -> None:
    lin, question = town.medic.member, town.resident.asks()
    town.medic.claims(question)
    take_pause(member=lin, first=TODAY, last=None, by=lin, at=nine)
    town.follows()
    assert standing(town) == Standing.PAUSED
    assert town.fresh(question).owner is None  # what she had in hand went back
    assert not Attendance.objects.filter(member=lin, out_at=None).exists()
    with refused("pauses_already", 422):
        take_pause(member=lin, first=TODAY, last=None, by=lin, at=nine)
    come_back(member=lin, by=lin, at=nine)
    assert standing(town) == Standing.SERVING
    with refused("not_paused"):
        come_back(member=lin, by=lin, at=nine)
    assert town.names_of(lin).count("member.paused") == 1


def test_a_later_pause_begins_and_ends_by_itself(town: Town) -> None:
    lin = town.medic.member
    take_pause(member=lin, first=TODAY + timedelta(days=2), last=TODAY + timedelta(days=3), by=lin, at=nine)
    seen = []
    for day in range(6):
        mind_people(nine + days(day))
        mind_people(nine + days(day))
        seen.append(standing(town))
    assert seen == ["serving", "serving", "paused", "paused", "serving", "serving"]
    assert town.names_of(lin).count("member.came_back") == 1


@pytest.mark.parametrize(
    ("first", "last", "code"), [(-1, None, "pause_past"), (3, 2, "pause_backwards"), (0, 400, "pause_too_long")]
)
def test_pauses_that_cannot_be(town: Town, first: int, last: int | None, code: str) -> None:
    lin = town.medic.member
    until = None if last is None else TODAY + timedelta(days=last)
    with refused(code, 422):
        take_pause(member=lin, first=TODAY + timedelta(days=first), last=until, by=lin, at=nine)


def test_leaving_takes_her_data_along_and_keeps_the_chain(town: Town) -> None:
    lin, question = town.medic.member, town.resident.asks()
    town.medic.claims(question)
    change_contact(member=lin, name="林妈妈", relation="母亲", phone="13800000001", by=lin, at=nine)
    count_hours(member=lin, begins_at=nine, minutes=90, what="义诊", origin=question.pk, by=lin, at=nine)
    paper = Certificate.objects.create(
        organisation=town.organisation, member=lin, number="AX-2222-2222-2222", name="林医生", first_on=TODAY,
        last_on=TODAY, minutes=90, made_at=nine,
    )  # fmt: skip
    leave(member=lin, keep_certificates=True, by=lin, at=nine)
    town.follows()
    her = Member.objects.select_related("account").get(pk=lin.pk)
    assert (her.active, her.standing, her.phone, her.roles) == (False, "left", None, [])
    assert "林" not in her.name
    assert (her.account.is_active, "lin" in her.account.username) == (False, False)
    assert not EmergencyContact.objects.exists()
    assert HoursEntry.objects.get().what == ""
    assert town.fresh(question).owner is None
    paper.refresh_from_db()
    assert (paper.name, paper.withdrawn_at) == ("林**", None)
    assert verify_chain(town.organisation.pk) > 0
    with refused("has_left"):
        leave(member=her, keep_certificates=True, by=her, at=nine)


def test_the_last_coordinator_hands_over_first(town: Town) -> None:
    chen = town.coordinator.member
    with refused("last_coordinator"):
        leave(member=chen, keep_certificates=False, by=chen, at=nine)


def test_two_last_coordinators_do_not_leave_at_once(busy_town: Town) -> None:
    town = busy_town
    Member.objects.filter(pk=town.supervisor.member.pk).update(roles=[Role.COORDINATOR])
    people = [Member.objects.get(pk=each.member.pk) for each in (town.coordinator, town.supervisor)]
    said = at_once(*(lambda her=her: leave(member=her, keep_certificates=True, by=her, at=nine) for her in people))
    assert said.count("last_coordinator") == 1
    assert (
        Member.objects.filter(active=True, roles__contains=[Role.COORDINATOR], organisation=town.organisation).count()
        == 1
    )


def test_who_opens_whom_to_call_says_why(town: Town, settings: Any) -> None:
    settings.DEMO = True
    lin, chen = town.medic.member, town.coordinator.member
    with refused("bad_phone", 422):
        change_contact(member=lin, name="林妈妈", relation="", phone="12", by=lin, at=nine)
    with refused("no_contact", 404):
        open_contact(member=lin, reason="contact_danger", by=chen, at=nine)
    change_contact(member=lin, name="林妈妈", relation="母亲", phone="138-0000-0001", by=lin, at=nine)
    with refused("no_reason", 422):
        open_contact(member=lin, reason="", by=chen, at=nine)
    where = f"/people/{lin.pk}/"
    browser = town.browser(town.coordinator)
    assert "林妈妈" not in browser.get(where).content.decode()
    assert browser.post(f"{where}contact/", {"reason": ""}).status_code == 422
    assert "林妈妈" in browser.post(f"{where}contact/", {"reason": "contact_danger"}).content.decode()
    assert Look.objects.get(about_id=lin.pk).reason == "contact_danger"
    assert town.browser(town.colleague).post(f"{where}contact/", {"reason": "contact_danger"}).status_code == 403
    assert town.browser(town.stranger).post(f"{where}contact/", {"reason": "contact_danger"}).status_code == 404


def test_from_page_to_page(town: Town, settings: Any) -> None:
    settings.DEMO = True
    lin, chen = town.browser(town.medic), town.browser(town.coordinator)
    assert lin.post("/people/me/contact/", {"name": "", "phone": "1"}).status_code == 422
    assert lin.post("/people/me/contact/", {"name": "林妈妈", "phone": "13800000001"}).status_code == 302
    assert lin.post("/people/me/pause/", {"first": "", "last": ""}).status_code == 422
    assert lin.post("/people/me/pause/", {"first": "2026-03-06", "last": ""}).status_code == 302
    assert chen.get(f"/people/{town.medic.member.pk}/").status_code == 200
    assert chen.post(f"/people/{town.medic.member.pk}/back/").status_code == 302
    assert (
        chen.post(f"/people/{town.volunteer.member.pk}/roles/", {"roles": ["editor", "administrator"]}).status_code
        == 302
    )
    town.volunteer.member.refresh_from_db()
    assert town.volunteer.member.roles == ["editor"]
    with zipfile.ZipFile(io.BytesIO(lin.get("/people/me/data/").content)) as packed:
        kept = json.loads(packed.read("data.json"))
    assert kept["emergency_contact"][0]["name"] == "林妈妈"
    assert kept["member"]["name"] == "林医生"
    assert len(kept["attendances"]) == 1
    assert lin.get("/people/me/leave/").status_code == 200
    assert lin.post("/people/me/leave/", {}).status_code == 422
    assert lin.post("/people/me/leave/", {"sure": "1", "keep": "1"}).headers["Location"] == "/goodbye/"
    assert lin.get("/goodbye/").status_code == 200
    assert lin.get("/people/me/").status_code == 302
    assert chen.post(f"/people/{town.colleague.member.pk}/close/").status_code == 302
    assert town.browser(town.colleague).get("/people/me/").status_code == 403
    assert chen.get("/people/?standing=gone").status_code == 200
