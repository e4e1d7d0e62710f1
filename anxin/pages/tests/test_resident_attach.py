"""Photos and voice notes from a resident's phone, with scripts and without."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from anxin.conversations.models import Attachment, Message
from anxin.desk.kinds import State
from anxin.desk.models import Question
from anxin.pages.tests.resident_phone import Phone, path_of, text_of
from tests import media
from tests.town import Town, days, minutes, nine


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANXIN_FILES", str(tmp_path / "files"))


@pytest.fixture
def question(town: Town) -> Question:
    """One that the medic has answered."""
    asked = town.resident.asks()
    town.medic.claims(asked, at=nine + minutes(1))
    town.medic.answers(asked, at=nine + minutes(2))
    return asked


def file(data: bytes | None = None, name: str = "照片.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, media.photo() if data is None else data)


def sends(phone: Phone, question: Question, *files: SimpleUploadedFile, **fields: str) -> Any:
    """The plain form of her question's page."""
    page, action = path_of(question), f"{path_of(question)}/attach"
    return phone.client.post(action, {**phone.fields(page, action), **fields, "files": list(files)})


def test_a_photo_and_a_recording_stand_in_the_talk_of_both(town: Town, question: Question) -> None:
    phone = Phone(town, town.resident)
    response = sends(phone, question, file(), file(media.voice(), "录音.webm"))
    assert (response.status_code, response["Location"]) == (303, f"{path_of(question)}#next")
    page = text_of(phone.opens(path_of(question)))
    photo, voice = Attachment.objects.order_by("kind")
    assert f'src="/attachments/{photo.pk}/thumb"' in page
    assert f'src="/attachments/{voice.pk}"' in page
    assert "Photo from me" in page
    assert "Voice note, 3 seconds" in page or "Voice note, 2 seconds" in page
    assert phone.client.get(f"/attachments/{photo.pk}").status_code == 200
    assert town.fresh(question).state == State.CLAIMED  # it is her helper's turn again
    thread = text_of(town.browser(town.medic).get(f"/desk/huzhu/q/{question.pk}"))
    assert f'src="/attachments/{photo.pk}/thumb"' in thread


def test_a_form_sent_twice_is_one_message(town: Town, question: Question) -> None:
    phone = Phone(town, town.resident)
    action = f"{path_of(question)}/attach"
    hidden = phone.fields(path_of(question), action)
    for _again in range(2):
        assert phone.client.post(action, {**hidden, "files": [file()]}).status_code == 303
    headers = {"X-CSRFToken": hidden["csrfmiddlewaretoken"], "X-Requested-With": "fetch"}
    fragment = phone.client.post(action, {"key": hidden["key"], "files": [file()]}, headers=headers)
    assert fragment.status_code == 200
    assert text_of(fragment).count("<img") == 1
    assert Message.objects.filter(code="attached").count() == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04" + b"x" * 400, "neither a photo nor a voice note"),
        (media.header_of_fifty_megapixels(), "more than 40 million pixels"),
        (b"OggS" + media.zipped(), "not a sound recording"),
    ],
)
def test_a_refusal_stands_on_her_page_and_nothing_was_sent(
    town: Town, question: Question, data: bytes, words: str
) -> None:
    phone = Phone(town, town.resident)
    response = sends(phone, question, file(data))
    assert response.status_code == 422
    assert words in text_of(response)
    assert f'action="{path_of(question)}/attach"' in text_of(response)
    assert not Attachment.objects.exists()


def test_without_a_file_the_next_step_is_named(town: Town, question: Question) -> None:
    response = sends(Phone(town, town.resident), question)
    assert response.status_code == 422
    assert "Choose one first" in text_of(response)


def test_a_photo_opens_what_was_closed_and_not_what_ended_long_ago(town: Town, question: Question) -> None:
    town.medic.closes(question, at=nine + minutes(5))
    phone = Phone(town, town.resident)
    town.now = nine + minutes(6)
    assert sends(phone, question, file()).status_code == 303
    assert town.fresh(question).state == State.CLAIMED
    town.medic.answers(question)
    town.medic.closes(question)
    action, hidden = f"{path_of(question)}/attach", phone.fields(path_of(question), f"{path_of(question)}/attach")
    town.now = nine + days(8)
    assert phone.client.post(action, {**hidden, "files": [file()]}).status_code == 409
    assert Attachment.objects.count() == 1


def test_another_phone_does_not_find_the_question(town: Town, question: Question) -> None:
    phone = Phone(town, town.neighbour)
    phone.opens()
    token = phone.client.cookies["csrftoken"].value
    response = phone.client.post(f"{path_of(question)}/attach", {"files": [file()]}, headers={"X-CSRFToken": token})
    assert response.status_code == 404
    assert not Attachment.objects.exists()
    assert phone.client.get(f"{path_of(question)}/attach").status_code == 404


def test_the_page_to_ask_says_that_photos_can_follow(town: Town) -> None:
    assert "Photos and voice notes can follow right after" in text_of(Phone(town).opens())
