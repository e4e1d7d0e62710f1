"""Residents come, come back with a code, say who they are, and may be blocked for a while."""

from datetime import datetime

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from anxin.clients import actions
from anxin.clients.access import cookie_name, remember, resident_here, resident_of
from anxin.clients.actions import block_resident, come_back, introduce, lift_block, make_return_code
from anxin.clients.models import AskerKind, Block, Consent, Resident, ResidentKey
from anxin.core.models import Event
from tests.town import Town, hours, nine, refused, seconds


def test_a_code_brings_her_back_on_another_phone(town: Town) -> None:
    resident = town.resident.resident
    code = make_return_code(resident=resident, by=resident, at=nine)
    assert len(code) == 10
    assert not set(code) & set("01OILU")
    for typed in (code, code.lower(), f" {code[:5]}-{code[5:]} "):
        back, token = come_back(organisation=town.organisation, code=typed, at=nine)
        assert back == resident
        request = RequestFactory().get("/", headers={"Authorization": f"Bearer {token}"})
        assert resident_of(request) == resident
    assert token != town.resident.token
    assert town.names_of(resident)[-1] == "resident.came_back"


@pytest.mark.parametrize(
    "change", [lambda c: c[:-1], lambda c: c + "2", lambda c: c[1:] + c[:1] + "2", lambda c: "", lambda c: "长" * 10]
)
def test_a_wrong_code_brings_nobody_back(town: Town, change: object) -> None:
    resident = town.resident.resident
    code = make_return_code(resident=resident, by=resident, at=nine)
    before = ResidentKey.objects.count()
    with refused("wrong_code", 422):
        come_back(organisation=town.organisation, code=change(code), at=nine)  # type: ignore[operator]
    assert ResidentKey.objects.count() == before


def test_a_code_is_good_in_its_own_organisation_until_the_next(town: Town) -> None:
    resident = town.resident.resident
    first = make_return_code(resident=resident, by=resident, at=nine)
    with refused("wrong_code"):
        come_back(organisation=town.other, code=first, at=nine)
    second = make_return_code(resident=resident, by=resident, at=nine)
    with refused("wrong_code"):
        come_back(organisation=town.organisation, code=first, at=nine)
    assert come_back(organisation=town.organisation, code=second, at=nine)[0] == resident


def test_neither_code_nor_token_nor_name_stands_in_an_event(town: Town) -> None:
    resident, token = actions.open_identity(organisation=town.organisation, handle="小安", at=nine)
    code = make_return_code(resident=resident, by=resident, at=nine)
    for event in Event.objects.filter(about_id=resident.pk):
        assert not {"小安", code, token} & set(map(str, event.data.values()))
    assert not ResidentKey.objects.filter(digest=token.encode()).exists()
    assert bytes(Resident.objects.get(pk=resident.pk).return_code or b"") != code.encode()


def test_her_consent_is_kept_in_its_words_and_can_be_taken_back(town: Town) -> None:
    resident = town.resident.resident
    assert not Consent.objects.exists()
    introduce(resident=resident, handle="小安", kind=AskerKind.FAMILY, by=resident, at=nine)
    consent = Consent.objects.get(resident=resident)
    assert (consent.purpose, consent.given_at, consent.withdrawn_at) == ("handle", nine, None)
    assert consent.wording == actions.HANDLE_CONSENT
    introduce(resident=resident, handle="安安", kind=None, by=resident, at=nine + hours(1))
    assert Consent.objects.count() == 1
    later = introduce(resident=resident, handle="", kind=None, by=resident, at=nine + hours(2))
    assert (later.handle, later.kind) == (None, "")
    assert Consent.objects.get().withdrawn_at == nine + hours(2)
    introduce(resident=resident, handle="小安", kind=None, by=resident, at=nine + hours(3))
    assert Consent.objects.filter(withdrawn_at=None).count() == 1
    assert town.names_of(resident).count("resident.introduced") == 4


@pytest.mark.parametrize(("handle", "code"), [("长" * 21, "too_long"), ("a\0", "not_text")])
def test_a_name_that_is_none_is_refused(town: Town, handle: str, code: str) -> None:
    resident = town.resident.resident
    with refused(code, 422):
        introduce(resident=resident, handle=handle, kind=None, by=resident, at=nine)
    with refused(code, 422):
        actions.open_identity(organisation=town.organisation, handle=handle, at=nine)
    assert not Consent.objects.exists()


def blocked(town: Town, until: datetime) -> Block:
    by = town.coordinator.member
    return block_resident(resident=town.resident.resident, reason="辱骂值班人员", until=until, by=by, at=nine)


def test_a_block_has_a_reason_and_an_end(town: Town) -> None:
    by = town.coordinator.member
    with refused("in_the_past", 422):
        blocked(town, nine)
    with refused("empty", 422):
        block_resident(resident=town.resident.resident, reason=" ", until=nine + hours(1), by=by, at=nine)
    block = blocked(town, nine + seconds(1))
    assert block.reason == "辱骂值班人员"
    assert Resident.objects.get(pk=town.resident.resident.pk).blocked_until == nine + seconds(1)
    assert town.names_of(town.resident.resident)[-1] == "resident.blocked"


def test_of_two_blocks_the_longer_holds_until_it_is_lifted(town: Town) -> None:
    long, _short = blocked(town, nine + hours(5)), blocked(town, nine + hours(1))
    fresh = Resident.objects.get(pk=town.resident.resident.pk)
    assert fresh.blocked_until == nine + hours(5)
    lift_block(block=long, by=town.coordinator.member, at=nine)
    fresh.refresh_from_db()
    assert fresh.blocked_until == nine + hours(1)
    lift_block(block=_short, by=town.coordinator.member, at=nine)
    fresh.refresh_from_db()
    assert fresh.blocked_until is None
    assert town.names_of(fresh)[-1] == "resident.unblocked"


def test_a_phone_is_known_by_its_cookie_in_one_organisation(town: Town) -> None:
    response = HttpResponse()
    remember(response, town.organisation.pk, town.resident.token, secure=True)
    cookie = response.cookies[cookie_name(town.organisation.pk)]
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Lax"
    request = RequestFactory().get("/")
    request.COOKIES[cookie_name(town.organisation.pk)] = town.resident.token
    request.COOKIES[cookie_name(town.other.pk)] = town.resident.token  # copied by hand
    assert resident_here(request, town.organisation.pk) == town.resident.resident
    assert resident_here(request, town.other.pk) is None
    assert resident_of(request) is None


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer anx_r_no", "Basic x", "anx_r_x", "Bearer  "])
def test_a_key_that_is_none_opens_nothing(town: Town, header: str) -> None:
    assert resident_of(RequestFactory().get("/", headers={"Authorization": header})) is None
