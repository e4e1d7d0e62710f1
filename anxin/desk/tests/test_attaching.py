"""Photos and voice notes of a question: sent once, counted, opened only by those who may read it."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from anxin.clients.access import cookie_name
from anxin.conversations import attachments
from anxin.conversations.models import Attachment, Message
from anxin.core import clock, flood
from anxin.core.files import vault
from anxin.core.files.sniff import Kind
from anxin.core.files.workshop import Made
from anxin.core.models import Look
from anxin.core.tests.test_files import no_file_larger_than
from anxin.desk.kinds import State
from anxin.desk.models import Question
from tests import media
from tests.at_once import at_once
from tests.caller import API, Caller, assert_problem, said
from tests.town import Town, hours, minutes, nine, refused

TINY = Made(Kind.PHOTO, "image/jpeg", (b"picture", b"small"), 4, 3)


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Path:
    monkeypatch.setenv("ANXIN_FILES", str(tmp_path / "files"))
    settings.DEMO = True  # no second factor
    return tmp_path / "files"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are not made anew, where a test sends hundreds."""
    monkeypatch.setattr(attachments, "remake", lambda file: TINY)


@pytest.fixture
def question(town: Town) -> Question:
    """One that the medic has taken."""
    asked = town.resident.asks()
    town.medic.claims(asked, at=nine + minutes(1))
    return asked


