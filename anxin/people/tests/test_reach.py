"""Messages that leave the house: to a real push service and a real mail server on this machine, tried until they arrived."""

import asyncio
import socket
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import LazySettings
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from anxin.core import outside
from anxin.core.models import Event
from anxin.people.actions import notify, settle_notices
from anxin.people.actions.deliveries import KEPT, forget_deliveries
from anxin.people.actions.reach import add_browser, choose_reach
from anxin.people.actions.trying import begin_delivery, end_delivery
from anxin.people.jobs import deliver
from anxin.people.models import Delivery, PushAddress
from anxin.people.reach.kinds.result import TAKEN
from anxin.people.reach.way import Sent, Way, What
from anxin.people.rules.trying import MOST_TRIES
from anxin.triage import Risk, Topic
from tests.push_service import Browser, Service, push_service
from tests.town import Town, days, minutes, nine, seconds
from tests.townsfolk import Staff

WORDS = "血压150/95要紧吗？"


@pytest.fixture
def service() -> Iterator[Service]:
    with push_service() as running:
        yield running


def subscribes(staff: Staff, service: Service, label: str = "Chrome · Android") -> Browser:
    browser = service.subscribes()
    add_browser(member=staff.member, by=staff.member, at=staff.town.now, **browser.form(label))
    return browser


def states(staff: Staff, way: Way = Way.PUSH, what: What = What.CALL) -> list[str]:
    rows = Delivery.objects.filter(member=staff.member, way=way, what=what).order_by("made_at", "id")
    return list(rows.values_list("state", flat=True))


def tells(town: Town, staff: Staff, code: str = "late", *, urgent: bool = False) -> Any:
    question = town.resident.asks(WORDS)
    notify(staff.member, code, question.pk, at=town.now, urgent=urgent)
    return question


# By push ------------------------------------------------------------------------------------------------------------------
def test_a_message_reaches_the_browser_and_only_it_can_read_it(town: Town, service: Service) -> None:
    browser = subscribes(town.medic, service)
    question = town.resident.asks(WORDS, topic=Topic.PSYCHOLOGICAL, risk=Risk.IMMINENT)
    town.follows()
    assert states(town.medic) == [Sent.SENT]
    (said,) = browser.got
    assert said["title"] == "有人需要您" or said["title"] == "Somebody needs you"
    assert said["url"] == f"/desk/q/{question.pk}"
    assert said["urgent"]
    assert not any(part in str(browser.got) for part in (WORDS, town.resident.resident.short))
    (headers,) = browser.headers
    assert headers["Urgency"] == "high"
    assert headers["Content-Encoding"] == "aes128gcm"
    assert len(headers["Topic"]) == 32
    assert str(question.pk) not in str(headers)
    assert PushAddress.objects.get().worked_at == town.now


def test_her_browser_says_that_it_showed_it(town: Town, service: Service) -> None:
    browser = subscribes(town.medic, service)
    tells(town, town.medic)
    town.follows()
    anyone = Client(enforce_csrf_checks=True)
    assert anyone.post("/notices/arrived/made-up:receipt/").status_code == 404
    assert states(town.medic) == [Sent.SENT]
    assert anyone.get(browser.got[0]["receipt"]).status_code == 405
    for _ in range(2):
        assert anyone.post(browser.got[0]["receipt"]).status_code == 204
    assert states(town.medic) == [Sent.ARRIVED]


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_gets_nothing_more(town: Town, service: Service, status: int) -> None:
    subscribes(town.medic, service)
    service.will_answer(status)
    tells(town, town.medic)
    town.follows()
    row = Delivery.objects.get(way=Way.PUSH)
    assert (row.state, row.fault) == (Sent.FAILED, "gone")
    assert PushAddress.objects.get().ended_at == town.now
    assert Event.objects.filter(name="push.ended", about_id=town.medic.member.pk).count() == 1
    tells(town, town.medic, "answer_soon")
    town.follows()
    assert service.asked == 1


def test_what_did_not_arrive_is_tried_again_and_then_given_up(town: Town, service: Service) -> None:
    browser = subscribes(town.medic, service)
    service.will_answer(503, 429, 201, Retry_After="7")
    tells(town, town.medic)
    (job,) = ProcrastinateJob.objects.filter(task_name="people.deliver")
    assert (job.queue_name, job.lock) == ("reach", f"reach:{PushAddress.objects.get().pk}")
    town.follows()
    row = Delivery.objects.get(way=Way.PUSH)
    assert (row.state, row.tries, len(browser.got)) == (Sent.SENT, 3, 1)
    service.will_answer(500)
    tells(town, town.medic, "answer_soon")
    town.follows()
    assert states(town.medic) == [Sent.SENT, Sent.GIVEN_UP]
    assert service.asked == 3 + MOST_TRIES
    assert PushAddress.objects.get().failures == MOST_TRIES


