"""A recruit who has an account already, from another organisation, brings it along; and what is hers is erased by one hand."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from anxin.core.actor import MACHINE
from anxin.core.files import vault
from anxin.people.access import HOME
from anxin.people.actions.applying import Wish, apply, erase_application, new_application_key
from anxin.people.actions.drives import open_drive
from anxin.people.actions.invitations import accept_invitation, invitation_of, invite
from anxin.people.actions.leaving import leave
from anxin.people.actions.members import add_member
from anxin.people.actions.notices import notify
from anxin.people.actions.taking_on import choose_login, take_on, use_account
from anxin.people.kinds import Profession, Role, Standing
from anxin.people.models import Account, Application, Course, Credential, CredentialKind, Member, Notice, Picture
from anxin.people.stray_files import sweep
from tests.at_once import at_once
from tests.town import Town, nine, refused

PASSWORD = "一句好记的话 and 9"


def taken_on(town: Town, slug: str = "spring", phone: str = "13800138000") -> tuple[Application, str]:
    """Somebody who was taken on and has not opened her account, with the key of her link."""
    chen, key = town.coordinator.member, new_application_key()
    drive = open_drive(
        slug=slug, title="春天", text="", professions=[], opens_at=nine, closes_at=None, by=chen, at=nine
    )
    wish = Wish(name="赵小美", phone=phone, profession=Profession.VOLUNTEER, agrees=True)
    row = apply(drive=drive, wish=wish, key=key, at=nine)[0]
    take_on(application=row, name="小赵", profession=Profession.VOLUNTEER, by=chen, at=nine)
    row.refresh_from_db()
    return row, key


def place_of(row: Application) -> Member:
    """Her place as it is now."""
    assert row.member_id is not None
    return Member.objects.get(pk=row.member_id)


def bind(row: Application, account: Account) -> Member:
    return use_account(application=row, account=account, by=row, at=nine)


def test_she_signs_in_first_and_her_place_is_bound_to_her_account(town: Town, settings: Any) -> None:
    settings.DEMO = True
    row, key = taken_on(town)
    hers, blank = town.stranger.member.account, row.member.account  # type: ignore[union-attr]
    anyone, browser = Client(), town.browser(town.stranger)
    words = anyone.get(f"/join/mine/{key}").content.decode()
    assert f"/accounts/login/?next=%2Fjoin%2Fmine%2F{key}" in words
    there = anyone.post(f"/join/mine/{key}/my-account")
    assert there.headers["Location"] == f"/accounts/login/?next=%2Fjoin%2Fmine%2F{key}"
    assert hers.username in browser.get(f"/join/mine/{key}").content.decode()
    assert browser.post(f"/join/mine/{key}/my-account").headers["Location"] == "/people/start"
    town.follows()
    member = place_of(row)
    assert (member.account_id, member.standing, browser.session[HOME]) == (hers.pk, Standing.SERVING, str(member.pk))
    assert browser.get("/people/start").status_code == 200
    assert not Account.objects.filter(pk=blank.pk).exists()
    assert "account.bound" in town.names_of(row)
    assert browser.post(f"/join/mine/{key}/my-account").headers["Location"] == "/people/start"  # twice is once
    assert town.names_of(row).count("account.bound") == 1
    with refused("account_open"):
        choose_login(application=row, username="zhaoxm", password=PASSWORD, by=row, at=nine)


def test_another_key_binds_nothing(town: Town, settings: Any) -> None:
    settings.DEMO = True
    row, key = taken_on(town)
    browser = town.browser(town.stranger)
    assert browser.post(f"/join/mine/{new_application_key()}/my-account").status_code == 404
    choose_login(application=row, username="zhaoxm", password=PASSWORD, by=row, at=nine)
    told = browser.post(f"/join/mine/{key}/my-account")  # the place is somebody's already
    assert told.status_code == 409
    assert place_of(row).account.username == "zhaoxm"
    Application.objects.update(state="refused")
    with refused("not_taken_on"):
        bind(row, town.stranger.member.account)


def test_who_belongs_here_already_is_told_so(town: Town, settings: Any) -> None:
    settings.DEMO = True
    row, key = taken_on(town)
    lin = town.medic.member
    told = town.browser(town.medic).post(f"/join/mine/{key}/my-account")
    assert told.status_code == 409
    assert town.organisation.name in told.content.decode()
    Member.objects.filter(pk=lin.pk).update(active=False)
    with refused("place_closed"):
        bind(row, lin.account)
    Account.objects.filter(pk=town.stranger.member.account_id).update(is_active=False)
    with refused("not_active"):
        bind(row, town.stranger.member.account)
    assert not place_of(row).account.is_active


def test_two_at_once_give_the_account_one_place(busy_town: Town) -> None:
    town, account = busy_town, busy_town.stranger.member.account
    first, second = taken_on(town)[0], taken_on(town, "summer", "13800138001")[0]
    said = at_once(lambda: bind(first, account), lambda: bind(second, account))
    assert [each for each in said if isinstance(each, str)] == ["already_member"]
    assert Member.objects.filter(organisation=town.organisation, account=account).count() == 1


def test_two_accounts_at_once_one_has_the_place(busy_town: Town) -> None:
    town, row = busy_town, taken_on(busy_town)[0]

    def other() -> Any:
        return choose_login(application=row, username="zhaoxm", password=PASSWORD, by=row, at=nine)

    said = at_once(lambda: bind(row, town.stranger.member.account), other)
    assert [each for each in said if isinstance(each, str)] == ["account_open"]


def test_an_older_link_does_not_open_the_account_she_brought(town: Town) -> None:
    row, _ = taken_on(town)
    member, account = place_of(row), town.stranger.member.account
    key = invite(member=member, by=town.coordinator.member, at=nine)
    invitation = invitation_of(key, nine)
    bind(row, account)
    with refused("link_ended", 410):
        accept_invitation(invitation=invitation, username="thief", password=PASSWORD, at=nine)
    invitation.refresh_from_db()
    type(invitation).objects.update(dropped_at=None)
    with refused("link_ended", 410):  # nor where somebody made one in the same moment
        accept_invitation(invitation=invitation, username="thief", password=PASSWORD, at=nine)
    assert Account.objects.get(pk=account.pk).username == account.username


@pytest.mark.parametrize(
    ("code", "good"), [("credential_valid", True), ("may_serve", True), ("credential_refused", False)]
)
def test_good_news_stands_without_a_sign_of_warning(town: Town, settings: Any, code: str, good: bool) -> None:
    settings.DEMO = True
    Notice.objects.all().delete()
    notify(town.medic.member, code, town.medic.member.pk, at=nine)
    browser = town.browser(town.medic)
    for words in (browser.get("/people/me/").content.decode(), browser.get("/account/notices/").content.decode()):
        banner = words[words.index('<div class="page-banner') :]
        assert banner.startswith('<div class="page-banner calm good"' if good else '<div class="page-banner calm"')
        assert ("M12 4 2.8" in banner[: banner.index("<b>")]) is not good  # the triangle


def with_file(town: Town, row: Application, name: str) -> Credential:
    kind = CredentialKind.objects.create(organisation=town.organisation, name=name, professions=[], made_at=nine)
    place = f"{town.organisation.pk}/credentials/{kind.pk}.photo"
    vault.keep(place, b"sealed")
    return Credential.objects.create(
        organisation=town.organisation, kind=kind, application=row, file=place, type="image/jpeg", made_at=nine
    )


def here(place: str) -> bool:
    return place in {each for each, _ in vault.store().places()}


def test_leaving_erases_her_application_with_its_files_when_it_is_certain(
    town: Town, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    row, _ = taken_on(town)
    paper = with_file(town, row, "证")
    with django_capture_on_commit_callbacks(execute=True):
        member = place_of(row)
        leave(member=member, keep_certificates=False, by=member, at=nine)
        assert here(paper.file)
    row.refresh_from_db()
    assert (row.name, row.phone, row.erased_at) == ("", "", nine)
    assert not Credential.objects.exists()
    assert not here(paper.file)


def test_erasing_that_fails_keeps_the_file(town: Town, django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    row, _ = taken_on(town)
    paper = with_file(town, row, "证")

    def breaks_off() -> None:
        with transaction.atomic():
            erase_application(application=row, at=nine)
            raise RuntimeError

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError):
        breaks_off()
    assert here(paper.file)
    assert Credential.objects.filter(pk=paper.pk).exists()


def test_pictures_of_courses_that_nothing_names_are_swept(town: Town) -> None:
    course = Course.objects.create(organisation=town.organisation, title="一", made_at=nine)
    folder = f"{town.organisation.pk}/pictures"
    named, orphan, other = f"{folder}/a.picture", f"{folder}/b.picture", f"{folder}/c.other"
    for place in (named, orphan, other):
        vault.keep(place, b"sealed")
    Picture.objects.create(organisation=town.organisation, course=course, file=named, type="image/png", made_at=nine)
    now = nine.now(nine.tzinfo)
    assert sweep(now) == 0  # they may still be waiting for their rows
    sweep(now + timedelta(days=2))
    assert [here(place) for place in (named, orphan, other)] == [True, False, True]


def test_her_account_keeps_both_places_apart(town: Town) -> None:
    """Leaving one of them leaves the account to the other."""
    row, _ = taken_on(town)
    account = town.stranger.member.account
    member = bind(row, account)
    leave(member=member, keep_certificates=False, by=member, at=nine)
    account.refresh_from_db()
    assert account.is_active
    with refused("already_member"):
        add_member(
            organisation=town.organisation, account=account, name="小赵", profession=Profession.VOLUNTEER,
            roles=[Role.HELPER], by=MACHINE, at=nine,
        )  # fmt: skip