def upload(data: bytes | None = None, name: str = "IMG_0001.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, media.photo() if data is None else data, "image/jpeg")


def send(token: str, question: Question, *files: SimpleUploadedFile, key: str = "", text: str = "") -> Any:
    headers = {"Authorization": f"Bearer {token}"} | ({"Idempotency-Key": key} if key else {})
    where = f"{API}/questions/{question.pk}/attachments"
    return Client(raise_request_exception=False).post(where, {"files": list(files), "text": text}, headers=headers)


def kept(store: Path) -> list[Path]:
    return [path for path in store.rglob("*") if path.is_file()]


def test_a_resident_sends_photos_and_a_voice_note_in_one_message(town: Town, question: Question, store: Path) -> None:
    town.medic.answers(question, at=nine + minutes(3))
    response = send(town.resident.token, question, upload(), upload(media.voice(), "v.webm"), text="手上这里")
    assert response.status_code == 201, response.content
    body = said(response)
    assert (body["by"], body["text"], len(body["attachments"])) == ("resident", "手上这里", 2)
    photo, voice = body["attachments"]
    assert (photo["kind"], photo["type"], photo["width"], photo["height"]) == ("photo", "image/jpeg", 480, 640)
    assert photo["thumb_url"] == photo["url"] + "/thumb"
    assert (voice["kind"], voice["type"], voice["thumb_url"]) == ("voice", "audio/mp4", None)
    assert voice["seconds"] == pytest.approx(2, abs=0.2)
    assert len(kept(store)) == 3
    assert not any(b"JFIF" in path.read_bytes() or b"ftyp" in path.read_bytes() for path in kept(store))
    # It counts as writing back: her helper's clock runs again.
    fresh = town.fresh(question)
    assert (fresh.state, fresh.due_at is not None) == (State.CLAIMED, True)
    assert town.names_of(question)[-1] == "question.written_back"
    listed = said(Caller(town.resident.token).get(f"/questions/{question.pk}/messages"))["items"]
    assert [len(each["attachments"]) for each in listed] == [0, 0, 2]


def test_photos_need_no_words_and_staff_answer_with_them(town: Town, question: Question) -> None:
    response = send(town.medic.token(), question, upload())
    assert response.status_code == 201
    assert (said(response)["text"], said(response)["by"]) == ("", "staff")
    fresh = town.fresh(question)
    assert (fresh.state, fresh.first_answer_at) == (State.AWAITING_RESIDENT, town.now)


def test_a_colleague_cannot_answer_with_a_photo_and_nothing_is_kept(
    town: Town, question: Question, store: Path
) -> None:
    assert_problem(send(town.colleague.token(), question, upload()), 409, code="not_yours")
    assert_problem(send(town.stranger.token(), question, upload()), 404)
    assert_problem(send(town.neighbour.token, question, upload()), 404)
    assert not kept(store)
    assert not Attachment.objects.exists()


def test_the_same_key_twice_is_one_message_and_one_file(town: Town, question: Question, store: Path) -> None:
    first, second = (send(town.resident.token, question, upload(), key="k1") for _each in range(2))
    assert said(first)["id"] == said(second)["id"]
    assert len(kept(store)) == 2
    assert Attachment.objects.count() == 1
    other = send(town.resident.token, question, upload(media.photo(100, 100)), key="k1")
    assert_problem(other, 422, code="key_reused")
    assert len(kept(store)) == 2


@pytest.mark.parametrize(
    ("data", "code", "status"),
    [
        (media.zipped(), "not_taken", 422),
        (b"\x1a\x45\xdf\xa3" + media.zipped(), "not_a_voice", 422),
        (b"\xff\xd8\xff\xe0" + b"not a photo" * 90, "not_a_photo", 422),
        (media.fifty_megapixels(), "too_many_pixels", 422),
        (b"\xff\xd8\xff" + b"\0" * 10_000_001, "file_too_big", 413),
    ],
    ids=["zip", "zip as voice", "fake", "50 megapixels", "too big"],
)
def test_a_bad_file_is_refused_with_the_good_ones_beside_it(
    town: Town, question: Question, store: Path, data: bytes, code: str, status: int
) -> None:
    before = town.names_of(question)
    response = send(town.resident.token, question, upload(), upload(data), text="看")
    assert_problem(response, status, code=code)
    assert not kept(store)
    assert town.names_of(question) == before


def test_ten_files_and_two_hundred_at_once_are_refused(town: Town, question: Question, quick: None) -> None:
    for many in (10, 200):
        response = send(town.resident.token, question, *(upload(b"x") for _each in range(many)))
        assert_problem(response, 422, code="too_many_files")
    assert_problem(send(town.resident.token, question), 422)
    assert not Attachment.objects.exists()


def test_a_talk_holds_so_many_in_an_hour_and_so_many_in_all(
    town: Town, question: Question, store: Path, quick: None, settings: Any
) -> None:
    settings.FILES_PER_QUESTION = 40
    for _each in range(5):
        assert send(town.resident.token, question, *(upload(b"x") for _each in range(6))).status_code == 201
    flood.forget()
    response = send(town.resident.token, question, upload(b"x"))
    assert_problem(response, 409, code="attached_much")
    assert Attachment.objects.count() == 30
    assert len(kept(store)) == 60  # what was refused is dropped again
    town.now = nine + hours(2)
    for more, status in ((9, 201), (2, 409), (1, 201), (1, 409)):
        flood.forget()
        assert send(town.resident.token, question, *(upload(b"x") for _e in range(more))).status_code == status
    assert Attachment.objects.count() == 40


def test_who_sends_faster_than_anyone_could_look_has_to_wait(town: Town, question: Question, quick: None) -> None:
    answers = [send(town.resident.token, question, *(upload(b"x") for _e in range(9))) for _each in range(8)]
    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) > 0


# Opening --------------------------------------------------------------------------------------------------------------
@pytest.fixture
def photo(town: Town, question: Question) -> str:
    return str(said(send(town.resident.token, question, upload()))["attachments"][0]["url"])


def got(path: str, town: Town, who: Any = None, token: str = "", **headers: str) -> Any:
    browser = town.browser(who)
    if token:
        headers["Authorization"] = f"Bearer {token}"
    return browser.get(path, headers=headers)


