"""Signing in and out stands on record, without personal data; a browser that is signed out is called no more."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from anxin.core.models import Event
from anxin.people.access import browser_of
from anxin.people.actions.sessions import locked_out
from anxin.people.models import PushAddress
from anxin.people.tests.conftest import NINE, Cast, sign_in
from tests.push_service import Service, push_service


@pytest.fixture
def service() -> Iterator[Service]:
    with push_service() as running:
        yield running


def names(people: Cast) -> list[str]:
    return list(Event.objects.filter(about_id=people.medic.pk).order_by("id").values_list("name", flat=True))


def test_in_and_out_are_events(people: Cast, client: Client) -> None:
    before = len(names(people))
    sign_in(client, "lin")
    client.post("/accounts/logout/")
    assert names(people)[before:] == ["member.signed_in", "member.signed_out"]
    assert not any("10.0.0.1" in str(event.data) for event in Event.objects.all())


def test_a_lock_is_one_event_however_often_it_is_tried(people: Cast, client: Client) -> None:
    for _ in range(12):
        sign_in(client, "lin", "wrong")
        sign_in(client, "nobody", "wrong")
    assert names(people).count("member.locked_out") == 1
    lasts = timedelta(minutes=15)
    assert locked_out(username="chen", lasts=lasts, at=NINE) == 1
    assert locked_out(username="chen", lasts=lasts, at=NINE + timedelta(minutes=14)) == 0
    assert locked_out(username="chen", lasts=lasts, at=NINE + timedelta(minutes=16)) == 1
    assert locked_out(username="nobody", lasts=lasts, at=NINE) == 0


def test_signed_out_this_browser_is_called_no_more(people: Cast, client: Client, service: Service) -> None:
    sign_in(client, "lin")
    for _ in range(2):
        client.post("/account/notices/browsers/", service.subscribes().form())
    client.post("/accounts/logout/")
    first, last = PushAddress.objects.order_by("made_at")
    assert first.ended_at is None  # another device, as far as we know
    assert last.ended_at is not None
    assert browser_of(people.medic.account, last.pk) == last
