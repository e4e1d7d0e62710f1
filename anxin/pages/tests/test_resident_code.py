"""Coming back from another phone, and what leads people to the page."""

import re

from anxin.core import flood
from anxin.desk.limits import CODES_PER_HOUR
from anxin.pages.tests.resident_phone import Phone, path_of, text_of
from tests.town import Town


def make_code(phone: Phone, page: str) -> str:
    hidden = phone.fields(page, "/c/huzhu/code")
    shown = text_of(phone.client.post("/c/huzhu/code", hidden))
    found = re.search(r'id="code"[^>]*>([2-9A-Z]{5} [2-9A-Z]{5})<', shown)
    assert found
    return found[1]


def test_another_phone_comes_back_with_the_code(town: Town) -> None:
    question = town.resident.asks()
    code = make_code(Phone(town, town.resident), path_of(question))
    other = Phone(town)
    hidden = other.fields("/c/huzhu/back", "/c/huzhu/back")
    answer = other.client.post("/c/huzhu/back", {**hidden, "code": f" {code.lower()} "})
    assert (answer.status_code, answer["Location"]) == (303, "/c/huzhu#mine")
    assert "血压150/95" in text_of(other.opens())
    assert other.opens(path_of(question)).status_code == 200


def test_a_new_code_ends_the_old_one(town: Town) -> None:
    question, phone = town.resident.asks(), Phone(town, town.resident)
    old = make_code(phone, path_of(question))
    make_code(phone, path_of(question))
    other = Phone(town)
    answer = other.client.post("/c/huzhu/back", {**other.fields("/c/huzhu/back", "/c/huzhu/back"), "code": old})
    assert answer.status_code == 422
    assert "No one is known by this code." in text_of(answer)


def test_codes_cannot_be_guessed(town: Town) -> None:
    phone = Phone(town, address="10.0.0.66")
    hidden = phone.fields("/c/huzhu/back", "/c/huzhu/back")
    tries = ["", "A", "a\0b", "<script>", "9" * 5000, *["ABCDEFGHJK"] * CODES_PER_HOUR]
    answers = [phone.client.post("/c/huzhu/back", {**hidden, "code": code}).status_code for code in tries]
    assert answers == [422] * CODES_PER_HOUR + [429] * 5
    page = phone.client.post("/c/huzhu/back", {**hidden, "code": "ABCDEFGHJK"})
    assert "Please wait" in text_of(page)
    flood.forget()


def test_a_phone_that_is_not_known_has_no_code(town: Town) -> None:
    phone = Phone(town)
    hidden = phone.fields("/c/huzhu/back", "/c/huzhu/back")
    assert phone.client.post("/c/huzhu/code", hidden).status_code == 404
    assert phone.opens("/c/huzhu/code").status_code == 302


def test_a_code_of_one_organisation_opens_nothing_in_another(town: Town) -> None:
    code = make_code(Phone(town, town.resident), path_of(town.resident.asks()))
    other = Phone(town)
    hidden = other.fields("/c/chenguang/back", "/c/chenguang/back")
    assert other.client.post("/c/chenguang/back", {**hidden, "code": code}).status_code == 422


def test_the_page_can_be_scanned_printed_and_put_on_the_home_screen(town: Town) -> None:
    phone = Phone(town)
    picture = phone.opens("/c/huzhu/qr.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture.content.startswith(b"<svg")
    poster = text_of(phone.opens("/c/huzhu/poster"))
    assert "同心互助" in poster
    assert "every day 08:00–22:00" in poster
    assert "http://testserver/c/huzhu" in poster
    manifest = phone.opens("/c/huzhu/manifest.webmanifest")
    assert manifest.json()["start_url"] == "/c/huzhu"
