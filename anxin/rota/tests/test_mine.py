"""My shifts: the page, the calendar feed read back by another library, reminders."""

from datetime import UTC
from typing import Any

import pytest
import segno
import vobject
from django.utils.http import http_date

from anxin.campaigns.models import Campaign, Participant
from anxin.people.kinds import Standing
from anxin.people.models import Notice
from anxin.rota.actions import check_out
from anxin.rota.actions.slots import enter_slot, remove_slot
from anxin.rota.models import FeedKey, Slot
from anxin.rota.queries import attendance_of
from anxin.rota.reminders import remind_of_shifts
from anxin.rota.tests.team import Team
from tests.town import Town, hours, minutes, nine, seconds
from tests.townsfolk import Staff


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.DEMO = True


@pytest.fixture
def team(town: Town) -> Team:
    return Team(town)


def shift(team: Team, who: Staff, begins: Any, **more: Any) -> Slot:
    return enter_slot(
        campaign=team.campaign, member=who.member, begins_at=begins, ends_at=begins + hours(5), anyway=True,
        by=team.town.coordinator.member, at=nine, **more,
    )  # fmt: skip


def test_my_next_shift_is_big_with_whom_and_the_check_in_in_time(team: Team) -> None:
    town = team.town
    later = nine + hours(25)
    shift(team, town.medic, later, kind=team.early)
    shift(team, town.counsellor, later)
    page = town.browser(town.medic).get("/rota/huzhu/mine").content.decode()
    assert "周老师" in page
    assert "早班" in page
    attendance = attendance_of(team.campaign, town.medic.member)
    assert attendance is not None
    check_out(attendance=attendance, by=town.medic.member, at=nine)
    for early, may_come in ((minutes(31), False), (minutes(30), True)):
        town.now = later - early
        page = town.browser(town.medic).get("/rota/huzhu/mine").content.decode()
        assert ('action="/duty/huzhu/in"' in page) is may_come
    assert town.browser(town.stranger).get("/rota/huzhu/mine").status_code == 404


def test_all_services_of_hers_are_on_one_page_with_their_names(team: Team) -> None:
    town = team.town
    other = Campaign.objects.create(
        organisation=town.organisation, name="夜间热线", slug="yejian", starts_on=team.campaign.starts_on,
        ends_on=team.campaign.ends_on, zone="Asia/Urumqi", professions=team.campaign.professions,
    )  # fmt: skip
    Participant.objects.create(organisation=town.organisation, campaign=other, member=town.medic.member)
    shift(team, town.medic, nine + hours(30))
    browser = town.browser(town.medic)
    assert "同心互助" in browser.get("/rota/huzhu/mine").content.decode()
    assert not browser.get("/rota/huzhu/mine").context["several"]
    Slot.objects.create(
        organisation=town.organisation, campaign=other, member=town.medic.member, begins_at=nine + hours(26),
        ends_at=nine + hours(28),
    )  # fmt: skip
    assert browser.get("/rota/mine")["Location"] == "/rota/yejian/mine"
    for slug in ("huzhu", "yejian"):
        answer = browser.get(f"/rota/{slug}/mine")
        assert answer.context["soon"].campaign == other
        assert answer.context["count"] == 2
        page = answer.content.decode()
        assert "夜间热线" in page
        assert "同心互助" in page
        assert "09:00–11:00" in page  # as clocks go there
        assert "/rota/yejian/swaps/new?slot=" in page
        assert "/rota/huzhu/swaps/new?slot=" in page
    Participant.objects.filter(campaign=other).update(left_at=nine)
    assert browser.get("/rota/huzhu/mine").context["count"] == 1


def feed_of(town: Town, who: Staff) -> str:
    page = town.browser(who).post("/rota/huzhu/mine/feed").content.decode()
    return page.split('feed-address">')[1].split("<")[0].split("testserver")[1]