def test_it_opens_for_those_who_may_read_the_words_and_for_nobody_else(town: Town, photo: str) -> None:
    for path in (photo, photo + "/thumb"):
        met = {
            "owner": got(path, town, town.medic),
            "supervisor": got(path, town, town.supervisor),
            "colleague": got(path, town, town.colleague),
            "coordinator": got(path, town, town.coordinator),
            "another organisation": got(path, town, town.stranger),
            "nobody": got(path, town),
            "who asked": got(path, town, token=town.resident.token),
            "neighbour": got(path, town, token=town.neighbour.token),
            "resident elsewhere": got(path, town, token=town.outsider.token),
        }
        assert {who: response.status_code for who, response in met.items()} == {
            "owner": 200, "supervisor": 200, "colleague": 403, "coordinator": 403, "another organisation": 404,
            "nobody": 404, "who asked": 200, "neighbour": 404, "resident elsewhere": 404,
        }  # fmt: skip
        shown = met["who asked"]
        assert shown["Content-Type"] == "image/jpeg"
        assert shown["Cache-Control"] == "private, no-store"
        assert shown["X-Content-Type-Options"] == "nosniff"
        assert shown["Content-Disposition"].startswith("inline")
        assert Image.open(io.BytesIO(shown.content)).format == "JPEG"


def test_the_phone_that_asked_opens_it_by_its_cookie(town: Town, photo: str) -> None:
    phone = Client()
    phone.cookies[cookie_name(town.organisation.pk)] = town.resident.token
    assert phone.get(photo).status_code == 200
    phone.cookies[cookie_name(town.organisation.pk)] = town.neighbour.token
    assert phone.get(photo).status_code == 404


def test_what_was_merged_opens_for_who_has_the_whole(town: Town, photo: str, question: Question) -> None:
    whole = town.resident.asks("还有一件事")
    Question.objects.filter(pk=question.pk).update(
        state=State.CLOSED, closed_at=town.now, merged_into=whole, due_at=None, owner=None
    )
    Question.objects.filter(pk=whole.pk).update(
        state=State.CLAIMED, owner=town.colleague.member, offered_to=None, offered_until=None
    )
    assert got(photo, town, town.colleague).status_code == 200


def test_a_look_is_kept_once_for_all_the_parts_of_a_recording(town: Town, question: Question) -> None:
    url = said(send(town.resident.token, question, upload(media.voice(), "v.webm")))["attachments"][0]["url"]
    whole = got(url, town, town.medic)
    assert (whole.status_code, whole["Accept-Ranges"]) == (200, "bytes")
    first = got(url, town, town.medic, Range="bytes=0-1")
    rest = got(url, town, town.medic, Range="bytes=2-")
    assert (first.status_code, rest.status_code) == (206, 206)
    assert rest["Content-Range"] == f"bytes 2-{len(whole.content) - 1}/{len(whole.content)}"
    assert first.content + rest.content == whole.content
    looks = Look.objects.filter(about_kind="conversations.attachment", actor_id=town.medic.member.pk)
    assert looks.count() == 2
    assert got(url + "/thumb", town, town.medic).status_code == 404  # a sound has none


def test_an_attachment_that_is_not_there(town: Town) -> None:
    assert got(f"/attachments/{UUID(int=7)}", town, town.medic).status_code == 404


def test_a_file_that_is_lost_says_so_and_the_thread_still_opens(town: Town, photo: str, store: Path) -> None:
    for path in kept(store):
        path.unlink()
    assert got(photo, town, town.medic).status_code == 503
    question = Question.objects.get()
    assert town.browser(town.medic).get(f"/desk/huzhu/q/{question.pk}").status_code == 200


