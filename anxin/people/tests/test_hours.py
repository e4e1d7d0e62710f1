"""Hours of service: from check-in at once, entered afterwards by another person's yes; certificates of them."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anxin.core.ids import new_id
from anxin.people.actions.certificates import make_certificate, withdraw_certificate
from anxin.people.actions.hours import count_hours, decide_hours, enter_hours, take_back_hours
from anxin.people.hours_queries import hours_text, months_of, total_of
from anxin.people.kinds import HoursState
from anxin.people.models import Certificate, HoursEntry, PeopleExport
from anxin.people.papers.certificate import as_pdf, paper_of
from anxin.people.rules.certificate import masked, tidy_number
from tests.at_once import at_once
from tests.town import Town, days, hours, minutes, nine, refused


def enters(town: Town, **more: Any) -> HoursEntry:
    lin = town.medic.member
    stretch = {"begins_at": nine - hours(5), "ends_at": nine - hours(3)} | more
    return enter_hours(member=lin, what="社区义诊", by=lin, at=nine, **stretch)


def test_check_in_counts_once(town: Town) -> None:
    lin, origin = town.medic.member, new_id()
    for _twice in range(2):
        count_hours(member=lin, begins_at=nine, minutes=125, what="同心互助", origin=origin, by=lin, at=nine)
    assert count_hours(member=lin, begins_at=nine, minutes=0, what="", origin=new_id(), by=lin, at=nine) is None
    assert total_of(lin).minutes == 125
    assert [(each.first, each.minutes) for each in months_of(lin)] == [(date(2026, 3, 1), 125)]
    assert [hours_text(n) for n in (0, 30, 60, 125)] == ["0", "0.5", "1", "2.08"]


def test_going_off_duty_counts_the_time_with_its_breaks(town: Town) -> None:
    town.medic.checks_out(at=nine + hours(4))
    assert total_of(town.medic.member).minutes == 240


def test_who_forgot_to_check_out_waits_for_a_coordinator(town: Town) -> None:
    town.medic.checks_out(at=nine + hours(30))
    assert (total_of(town.medic.member).minutes, town.coordinator.told()) == (0, ["hours_wait"])
    decide_hours(entry=HoursEntry.objects.get(), yes=False, reason="忘了签退", by=town.coordinator.member, at=nine)


def test_entered_afterwards_they_wait_for_another_persons_yes(town: Town) -> None:
    entry = enters(town)
    town.follows()
    assert town.coordinator.told() == ["hours_wait"]
    assert total_of(town.medic.member).minutes == 0
    with refused("own_hours"):
        decide_hours(entry=entry, yes=True, by=town.medic.member, at=nine)
    decide_hours(entry=entry, yes=True, by=town.coordinator.member, at=nine)
    town.follows()
    assert total_of(town.medic.member).minutes == 120
    assert (town.coordinator.told(), town.medic.told()) == ([], ["hours_decided"])
    with refused("hours_decided"):
        take_back_hours(entry=entry, by=town.medic.member, at=nine)
    with refused("hours_twice"):
        enters(town, begins_at=nine - hours(4))


def test_who_enters_them_for_her_does_not_approve_them(town: Town) -> None:
    chen = town.coordinator.member
    entry = enter_hours(
        member=town.medic.member, begins_at=nine - hours(2), ends_at=nine, what="义诊", by=chen, at=nine
    )
    with refused("own_hours"):
        decide_hours(entry=entry, yes=True, by=chen, at=nine)
    with refused("empty", 422):
        decide_hours(entry=entry, yes=False, by=town.supervisor.member, at=nine)


@pytest.mark.parametrize(
    ("begin", "end", "code"),
    [
        (nine, nine, "hours_backwards"),
        (nine - hours(25), nine - minutes(30), "hours_too_long"),
        (nine - hours(1), nine + hours(1), "hours_ahead"),
        (nine - days(367), nine - days(367) + hours(1), "hours_too_old"),
    ],
)
def test_hours_that_cannot_be(town: Town, begin: Any, end: Any, code: str) -> None:
    with refused(code, 422):
        enters(town, begins_at=begin, ends_at=end)


def test_two_entries_of_the_same_hours_at_once(busy_town: Town) -> None:
    said = at_once(lambda: enters(busy_town).minutes, lambda: enters(busy_town).minutes)
    assert sorted(map(str, said)) == ["120", "hours_twice"]


def test_two_decide_at_once(busy_town: Town) -> None:
    town = busy_town
    entry = enters(town)
    said = at_once(
        lambda: decide_hours(entry=entry, yes=True, by=town.coordinator.member, at=nine).state,
        lambda: decide_hours(entry=entry, yes=False, reason="重复", by=town.supervisor.member, at=nine).state,
    )
    assert "hours_decided" in said
    assert HoursEntry.objects.get().state in said


@pytest.fixture
def paper(town: Town) -> Certificate:
    lin = town.medic.member
    count_hours(member=lin, begins_at=nine, minutes=150, what="同心互助", origin=new_id(), by=lin, at=nine)
    return make_certificate(member=lin, first=date(2026, 3, 1), last=date(2026, 3, 15), by=lin, at=nine)


def test_a_certificate_says_what_counts(town: Town, paper: Certificate) -> None:
    lin = town.medic.member
    assert paper.minutes == 150
    again = make_certificate(member=lin, first=date(2026, 3, 1), last=date(2026, 3, 15), by=lin, at=nine)
    assert again == paper
    with refused("no_hours", 422):
        make_certificate(member=lin, first=date(2026, 4, 1), last=date(2026, 4, 2), by=lin, at=nine)
    with refused("days_turned", 422):
        make_certificate(member=lin, first=date(2026, 4, 2), last=date(2026, 4, 1), by=lin, at=nine)
    assert tidy_number(f" {paper.number.lower().replace('-', '')} ") == paper.number
    assert [masked(each) for each in ("张三", "欧阳小明", "张", "Anna Maria")] == ["张*", "欧阳**", "*", "An***"]


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_no_name_breaks_the_paper(town: Town, paper: Certificate, name: str) -> None:
    paper.name = name
    assert as_pdf(paper_of(paper, "https://example.org/x")).startswith(b"%PDF")


def test_a_name_is_never_a_command(town: Town, paper: Certificate) -> None:
    for name in ('#panic("x")', '#read("/etc/passwd")', "]]} #sys.inputs {[[", "𠮷䶮" * 20, "\\ $ * _ ` <a> @b"):
        paper.name = name
        assert as_pdf(paper_of(paper, "https://example.org/x")).startswith(b"%PDF")


def test_whoever_holds_the_paper_can_check_it(town: Town, paper: Certificate, settings: Any) -> None:
    settings.DEMO = True
    anyone, lin = town.browser(), town.browser(town.medic)
    seen = anyone.get(f"/certificates/{paper.number}").content.decode()
    assert "种子社工" in seen
    assert "林**" in seen
    assert "林医生" not in seen
    assert anyone.get("/certificates/AX-0000-0000-0000").status_code == 404
    assert lin.get(f"/people/certificates/{paper.pk}/").status_code == 200
    pdf = lin.get(f"/people/certificates/{paper.pk}/pdf")
    assert pdf["Content-Type"] == "application/pdf"
    assert BytesIO(pdf.content).read(4) == b"%PDF"
    for who, status in (("colleague", 404), ("stranger", 404), ("coordinator", 200)):
        assert town.browser(getattr(town, who)).get(f"/people/certificates/{paper.pk}/pdf").status_code == status
    withdraw_certificate(certificate=paper, by=town.medic.member, at=nine)
    assert "high" in anyone.get(f"/certificates/{paper.number}").content.decode()
    assert lin.get(f"/people/certificates/{paper.pk}/pdf").status_code == 404


def test_from_page_to_page(town: Town, settings: Any) -> None:
    settings.DEMO = True
    lin, chen = town.browser(town.medic), town.browser(town.coordinator)
    bad = {"day": "2026-02-30", "begins": "25:00", "ends": "", "what": ""}
    assert lin.post("/people/me/hours/", bad).status_code == 422
    good = {"day": "2026-03-04", "begins": "14:00", "ends": "16:30", "what": "入户探访"}
    assert lin.post("/people/me/hours/", good).status_code == 302
    assert lin.post("/people/me/hours/", good).status_code == 409
    entry = HoursEntry.objects.get()
    assert "入户探访" in chen.get("/people/hours/").content.decode()
    assert town.browser(town.stranger).post(f"/people/hours/{entry.pk}/decide/", {"yes": "1"}).status_code == 404
    assert lin.post(f"/people/hours/{entry.pk}/decide/", {"yes": "1"}).status_code == 403
    assert chen.post(f"/people/hours/{entry.pk}/decide/", {"yes": "1"}).status_code == 302
    entry.refresh_from_db()
    assert entry.state == HoursState.COUNTED
    made = lin.post("/people/me/certificates/", {"first": "2026-03-01", "last": "2026-03-05"})
    assert lin.get(made.headers["Location"]).status_code == 200
    assert lin.post("/people/me/certificates/", {"first": "x", "last": ""}).status_code == 422
    assert chen.get(f"/people/{town.medic.member.pk}/hours/").status_code == 200
    qin = town.browser(town.supervisor)
    assert qin.get(f"/people/{town.medic.member.pk}/hours/").status_code == 200
    assert qin.post(f"/people/{town.medic.member.pk}/hours/", good).status_code == 403
    sheet = chen.post("/people/hours/export/", {"kind": "csv", "reason": "年度统计"})
    assert "入户探访" in sheet.content.decode("utf-8-sig")
    assert PeopleExport.objects.get().what == "hours"
