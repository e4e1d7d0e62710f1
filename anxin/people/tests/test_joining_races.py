"""Two at once: one phone's two taps, two coordinators, and the crash in the middle."""

from datetime import timedelta
from typing import Any

import pytest

from anxin.people.actions import applying, taking_on
from anxin.people.actions.applying import Wish, application_digest, apply, new_application_key, withdraw_application
from anxin.people.actions.drives import open_drive
from anxin.people.actions.learning import begin_serving, pledge, write_pledge_text
from anxin.people.actions.screening import refuse_application
from anxin.people.actions.taking_on import choose_login, take_on
from anxin.people.kinds import Applying, Profession, Standing
from anxin.people.models import Application, Drive, Member, Notice
from anxin.people.standing import what_is_missing
from tests.at_once import at_once
from tests.town import Town, nine, refused

WISH = Wish(name="王小美", phone="13800138000", profession=Profession.VOLUNTEER, agrees=True)


def drive_of(town: Town) -> Drive:
    return open_drive(
        slug="spring", title="春天", text="", professions=[], opens_at=nine, closes_at=None, by=town.coordinator.member,
        at=nine,
    )  # fmt: skip


def applied(town: Town) -> Application:
    return apply(drive=drive_of(town), wish=WISH, key=new_application_key(), at=nine)[0]


def test_two_coordinators_take_one_on_and_refuse_her_at_once(busy_town: Town) -> None:
    row, chen = applied(busy_town), busy_town.coordinator.member

    def yes() -> Any:
        return take_on(application=row, name="小王", profession=Profession.VOLUNTEER, by=chen, at=nine)

    def no() -> Any:
        return refuse_application(application=row, reason="满了", by=chen, at=nine)

    results = at_once(yes, no)
    assert [each for each in results if isinstance(each, str)] == ["already_decided"]
    row.refresh_from_db()
    assert (row.state == Applying.TAKEN_ON) == Member.objects.filter(name="小王").exists()


def test_two_taps_of_one_phone_make_one_application(busy_town: Town) -> None:
    drive, key = drive_of(busy_town), new_application_key()
    first = apply(drive=drive, wish=WISH, key=key, at=nine)[0]
    known = [application_digest(key)]

    def tap() -> Any:
        return apply(drive=drive, wish=WISH, key=new_application_key(), known=known, at=nine)[0].pk

    assert set(at_once(tap, tap)) == {first.pk}
    assert Application.objects.count() == 1


def test_a_crash_while_taking_on_leaves_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    row = applied(town)

    def breaks(*args: Any, **more: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(taking_on, "record", breaks)
    with pytest.raises(RuntimeError):
        take_on(application=row, name="小王", profession=Profession.VOLUNTEER, by=town.coordinator.member, at=nine)
    row.refresh_from_db()
    assert (row.state, row.member) == (Applying.SENT, None)
    assert not Member.objects.filter(name="小王").exists()


def test_consent_and_profession_are_asked(town: Town) -> None:
    drive = drive_of(town)
    Drive.objects.update(professions=[Profession.MEDIC])
    with refused("profession_not_asked", 422):
        apply(drive=drive, wish=WISH, key="k", at=nine)
    with refused("no_consent", 422):
        apply(drive=drive, wish=Wish("王", "13800138000", Profession.MEDIC), key="k", at=nine)
    assert applying.CONSENT == "join-1"  # another text needs another code


def test_who_was_taken_on_and_never_came_can_still_withdraw(town: Town) -> None:
    row = applied(town)
    member = take_on(application=row, name="小王", profession=Profession.VOLUNTEER, by=town.coordinator.member, at=nine)
    assert [each.code for each in what_is_missing(member, nine)] == ["account_missing"]
    withdraw_application(application=Application.objects.get(), by=row, at=nine)
    member.refresh_from_db()
    assert (member.active, member.standing) == (False, Standing.LEFT)
    with refused("not_taken_on"):
        choose_login(
            application=Application.objects.get(), username="wang", password="一句好记的话 and 9", by=row, at=nine
        )


def test_who_has_nothing_to_learn_serves_as_soon_as_she_has_an_account(town: Town) -> None:
    row = applied(town)
    member = take_on(application=row, name="小王", profession=Profession.VOLUNTEER, by=town.coordinator.member, at=nine)
    choose_login(application=row, username="Wang", password="一句好记的话 and 9", by=row, at=nine)
    town.follows()
    member.refresh_from_db()
    assert (member.standing, member.account.username) == (Standing.SERVING, "wang")
    with refused("account_open"):
        choose_login(application=row, username="other", password="一句好记的话 and 9", by=row, at=nine)


def test_a_new_pledge_asks_again_and_takes_nobody_off_duty(town: Town) -> None:
    chen, medic = town.coordinator.member, town.medic.member
    first = write_pledge_text(text="- 一", by=chen, at=nine)
    assert write_pledge_text(text="- 一", by=chen, at=nine).pk == first.pk
    with refused("not_all_agreed", 422):
        pledge(text=first, agreed=0, points=1, by=medic, at=nine)
    pledge(text=first, agreed=1, points=1, by=medic, at=nine)
    second = write_pledge_text(text="- 二", by=chen, at=nine + timedelta(days=1))
    town.follows()
    medic.refresh_from_db()
    assert medic.standing == Standing.SERVING
    assert [each.code for each in what_is_missing(medic, nine)] == ["pledge_missing"]
    assert Notice.objects.filter(member=medic, code="pledge_asked", seen_at=None).count() == 1
    with refused("pledge_changed"):
        pledge(text=first, agreed=1, points=1, by=medic, at=nine)
    pledge(text=second, agreed=1, points=1, by=medic, at=nine)
    town.follows()
    assert not Notice.objects.filter(member=medic, code="pledge_asked", seen_at=None).exists()


def test_a_coordinator_lets_somebody_begin_with_a_reason(town: Town) -> None:
    chen = town.coordinator.member
    write_pledge_text(text="- 一", by=chen, at=nine)
    row = applied(town)
    member = take_on(application=row, name="小王", profession=Profession.VOLUNTEER, by=chen, at=nine)
    choose_login(application=row, username="wang", password="一句好记的话 and 9", by=row, at=nine)
    with refused("pledge_missing"):
        begin_serving(member=member, by=chen, at=nine)
    begin_serving(member=member, by=chen, at=nine, reason="她在别处做了三年")
    event = town.events_of(member)[-1]
    assert (event.name, event.data["missing"], event.data["overridden"]) == ("member.serves", ["pledge_missing"], True)
    assert [note.text for note in row.notes.all()] == ["她在别处做了三年"]
