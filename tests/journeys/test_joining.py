"""From the recruiting page to being on duty, over HTTP, as a stranger with a phone and a coordinator do it."""

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from anxin.core.models import Look
from anxin.people.actions.drives import open_drive
from anxin.people.actions.starter import take_over_course, take_over_pledge
from anxin.people.joining_jobs import forget_old_applications
from anxin.people.kinds import Applying, Checked, Profession, Standing
from anxin.people.models import Application, Credential, CredentialKind, Drive, Member, Notice
from anxin.people.rules.joining import KEPT
from anxin.rota.actions import check_in
from tests.media import photo
from tests.town import Town, days, hours, nine, refused

SAID = {
    "name": "王小美", "phone": "138 0013 8000", "profession": "counsellor", "languages": ["mandarin", "xiang"],
    "times": ["0-morning", "5-evening"], "why": "我也在隔离中被照顾过。", "agrees": "on", "key": "k1",
}  # fmt: skip
PASSWORD = "一句好记的话 and 9"


@pytest.fixture
def open_town(town: Town, settings: Any) -> Town:
    """The town with an open drive, the starter course published, the starter pledge, and a credential for counsellors."""
    settings.DEMO = True
    chen = town.coordinator.member
    drive = open_drive(
        slug="spring", title="春天的志愿者", text="每周 **半天**。\n\n- 接电话", professions=[], opens_at=nine, closes_at=None,
        by=chen, at=nine,
    )  # fmt: skip
    town.drive = drive  # type: ignore[attr-defined]
    CredentialKind.objects.create(
        organisation=town.organisation,
        name="心理咨询师证",
        professions=[Profession.COUNSELLOR],
        expires=False,
        made_at=nine,
    )
    return town


