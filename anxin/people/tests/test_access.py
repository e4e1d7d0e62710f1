"""Who is behind a request, and where she has a place."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest
from django.test import Client

from anxin.core.refusal import Refused
from anxin.people import access
from anxin.people.actions import change_roles, deactivate_member
from anxin.people.kinds import Role
from anxin.people.models import Account
from anxin.people.tests.conftest import NINE, PASSWORD, Cast, account_called, sign_in


@pytest.fixture
def asks(rf: Any) -> Any:
    def request(user: Any = None, **headers: str) -> HttpRequest:
        made: HttpRequest = rf.get("/", headers=headers)
        made.user = user or AnonymousUser()
        return made

    return request


def test_a_member_has_a_place_at_home_only(people: Cast, asks: Any) -> None:
    request = asks(people.medic.account)
    assert access.member_at(request, people.centre.pk) == people.medic
    assert access.home_of(request) == people.medic
    with pytest.raises(Http404):
        access.member_at(request, people.hospital.pk)


def test_a_visitor_has_none(people: Cast, asks: Any) -> None:
    assert access.account_of(asks()) is None
    assert access.members_of(asks()) == []
    with pytest.raises(Http404):
        access.member_at(asks(), people.centre.pk)
    with pytest.raises(Refused):
        access.home_of(asks())


def test_asked_again_it_costs_nothing(people: Cast, asks: Any, django_assert_num_queries: Any) -> None:
    request = asks(people.medic.account)
    with django_assert_num_queries(1):
        access.home_of(request)
        access.member_at(request, people.centre.pk)
        access.account_of(request)
        str(access.home_of(request).organisation.name)


def test_a_closed_place_opens_nothing(people: Cast, asks: Any) -> None:
    deactivate_member(member=people.medic, by=people.coordinator, at=NINE)
    with pytest.raises(Http404):
        access.member_at(asks(people.medic.account), people.centre.pk)


def test_she_chooses_where_she_works(people: Cast, client: Client) -> None:
    second = people.join(people.hospital, people.medic.account, "林医生（心海）")
    sign_in(client, "lin")
    assert "林医生（心海）" in client.get("/account/").content.decode()
    assert client.post("/account/place/", {"member": str(second.pk)}).status_code == 302
    assert client.session[access.HOME] == str(second.pk)
    assert client.post("/account/place/", {"member": str(people.stranger.pk)}).status_code == 404
    assert client.post("/account/place/", {"member": "\0"}).status_code == 404


def test_an_account_without_a_place_sees_what_to_do(people: Cast, client: Client) -> None:
    account_called("wu", people.centre)
    sign_in(client, "wu")
    assert client.get("/account/").status_code == 200
    assert client.get("/notices/").status_code == 403


def test_language_is_kept(people: Cast, client: Client) -> None:
    sign_in(client, "lin")
    answer = client.post("/account/language/", {"language": "en"})
    assert answer.cookies["django_language"].value == "en"
    assert Account.objects.get(username="lin").language == "en"
    assert "My account" in client.get("/account/").content.decode()
    client.post("/account/language/", {"language": "\0"})
    assert Account.objects.get(username="lin").language == "en"


def test_names_are_taken_once_and_of_letters(people: Cast) -> None:
    for name, code in (
        ("LIN", "name_taken"),
        ("x", "bad_user_name"),
        ("a\0b", "bad_user_name"),
        ("a b", "bad_user_name"),
    ):
        with pytest.raises(Refused) as refused:
            account_called(name, people.centre)
        assert refused.value.finding.code == code


def test_a_place_is_given_once(people: Cast) -> None:
    with pytest.raises(Refused, match="already_member"):
        people.join(people.centre, people.medic.account, "林医生")


def test_nobody_gives_roles_to_herself(people: Cast) -> None:
    with pytest.raises(Refused, match="own_roles"):
        change_roles(member=people.coordinator, roles=[Role.AUDITOR], by=people.coordinator, at=NINE)
    with pytest.raises(Refused, match="own_place"):
        deactivate_member(member=people.coordinator, by=people.coordinator, at=NINE)
    changed = change_roles(member=people.medic, roles=[Role.SUPERVISOR, Role.HELPER], by=people.coordinator, at=NINE)
    assert changed.roles == ["helper", "supervisor"]


def test_passwords_are_kept_as_argon2(people: Cast) -> None:
    assert people.medic.account.password.startswith("argon2$")
    assert people.medic.account.check_password(PASSWORD)