def test_the_feed_is_read_back_by_another_library(team: Team) -> None:
    town = team.town
    one, two = shift(team, town.medic, nine + hours(24), kind=team.early), shift(team, town.medic, nine + hours(48))
    shift(team, town.colleague, nine + hours(24))
    address = feed_of(town, town.medic)
    answer = town.browser().get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = vobject.readOne(answer.content.decode())
    events = sorted(found.vevent_list, key=lambda each: each.dtstart.value)
    assert [each.uid.value for each in events] == [f"{one.pk}@anxin", f"{two.pk}@anxin"]
    assert [(each.dtstart.value, each.dtend.value) for each in events] == [
        (slot.begins_at.astimezone(UTC), slot.ends_at.astimezone(UTC)) for slot in (one, two)
    ]
    assert events[0].summary.value == "同心互助 早班"
    assert all(len(line.encode()) <= 75 for line in answer.content.decode().split("\r\n"))
    assert "林医生" not in answer.content.decode()
    assert "何医生" not in answer.content.decode()


def test_an_unchanged_feed_is_not_sent_again_and_a_removed_shift_is_gone(team: Team) -> None:
    town = team.town
    slot = shift(team, town.medic, nine + hours(24))
    address = feed_of(town, town.medic)
    etag = town.browser().get(address)["ETag"]
    town.at(nine + hours(1))
    assert town.browser().get(address, headers={"If-None-Match": etag}).status_code == 304
    dated = town.browser().get(address)["Last-Modified"]
    assert dated == http_date(nine.timestamp())
    assert town.browser().get(address, headers={"If-Modified-Since": dated}).status_code == 304
    remove_slot(slot=slot, by=town.coordinator.member, at=nine)
    again = town.browser().get(address, headers={"If-None-Match": etag})
    assert again.status_code == 200
    assert b"VEVENT" not in again.content
    assert again["Last-Modified"] == http_date((nine + hours(1)).timestamp())
    assert town.browser().get(address, headers={"If-Modified-Since": dated}).status_code == 200


def test_the_address_can_be_photographed_when_it_is_made_and_only_then(team: Team) -> None:
    browser = team.town.browser(team.town.medic)
    made = browser.post("/rota/huzhu/mine/feed")
    drawn = segno.make(made.context["feed"], error="m", micro=False)
    assert f'viewBox="0 0 {drawn.symbol_size()[0]} {drawn.symbol_size()[1]}"' in made.content.decode()
    assert "<details>" in made.content.decode().split('class="feed-qr"')[0].split('id="feed"')[1]
    assert "feed-qr" not in browser.get("/rota/huzhu/mine").content.decode()


def test_a_leaked_address_is_revoked_or_replaced(team: Team) -> None:
    town = team.town
    first = feed_of(town, town.medic)
    second = feed_of(town, town.medic)
    assert town.browser().get(first).status_code == 404
    assert town.browser().get(second).status_code == 200
    assert FeedKey.objects.filter(revoked_at=None).count() == 1
    town.browser(town.medic).post("/rota/huzhu/mine/feed/revoke")
    assert town.browser().get(second).status_code == 404
    assert town.browser().get("/rota/nonsense.ics").status_code == 404
    third = feed_of(town, town.medic)
    town.medic.member.active = False
    town.medic.member.save()
    assert town.browser().get(third).status_code == 404


def told() -> list[str]:
    return list(Notice.objects.order_by("made_at").values_list("code", flat=True))


def test_each_is_reminded_once_an_hour_before_and_the_evening_before(team: Team) -> None:
    town = team.town
    slot = shift(team, town.medic, nine + hours(24))
    for at in (nine + hours(10.99), nine + hours(11), nine + hours(11.1), nine + hours(22.9)):
        remind_of_shifts(at=at)
    assert told() == ["shift_tomorrow"]
    for at in (slot.begins_at - hours(1) - seconds(1), slot.begins_at - hours(1), slot.begins_at - minutes(30)):
        remind_of_shifts(at=at)
    assert told() == ["shift_tomorrow", "shift_in_an_hour"]


def test_nobody_is_reminded_late_or_while_she_pauses(team: Team) -> None:
    town = team.town
    slot = shift(team, town.medic, nine + hours(24))
    assert remind_of_shifts(at=slot.begins_at - minutes(10)) == 0  # the worker was down
    assert remind_of_shifts(at=nine + hours(14.5)) == 0  # half past eleven at night
    town.medic.member.standing = Standing.PAUSED
    town.medic.member.save()
    assert remind_of_shifts(at=slot.begins_at - minutes(50)) == 0