def page(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.content.decode()[:2000]
    return str(response.content.decode())


def apply(client: Client, **more: Any) -> str:
    """Send the form; gives the address of her own page."""
    response = client.post("/join/spring", SAID | more)
    assert response.status_code == 303, response.content.decode()[:3000]
    return str(response.headers["Location"])


def test_a_stranger_comes_to_her_first_duty(open_town: Town) -> None:
    town, phone, chen = open_town, Client(), open_town.browser(open_town.coordinator)
    page(chen.post("/people/courses/starter", follow=True))
    course = town.organisation.course_set.get()
    page(chen.post(f"/people/courses/{course.pk}/act/publish", follow=True))
    page(chen.post("/people/courses/pledge/starter", follow=True))

    words = page(phone.get("/join/spring"))
    assert "<strong>半天</strong>" in words
    mine = apply(phone)
    assert 'data-state="sent"' in page(phone.get(mine))
    town.follows()
    application = Application.objects.get()
    assert Notice.objects.filter(code="application_sent", seen_at=None).count() == 1

    kind = CredentialKind.objects.get()
    bad = SimpleUploadedFile("证.jpg", b"%PDF-1.7 not a photo", "image/jpeg")
    told = page(phone.post(f"{mine}/certificate", {"kind": kind.pk, "number": "C-778899", "file": bad}), 422)
    assert 'value="C-778899"' in told
    assert 'id="id_file_error"' in told
    good = SimpleUploadedFile("证.jpg", photo(), "image/jpeg")
    assert phone.post(f"{mine}/certificate", {"kind": kind.pk, "number": "C-778899", "file": good}).status_code == 302

    about = f"/people/applications/{application.pk}"
    screened = page(chen.get(about))
    assert "13800138000" not in screened
    assert "138****8000" in screened
    assert "13800138000" in page(chen.post(about))
    assert sorted(Look.objects.filter(about_id=application.pk).values_list("reason", flat=True)) == [
        "phone",
        "screening",
    ]
    page(chen.post(f"{about}/act/take", follow=True))
    assert Notice.objects.filter(code="application_sent", seen_at=None).count() == 0
    page(chen.post(f"{about}/act/note", {"text": "电话里很温和"}, follow=True))
    taken = {"name": "王老师", "profession": "counsellor", "campaigns": [str(town.campaign.pk)]}
    page(chen.post(f"{about}/take-on", taken, follow=True))

    assert 'data-state="taken_on"' in page(phone.get(mine))
    told = page(phone.post(f"{mine}/account", {"username": "lin", "password": PASSWORD}), 409)
    assert 'id="id_username_error"' in told
    start = phone.post(f"{mine}/account", {"username": "wang.xiaomei", "password": PASSWORD})
    assert start.headers["Location"] == "/people/start"
    member = Member.objects.get(name="王老师")
    assert member.standing == Standing.LEARNING
    assert phone.get("/").headers["Location"] == "/people/start"
    town.follows()
    with refused("not_serving"):
        check_in(campaign=town.campaign, member=member, by=member, at=nine)

    learn(phone, course)
    ticks = {"point": [str(n) for n in range(8)], "text": str(town.organisation.pledgetext_set.get().pk)}
    page(phone.post("/people/pledge", ticks | {"point": ["0"]}), 422)
    assert phone.post("/people/pledge", ticks).headers["Location"] == "/people/start"
    member.refresh_from_db()
    assert member.standing == Standing.LEARNING  # her certificate waits
    credential = Credential.objects.get(member=member)
    Credential.objects.filter(pk=credential.pk).update(state=Checked.WAITING)
    page(chen.post(f"/people/credentials/{credential.pk}/", {"valid": "on"}, follow=True))
    town.follows()
    member.refresh_from_db()
    assert member.standing == Standing.SERVING
    assert check_in(campaign=town.campaign, member=member, by=member, at=nine).out_at is None
    assert "/desk/" in phone.get("/").headers["Location"]
    names = {each for row in (application, member) for each in town.names_of(row)}
    assert {
        "application.sent",
        "application.in_hand",
        "application.taken_on",
        "account.opened",
        "member.serves",
    } <= names


def learn(phone: Client, course: Any) -> None:
    """Read every lesson; fail the quiz once; pass it."""
    for lesson in course.lessons.all():
        page(phone.get(f"/people/learn/{course.pk}/lessons/{lesson.pk}"))
        assert phone.post(f"/people/learn/{course.pk}/lessons/{lesson.pk}").status_code == 302
    quiz = f"/people/learn/{course.pk}/quiz"
    questions = list(course.questions.all())
    wrong = {f"q-{q.pk}": [str(n) for n, c in enumerate(q.choices) if not c["right"]][:1] for q in questions}
    right = {f"q-{q.pk}": [str(n) for n, c in enumerate(q.choices) if c["right"]] for q in questions}
    first = f"q-{questions[0].pk}"
    kept = page(phone.post(quiz, {key: value for key, value in right.items() if key != first}), 422)
    assert kept.count(" checked") == sum(len(value) for key, value in right.items() if key != first)
    told = page(phone.post(quiz, wrong, follow=True))
    assert 'data-passed="no"' in told
    assert "志愿者不谈用药" in told
    assert 'data-passed="yes"' in page(phone.post(quiz, right, follow=True))
    course.questions.first().delete()  # the course changes afterwards: she has passed
    assert "data-passed" not in page(phone.get("/people/start"))


def test_faults_stand_beside_the_fields_and_nothing_typed_is_lost(open_town: Town) -> None:
    phone = Client()
    told = page(phone.post("/join/spring", {**SAID, "phone": "12345", "agrees": "", "name": ""}), 422)
    for name in ("name", "phone", "agrees"):
        assert f'id="id_{name}_error"' in told
    assert "我也在隔离中被照顾过。" in told
    assert re.search(r'value="5-evening" checked', told)
    assert 'value="12345"' in told
    assert Application.objects.count() == 0


def test_the_same_phone_is_led_to_her_first_application_and_a_stranger_learns_nothing(open_town: Town) -> None:
    hers, stranger = Client(), Client()
    mine = apply(hers)
    again = apply(hers, key="k2", phone="+86 138-0013-8000", name="小美")
    assert again == f"{mine}?again=1"
    assert Application.objects.count() == 1
    other = apply(stranger)
    assert other.split("?")[0] != mine
    assert "?" not in other
    assert "第一" not in page(stranger.get(other))
    about = Application.objects.order_by("sent_at", "id").last()
    first = Application.objects.order_by("sent_at", "id").first()
    assert about is not None
    assert first is not None
    chen = open_town.browser(open_town.coordinator)
    page(chen.post(f"/people/applications/{about.pk}/act/together", {"first": first.pk}, follow=True))
    about.refresh_from_db()
    assert about.state == Applying.WITHDRAWN
    assert 'data-state="sent"' in page(hers.get(mine))


def test_sent_twice_with_one_key_is_sent_once(open_town: Town) -> None:
    phone = Client()
    phone.get("/join/spring")
    phone.cookies["csrftoken"] = "x" * 32
    first = apply(phone)
    phone.cookies.pop(next(name for name in phone.cookies if name.startswith("anxin_j_")))  # the answer never arrived
    assert apply(phone) == first
    assert Application.objects.count() == 1


def test_taking_it_back_and_being_refused_are_erased_after_90_days(open_town: Town) -> None:
    town, one, two = open_town, Client(), Client()
    mine, other = apply(one), apply(two, phone="13900139000")
    one.post(f"{mine}/withdraw")
    assert 'data-state="withdrawn"' in page(one.get(mine))
    row = Application.objects.get(state=Applying.SENT)
    chen = town.browser(town.coordinator)
    page(chen.post(f"/people/applications/{row.pk}/act/refuse", {"text": ""}), 422)
    page(chen.post(f"/people/applications/{row.pk}/act/refuse", {"text": "这次名额满了，谢谢您。"}, follow=True))
    assert "这次名额满了" in page(two.get(other))
    assert forget_old_applications(town.now + KEPT) == 0
    assert forget_old_applications(town.now + KEPT + hours(1)) == 2
    assert forget_old_applications(town.now + KEPT + days(1)) == 0
    row.refresh_from_db()
    assert (row.name, row.phone, row.why, row.reason) == ("", "", None, None)
    assert two.get(other).status_code == 404
    assert Drive.objects.get().applications.count() == 2
    assert "王小美" not in page(chen.get(f"/people/applications/{row.pk}"))


def test_who_may_and_who_may_not(open_town: Town) -> None:
    town, phone = open_town, Client()
    apply(phone)
    row = Application.objects.get()
    take_over_course(by=town.coordinator.member, at=nine)
    take_over_pledge(by=town.coordinator.member, at=nine)
    course = town.organisation.course_set.get()
    ours = [
        f"/people/applications/{row.pk}", f"/people/applications/{row.pk}/take-on", f"/people/recruiting/{row.drive_id}",
        f"/people/courses/{course.pk}", f"/people/courses/{course.pk}/settings", f"/people/recruiting/{row.drive_id}/qr.svg",
    ]  # fmt: skip
    for path in ours:
        assert town.browser(town.coordinator).get(path).status_code == 200, path
        assert town.browser(town.medic).get(path).status_code == 403, path
        assert town.browser(town.stranger).get(path).status_code == 404, path
    for path in ("/people/recruiting/", "/people/courses/", "/people/recruiting/new", "/people/courses/pledge",
                 "/people/courses/new"):  # fmt: skip
        page(town.browser(town.coordinator).get(path))
        assert town.browser(town.medic).get(path).status_code == 403, path
    assert town.browser(town.medic).get(f"/people/learn/{course.pk}").status_code == 404  # a draft
    page(town.browser(town.coordinator).get(f"/people/learn/{course.pk}"))
    assert "王小美" not in page(town.browser(town.stranger).get("/people/recruiting/"))
    assert phone.get("/join/mine/wrong-key").status_code == 404
    page(town.browser(town.medic).get("/people/start"))


def test_a_coordinator_runs_a_drive_and_writes_a_course(open_town: Town) -> None:
    town, chen = open_town, open_town.browser(open_town.coordinator)
    said = {"title": "夏天", "slug": "spring", "text": "", "opens_on": "2026-03-05", "closes_on": "2026-03-01"}
    assert 'id="id_closes_on_error"' in page(chen.post("/people/recruiting/new", said), 422)
    assert 'id="id_slug_error"' in page(chen.post("/people/recruiting/new", said | {"closes_on": ""}), 422)
    page(chen.post("/people/recruiting/new", said | {"slug": "summer", "closes_on": "2026-03-05"}, follow=True))
    drive = Drive.objects.get(slug="summer")
    page(Client().get("/join/summer"))
    page(chen.post(f"/people/recruiting/{drive.pk}/close", follow=True))
    assert 'id="apply"' not in page(Client().get("/join/summer"))
    assert Client().post("/join/summer", SAID).status_code == 409
    page(chen.post(f"/people/recruiting/{drive.pk}/reopen", follow=True))
    page(chen.post(f"/people/recruiting/{drive.pk}/change", said | {"closes_on": ""}, follow=True))

    page(chen.post("/people/courses/new", {"title": "接电话", "pass_mark": "50", "required": "on"}, follow=True))
    course = town.organisation.course_set.get()
    base = f"/people/courses/{course.pk}"
    page(chen.post(f"{base}/act/publish"), 409)
    upload = {"file": io.BytesIO(photo())}
    page(chen.post(f"{base}/act/picture", upload, follow=True))
    picture = course.pictures.get()
    text = (
        f"<script>alert(1)</script>\n\n![图](picture:{picture.pk}) ![外](https://x.example/a.png)\n\n[点](javascript:x)"
    )
    page(chen.post(f"{base}/lessons/new", {"title": "一", "text": text}, follow=True))
    shown = page(chen.get(f"/people/learn/{course.pk}/lessons/{course.lessons.get().pk}"))
    assert f'src="/people/pictures/{picture.pk}"' in shown
    assert "<script>alert" not in shown
    assert "x.example" not in shown
    assert 'href="javascript' not in shown
    assert chen.get(f"/people/pictures/{picture.pk}")["Content-Type"] == "image/jpeg"
    assert town.browser(town.stranger).get(f"/people/pictures/{picture.pk}").status_code == 404
    wrong = {"text": "?", "text_0": "a", "text_1": "b", "right_0": "on"}
    assert 'value="a"' in page(chen.post(f"{base}/questions/new", wrong), 422)
    page(chen.post(f"{base}/questions/new", wrong | {"why_1": "因为"}, follow=True))
    page(chen.post(f"{base}/act/publish", follow=True))
    page(chen.post(f"{base}/act/end", follow=True))