def test_a_service_that_hangs_delays_nobody_else(town: Town, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "TOTAL_S", 0.2)
    service.hang_s = 30
    subscribes(town.medic, service)
    with push_service() as other:
        browser = subscribes(town.colleague, other)
        question = town.resident.asks(WORDS, risk=Risk.IMMINENT)
        town.follows()
        assert len(browser.got) == 1
        assert town.counsellor.told() == ["risk_3"]
        assert states(town.medic) == [Sent.GIVEN_UP]
        assert Delivery.objects.get(member=town.medic.member, way=Way.PUSH).fault == "timeout"
        service.over.set()
        town.colleague.claims(question)


def test_who_failed_before_comes_last(town: Town, service: Service) -> None:
    subscribes(town.medic, service)
    PushAddress.objects.update(failures=7)
    tells(town, town.medic)
    assert ProcrastinateJob.objects.get(task_name="people.deliver").priority == -7


def test_a_worker_that_dies_after_the_service_took_it_sends_it_no_second_time(town: Town, service: Service) -> None:
    browser = subscribes(town.medic, service)
    tells(town, town.medic)
    key = Delivery.objects.get(way=Way.PUSH).pk
    town.follows()
    deliver(str(key))  # the job is run again
    assert len(browser.got) == 1


def test_a_worker_that_dies_before_is_followed_by_another(town: Town, service: Service) -> None:
    browser = subscribes(town.medic, service)
    tells(town, town.medic)
    key = Delivery.objects.get(way=Way.PUSH).pk
    assert begin_delivery(id=key, at=town.now) is not None  # and here it died
    deliver(str(key))  # too early: it might be alive
    assert browser.got == []
    town.at(town.now + seconds(15))
    deliver(str(key))
    assert (len(browser.got), states(town.medic)) == (1, [Sent.SENT])


def test_keys_that_do_not_work_end_it(town: Town, service: Service) -> None:
    subscribes(town.medic, service)
    row = PushAddress.objects.get()
    row.keys = '{"p256dh": "AAAA", "auth": "AAAA"}'
    row.save()
    tells(town, town.medic)
    town.follows()
    assert Delivery.objects.get(way=Way.PUSH).fault == "bad_keys"
    assert PushAddress.objects.get().ended_at is not None


def test_who_left_gets_nothing(town: Town, service: Service) -> None:
    subscribes(town.medic, service)
    tells(town, town.medic)
    town.medic.member.active = False
    town.medic.member.save()
    town.follows()
    assert (service.asked, states(town.medic)) == (0, [Sent.NOT_NEEDED])


# Quiet as soon as somebody has it -----------------------------------------------------------------------------------------
def test_in_hand_what_is_under_way_is_not_sent_and_phones_that_rang_are_told(town: Town, service: Service) -> None:
    rang = subscribes(town.medic, service)
    question = town.resident.asks(WORDS, topic=Topic.PSYCHOLOGICAL, risk=Risk.IMMINENT)
    town.follows()
    late = subscribes(town.counsellor, service)
    notify(town.counsellor.member, "late", question.pk, at=town.now, urgent=True)
    town.supervisor.claims(question)
    town.follows()
    assert late.got == []
    assert states(town.counsellor) == [Sent.NOT_NEEDED]
    call, calm = rang.got
    assert (calm["tag"], calm["silent"], call["silent"]) == (call["tag"], True, False)
    assert states(town.medic, what=What.IN_HAND) == [Sent.SENT]
    assert set(states(town.colleague, Way.PAGE)) == {Sent.NOT_NEEDED}


def test_taken_in_hand_while_it_was_on_its_way(town: Town, service: Service) -> None:
    browser = subscribes(town.medic, service)
    question = tells(town, town.medic, urgent=True)
    row = begin_delivery(id=Delivery.objects.get(way=Way.PUSH).pk, at=town.now)
    assert row is not None
    settle_notices(about_id=question.pk, at=town.now)
    end_delivery(delivery=row, result=TAKEN, at=town.now)
    town.follows()
    assert [said["silent"] for said in browser.got] == [True]


def test_what_rang_long_ago_is_not_told(town: Town, service: Service) -> None:
    browser = subscribes(town.medic, service)
    question = tells(town, town.medic)
    town.follows()
    settle_notices(about_id=question.pk, at=town.now + minutes(16))
    town.follows()
    assert len(browser.got) == 1