# The desk's page ------------------------------------------------------------------------------------------------------
def test_staff_send_a_photo_from_the_page_with_and_without_scripts(town: Town, question: Question) -> None:
    browser, where = town.browser(town.medic), f"/desk/huzhu/q/{question.pk}"
    assert f'action="{where}/attach"' in browser.get(where).content.decode()
    plain = browser.post(f"{where}/attach", {"files": upload(), "key": "a"})
    assert (plain.status_code, plain["Location"]) == (302, where)
    headers = {"X-Requested-With": "fetch", "Idempotency-Key": "a"}
    again = browser.post(f"{where}/attach", {"files": upload()}, headers=headers)
    assert again.status_code == 200
    assert again.content.decode().count("<img") == 1
    assert Attachment.objects.count() == 1
    fake = browser.post(f"{where}/attach", {"files": upload(b"x")})
    assert fake.status_code == 422
    assert "neither a photo" in fake.content.decode() or "不是" in fake.content.decode()
    assert browser.get(f"{where}/attach").status_code == 302


# When things go wrong -------------------------------------------------------------------------------------------------
def test_a_full_store_refuses_the_photo_and_keeps_the_words(
    town: Town, question: Question, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = town.names_of(question)
    small = media.photo(300, 200)  # fits in memory on its way; only what is kept has no room
    with no_file_larger_than(4_000):
        response = send(town.resident.token, question, upload(small), text="看")
    assert_problem(response, 507, code="files_full")
    assert not kept(store)
    assert town.names_of(question) == before
    town.resident.writes_back(question, "写下来也可以")
    assert town.names_of(question)[-1] == "question.written_back"


class Crash(Exception):
    """The process ends here."""


def test_a_crash_between_file_and_row_leaves_a_file_that_is_swept_and_never_a_row(
    town: Town, question: Question, store: Path, photo: str
) -> None:
    with pytest.raises(Crash), attachments.received([io_file()], town.organisation.pk, nine):
        raise Crash
    assert (len(kept(store)), Attachment.objects.count()) == (4, 1)
    assert attachments.sweep(clock.now()) == 0  # it may still be waiting for its row
    later = max(clock.now(), _written(store)) + timedelta(days=2)
    assert attachments.sweep(later) == 2
    assert len(kept(store)) == 2
    assert got(photo, town, town.medic).status_code == 200
    Attachment.objects.all().delete()
    assert attachments.sweep(later) == 2


def test_the_sweep_touches_nothing_of_others(town: Town, store: Path) -> None:
    for place in ("doctor/x", f"{UUID(int=5)}/20260305/{UUID(int=6)}", f"{town.organisation.pk}/20260305/notes.txt"):
        vault.keep(place, b"x")
    part = store / str(town.organisation.pk) / "20260305" / ".part-abc"
    part.write_bytes(b"half")
    assert attachments.sweep(_written(store) + timedelta(days=2)) == 1
    assert not part.exists()
    assert len(kept(store)) == 3


def test_two_sends_of_one_key_at_the_same_moment_are_one(
    busy_town: Town, store: Path, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = busy_town.resident.asks()
    token = busy_town.resident.token
    answers = at_once(*([lambda: send(token, question, upload(b"x"), key="k").status_code] * 3))
    assert answers == [201, 201, 201]
    assert (Attachment.objects.count(), Message.objects.filter(code="attached").count(), len(kept(store))) == (1, 1, 2)


def test_two_at_once_do_not_pass_the_limit_together(busy_town: Town, store: Path, quick: None, settings: Any) -> None:
    settings.FILES_PER_HOUR = 10
    question = busy_town.resident.asks()
    token = busy_town.resident.token
    six = lambda: send(token, question, *(upload(b"x") for _e in range(6))).status_code  # noqa: E731
    assert sorted(at_once(six, six)) == [201, 409]
    assert (Attachment.objects.count(), len(kept(store))) == (6, 12)


def io_file() -> Any:
    file = io.BytesIO(media.photo())
    file.size = len(media.photo())  # type: ignore[attr-defined]
    return file


def _written(store: Path) -> Any:
    return max(when for _place, when in vault.store().places())


def test_the_words_are_judged_as_ever(town: Town, question: Question, quick: None) -> None:
    assert_problem(send(town.resident.token, question, upload(b"x"), text="长" * 5001), 422, code="too_long")
    with refused("empty"):
        town.resident.writes_back(question, " ")
