"""A credential is handed in with a photo, looked at by another person, valid for its days, and renewed."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from anxin.core.files import vault
from anxin.core.models import Look
from anxin.people.actions import credentials as actions
from anxin.people.actions.credential_kinds import add_credential_kind, add_starter_kinds, end_credential_kind
from anxin.people.actions.credentials import check_credential, hand_in_credential
from anxin.people.folk_jobs import mind_credentials
from anxin.people.kinds import Checked, Profession
from anxin.people.models import Credential, CredentialKind
from anxin.people.queries import credential_gaps, gaps_of, valid_credentials
from anxin.people.rules.credentials import warning_due
from anxin.people.stray_files import sweep
from tests.at_once import at_once
from tests.media import photo
from tests.town import Town, days, nine, refused

TODAY = date(2026, 3, 5)


@pytest.fixture
def licence(town: Town) -> CredentialKind:
    return add_credential_kind(
        organisation=town.organisation, name="医师执业证", professions=[Profession.MEDIC], required=True, expires=True,
        by=town.coordinator.member, at=nine,
    )  # fmt: skip


def hands_in(town: Town, kind: CredentialKind, who: Any = None, **more: Any) -> Credential:
    member = (who or town.medic).member
    return hand_in_credential(kind=kind, member=member, file=BytesIO(photo()), by=member, at=nine, **more)


def is_valid(town: Town, row: Credential, until: date = TODAY + timedelta(days=400)) -> Credential:
    return check_credential(credential=row, valid=True, expires_on=until, by=town.coordinator.member, at=nine)


def test_it_counts_when_another_person_said_that_it_is_valid(town: Town, licence: CredentialKind) -> None:
    assert credential_gaps(town.medic.member, TODAY) == [licence]
    row = hands_in(town, licence, number="110430…", expires_on=date(2026, 4, 1))
    town.follows()
    assert town.coordinator.told() == ["credential_waits"]
    with refused("own_credential"):
        check_credential(credential=row, valid=True, by=town.medic.member, at=nine)
    is_valid(town, row, date(2026, 4, 1))
    town.follows()
    assert (town.coordinator.told(), town.medic.told()) == ([], ["credential_valid"])
    assert credential_gaps(town.medic.member, date(2026, 4, 1)) == []
    assert credential_gaps(town.medic.member, date(2026, 4, 2)) == [licence]
    with refused("already_checked"):
        is_valid(town, row)
    assert town.names_of(row) == ["credential.handed_in", "credential.checked"]


def test_dates_must_be_possible(town: Town, licence: CredentialKind) -> None:
    with refused("dates_turned", 422):
        hands_in(town, licence, issued_on=date(2026, 2, 2), expires_on=date(2026, 2, 1))
    with refused("issued_later", 422):
        hands_in(town, licence, issued_on=TODAY + timedelta(days=1))
    row, chen = hands_in(town, licence), town.coordinator.member
    with refused("needs_expiry", 422):
        check_credential(credential=row, valid=True, by=chen, at=nine)
    with refused("credential_expired", 422):
        check_credential(credential=row, valid=True, expires_on=TODAY - timedelta(days=1), by=chen, at=nine)
    with refused("empty", 422):
        check_credential(credential=row, valid=False, reason=" ", by=chen, at=nine)
    end_credential_kind(kind=licence, by=chen, at=nine)
    with refused("kind_ended"):
        hands_in(town, licence)


@pytest.mark.parametrize(
    ("file", "code"),
    [(None, "no_photo"), (b"", "no_photo"), (b"%PDF-1.7 not a photo", "not_taken"), (photo()[:300], "not_a_photo")],
)
def test_what_is_no_photo_is_refused_and_leaves_nothing(
    town: Town, licence: CredentialKind, file: bytes | None, code: str
) -> None:
    before = set(vault.store().places())
    with refused(code, 422):
        hand_in_credential(
            kind=licence, member=town.medic.member, file=BytesIO(file) if file is not None else None,
            by=town.medic.member, at=nine,
        )  # fmt: skip
    assert (Credential.objects.count(), set(vault.store().places())) == (0, before)


def test_where_the_row_cannot_be_written_the_photo_goes_too(
    town: Town, licence: CredentialKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set(vault.store().places())

    def breaks(**row: Any) -> None:
        raise RuntimeError("the power is gone")

    monkeypatch.setattr(actions, "write_credential", breaks)
    with pytest.raises(RuntimeError):
        hands_in(town, licence)
    assert set(vault.store().places()) == before


def test_a_renewal_takes_the_place_of_the_old_one_when_it_is_valid(town: Town, licence: CredentialKind) -> None:
    old = is_valid(town, hands_in(town, licence), date(2026, 4, 1))
    blurred = hands_in(town, licence)
    new = hands_in(town, licence)
    blurred.refresh_from_db()
    assert (blurred.state, blurred.file, new.renews) == (Checked.REPLACED, "", old)
    assert credential_gaps(town.medic.member, TODAY) == []  # the old one is valid until the new one is
    is_valid(town, new)
    old.refresh_from_db()
    assert old.state == Checked.REPLACED
    assert valid_credentials([town.medic.member], date(2026, 5, 1)) == {town.medic.member.pk: {licence.pk}}


def test_it_warns_thirty_and_seven_days_before_and_on_the_last(town: Town, licence: CredentialKind) -> None:
    row = is_valid(town, hands_in(town, licence), TODAY + timedelta(days=31))
    town.follows()
    town.medic.member.notices.all().delete()
    told = []
    for day in range(33):
        for _twice in range(2):
            if mind_credentials(nine + days(day)):
                told.append(day)
    assert told == [1, 24, 31]
    assert (town.medic.told(), town.coordinator.told()) == (["credential_expires"], ["credential_of_expires"])
    assert town.names_of(row).count("credential.expires") == 3


def test_when_a_warning_is_due() -> None:
    assert warning_due(TODAY + timedelta(days=31), TODAY, None) is None
    assert warning_due(TODAY + timedelta(days=30), TODAY, None) == 30
    assert warning_due(TODAY + timedelta(days=8), TODAY, 30) is None
    assert warning_due(TODAY + timedelta(days=5), TODAY, 30) == 7  # the machine stood still for two days
    assert warning_due(TODAY, TODAY, 7) == 0
    assert warning_due(TODAY - timedelta(days=3), TODAY, 0) is None


def test_what_everyone_lacks_costs_two_queries(
    town: Town, licence: CredentialKind, django_assert_num_queries: Any
) -> None:
    members = [each.member for each in town.staff]
    with django_assert_num_queries(2):
        found = gaps_of(members, TODAY)
    assert [member.name for member in members if found[member.pk]] == ["林医生", "何医生"]
    with django_assert_num_queries(1):
        valid_credentials(members, TODAY)


def test_two_checkers_at_once(busy_town: Town) -> None:
    town = busy_town
    add_starter_kinds(organisation=town.organisation, by=town.coordinator.member, at=nine)
    assert add_starter_kinds(organisation=town.organisation, by=town.coordinator.member, at=nine) == 0
    row = hands_in(town, CredentialKind.objects.get(name="医师/护士执业证"))
    until: dict[str, Any] = {"credential": row, "at": nine, "expires_on": TODAY, "valid": True}
    said = at_once(
        lambda: check_credential(**until, by=town.coordinator.member).state,
        lambda: check_credential(**until, by=town.supervisor.member).state,
    )
    assert sorted(said) == ["already_checked", "valid"]


def test_the_photo_is_for_her_and_for_those_who_check(town: Town, licence: CredentialKind, settings: Any) -> None:
    settings.DEMO = True
    row = hands_in(town, licence)
    where = f"/people/credentials/{row.pk}/photo"
    seen = {
        who: town.browser(getattr(town, who)).get(where).status_code
        for who in ("medic", "colleague", "coordinator", "supervisor", "stranger")
    }
    assert seen == {"medic": 200, "colleague": 404, "coordinator": 200, "supervisor": 200, "stranger": 404}
    assert Look.objects.filter(about_id=row.pk, reason="checks_credential").count() == 2
    assert town.browser(town.colleague).get(f"/people/credentials/{row.pk}/").status_code == 403
    assert town.browser(town.stranger).get(f"/people/credentials/{row.pk}/").status_code == 404


def test_from_page_to_page(town: Town, licence: CredentialKind, settings: Any) -> None:
    settings.DEMO = True
    lin, chen = town.browser(town.medic), town.browser(town.coordinator)
    assert "医师执业证" in lin.get("/people/me/").content.decode()
    bad = {"kind": licence.pk, "photo": SimpleUploadedFile("证.jpg", b"<html>")}
    answer = lin.post("/people/me/credentials/", bad)
    assert (answer.status_code, Credential.objects.count()) == (422, 0)
    lin.post("/people/me/credentials/", {"kind": licence.pk, "photo": SimpleUploadedFile("证.jpg", photo())})
    row = Credential.objects.get()
    assert chen.get("/people/credentials/").status_code == 200
    assert chen.get(f"/people/credentials/{row.pk}/").status_code == 200
    assert chen.post(f"/people/credentials/{row.pk}/refuse/", {"reason": ""}).status_code == 422
    chen.post(f"/people/credentials/{row.pk}/refuse/", {"reason": "右下角看不清"})
    assert "右下角看不清" in lin.get("/people/me/credentials/").content.decode()
    lin.post("/people/me/credentials/", {"kind": licence.pk, "photo": SimpleUploadedFile("证.jpg", photo())})
    row = Credential.objects.get(state=Checked.WAITING)
    assert chen.post(f"/people/credentials/{row.pk}/", {"expires_on": "2026-02-30"}).status_code == 422
    assert chen.post(f"/people/credentials/{row.pk}/", {"expires_on": "2026-03-10"}).status_code == 302
    assert "林医生" in chen.get("/people/credentials/").content.decode()
    assert chen.get("/people/?q=林&profession=medic&standing=serving").status_code == 200
    assert chen.get(f"/people/{town.medic.member.pk}/").status_code == 200
    assert chen.post("/people/credentials/kinds/starters/").status_code == 302
    assert chen.get(f"/people/credentials/kinds/{licence.pk}/").status_code == 200
    assert chen.post(f"/people/credentials/kinds/{licence.pk}/", {"name": "", "professions": []}).status_code == 422
    assert town.browser(town.stranger).get(f"/people/{town.medic.member.pk}/").status_code == 404


def test_photos_that_nothing_names_are_swept(town: Town, licence: CredentialKind) -> None:
    row = hands_in(town, licence)
    orphan = row.file.replace(str(row.pk), "0" * 8)
    vault.keep(orphan, b"left by a process that was killed")
    later = nine.now(nine.tzinfo) + timedelta(days=2)
    sweep(later)
    assert {row.file, orphan} & {place for place, _ in vault.store().places()} == {row.file}