# On the page --------------------------------------------------------------------------------------------------------------
def test_a_page_that_shows_it_is_where_it_arrived(town: Town, settings: LazySettings) -> None:
    settings.DEMO = True
    tells(town, town.medic)
    assert states(town.medic, Way.PAGE) == [Sent.WAITING]
    page = town.browser(town.medic)
    page.get("/desk/paged")
    assert states(town.medic, Way.PAGE) == [Sent.ARRIVED]


# By e-mail ----------------------------------------------------------------------------------------------------------------
class Box:
    """What a mail server took in; `says` is its answer to the next recipients."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.says: list[str] = []

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        if self.says:
            return self.says.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        await asyncio.sleep(0)
        return "250 OK"


@pytest.fixture
def box(settings: LazySettings) -> Iterator[Box]:
    found = Box()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(found, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_ON, settings.EMAIL_BACKEND = True, "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.DEFAULT_FROM_EMAIL, settings.ADDRESS = "anxin@example.org", "https://help.example.org"
    try:
        yield found
    finally:
        server.stop()


def wants_mail(
    staff: Staff, *, email: bool = True, only_urgent: bool = False, address: str = "lin@example.org"
) -> None:
    choose_reach(
        member=staff.member, push=True, email=email, only_urgent=only_urgent, address=address, by=staff.member, at=nine
    )
    staff.member.account.refresh_from_db()


def test_a_mail_says_what_about_and_nothing_private(town: Town, box: Box) -> None:
    wants_mail(town.medic)
    question = tells(town, town.medic, urgent=True)
    town.follows()
    (mail,) = box.mails
    assert (mail["To"], mail["From"]) == ("lin@example.org", "anxin@example.org")
    assert mail.get_content_type() == "text/plain"
    text = mail.get_content()
    assert f"https://help.example.org/desk/q/{question.pk}" in text
    assert WORDS not in text
    assert states(town.medic, Way.EMAIL) == [Sent.SENT]


def test_in_her_own_language(town: Town, box: Box) -> None:
    wants_mail(town.medic)
    town.medic.member.account.language = "en"
    town.medic.member.account.save()
    tells(town, town.medic)
    town.follows()
    assert box.mails[0]["Subject"] == "News from the desk"


def test_a_mail_server_that_says_not_now_and_one_that_says_never(town: Town, box: Box) -> None:
    wants_mail(town.medic)
    box.says = ["451 try later"]
    tells(town, town.medic)
    town.follows()
    assert (len(box.mails), states(town.medic, Way.EMAIL)) == (1, [Sent.SENT])
    box.says = ["550 nobody of that name"]
    tells(town, town.medic, "answer_soon")
    town.follows()
    assert states(town.medic, Way.EMAIL) == [Sent.SENT, Sent.FAILED]
    assert Delivery.objects.filter(way=Way.EMAIL).latest("made_at", "id").fault == "refused"


def test_off_by_default(town: Town, settings: LazySettings) -> None:
    assert not settings.EMAIL_ON
    wants_mail(town.medic)
    tells(town, town.medic)
    assert states(town.medic, Way.EMAIL) == []


# Her hours and her choices ------------------------------------------------------------------------------------------------
def test_outside_her_shift_only_danger_reaches_her(town: Town, service: Service) -> None:
    browser = subscribes(town.coordinator, service)
    town.coordinator.checks_out()
    tells(town, town.coordinator)
    town.follows()
    assert browser.got == []
    town.medic.checks_out()
    town.colleague.checks_out()
    town.counsellor.checks_out()
    town.resident.asks("不想活了", topic=Topic.PSYCHOLOGICAL, risk=Risk.IMMINENT)
    town.ticks()
    town.ticks(nine + seconds(30))
    assert len(browser.got) == 1


def test_on_call_is_her_hour_too(town: Town, service: Service) -> None:
    browser = subscribes(town.supervisor, service)
    town.supervisor.checks_out()
    tells(town, town.supervisor, "second_asked")
    town.follows()
    assert len(browser.got) == 1


def test_only_what_is_urgent(town: Town, service: Service) -> None:
    browser = subscribes(town.medic, service)
    wants_mail(town.medic, only_urgent=True)
    tells(town, town.medic)
    assert states(town.medic) == []
    tells(town, town.medic, "answer_soon", urgent=True)
    town.follows()
    assert len(browser.got) == 1


def test_the_log_is_kept_for_ninety_days(town: Town) -> None:
    tells(town, town.medic)
    assert forget_deliveries(nine + KEPT) == 0
    assert forget_deliveries(nine + KEPT + timedelta(seconds=1)) == 1
    assert days(90) == KEPT
