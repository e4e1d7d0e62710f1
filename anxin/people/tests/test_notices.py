"""Notices: told once, seen, settled; each rings those it concerns."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from anxin.core import bell
from anxin.core.ids import new_id
from anxin.core.models import Event
from anxin.people.actions import notify, see_notice, settle_notices
from anxin.people.models import Notice
from anxin.people.tests.conftest import NINE, Cast, sign_in
from anxin.people.wording import Wording, learn


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    rings: list[tuple[str, bool]] = []

    def ring(*topics: bell.Topic, number: int = 0, urgent: bool = False) -> None:
        rings.extend((topic, urgent) for topic in topics)

    monkeypatch.setattr(bell, "ring", ring)
    return rings


def test_told_twice_is_told_once(people: Cast, rung: list[tuple[str, bool]]) -> None:
    about = new_id()
    with transaction.atomic():
        assert notify(people.medic, "late", about, at=NINE)
        assert not notify(people.medic, "late", about, at=NINE + timedelta(minutes=1))
        assert Notice.objects.count() == 1, "the transaction is whole after the second"
    assert rung == [(f"member:{people.medic.pk}", False)]


def test_it_can_become_urgent(people: Cast, rung: list[tuple[str, bool]]) -> None:
    about = new_id()
    notify(people.medic, "late", about, at=NINE)
    assert notify(people.medic, "late", about, at=NINE, urgent=True)
    assert not notify(people.medic, "late", about, at=NINE, urgent=True)
    assert Notice.objects.get().urgent
    assert [urgent for _, urgent in rung] == [False, True]


def test_once_seen_it_can_be_told_again(people: Cast) -> None:
    about = new_id()
    notify(people.medic, "late", about, at=NINE)
    see_notice(notice=Notice.objects.get(), by=people.medic, at=NINE)
    see_notice(notice=Notice.objects.get(), by=people.medic, at=NINE)
    assert Event.objects.filter(name="notice.seen").count() == 1
    assert notify(people.medic, "late", about, at=NINE)
    assert Notice.objects.count() == 2


def test_what_is_in_hand_is_settled_for_all(people: Cast, rung: list[tuple[str, bool]]) -> None:
    about, other = new_id(), new_id()
    for member in (people.medic, people.coordinator):
        notify(member, "risk_3", about, at=NINE, urgent=True)
    notify(people.medic, "late", other, at=NINE)
    rung.clear()
    assert settle_notices(about, at=NINE) == 2
    assert settle_notices(about, at=NINE) == 0
    assert sorted(topic for topic, _ in rung) == sorted(f"member:{m.pk}" for m in (people.medic, people.coordinator))
    assert Notice.objects.filter(seen_at=None).count() == 1


def test_the_list_is_mine_and_urgent_first(people: Cast, client: Client) -> None:
    learn({"late": Wording("One is late.", "Look", lambda about: f"/desk/q/{about}/", calm=True)})
    notify(people.medic, "late", new_id(), at=NINE)
    notify(people.medic, "unheard_of", new_id(), at=NINE, urgent=True)
    notify(people.stranger, "late", new_id(), at=NINE)
    sign_in(client, "lin")
    page = client.get("/notices/", headers={"HX-Request": "true"}).content.decode()
    assert page.count("page-banner") == 2
    assert "<html" not in page
    assert "<h1" in client.get("/notices/").content.decode()
    assert page.index('/desk/"') < page.index("One is late.")
    mine, theirs = Notice.objects.get(code="late", member=people.medic), Notice.objects.get(member=people.stranger)
    assert client.post(f"/notices/{theirs.pk}/seen/").status_code == 404
    assert (
        client.post(f"/notices/{mine.pk}/seen/", headers={"HX-Request": "true"}).content.decode().count("page-banner")
        == 1
    )
    assert client.get(f"/notices/{mine.pk}/seen/").status_code == 405


def test_no_door_no_notices(people: Cast, client: Client) -> None:
    answer: Any = client.get("/notices/")
    assert answer.status_code == 302
