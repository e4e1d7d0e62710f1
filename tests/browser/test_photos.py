"""Photos and voice notes between two phones: seen before they are sent, sent once through a bad network, looked at."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import media
from tests.browser.cast import Colleague, Neighbour

Comes = Callable[..., Neighbour]
Serves = Callable[..., Colleague]

PLAYS = """
    const sound = document.querySelector(".attached audio");
    sound.addEventListener("ended", () => (sound.dataset.heard = 1));
    sound.muted = true;
    sound.play();
"""


@pytest.fixture
def photos(tmp_path: Path) -> list[str]:
    """Two photos as a phone keeps them, and one that is none."""
    files = {"one.jpg": media.photo(1600, 1200), "two.png": media.photo(300, 300, "PNG"), "three.jpg": media.zipped()}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return [str(tmp_path / name) for name in files]


def sends(page: Page) -> None:
    page.locator("[data-tray] > .btn.main").click()


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_photos_go_out_one_by_one_and_the_helper_answers_with_one(
    neighbour: Comes, colleague: Serves, photos: list[str]
) -> None:
    wang = neighbour()
    question = wang.asks("手上起了红疹，像这样。")
    wang.page.locator("[data-photos]").set_input_files(photos)
    expect(wang.page.locator("[data-tray] li")).to_have_count(3)
    assert fits(wang.page)
    wang.page.locator("[data-tray] li button").nth(1).click()  # not this one
    sends(wang.page)
    expect(wang.thread.locator(".attached img")).to_have_count(1)
    refused = wang.page.locator("[data-tray] li.refused")
    expect(refused).to_have_count(1)  # the zip, with its sentence
    expect(refused).to_contain_text(re.compile("照片|photo"))
    refused.locator("button").click()
    expect(wang.page.locator("[data-tray]")).to_be_hidden()
    wang.page.locator(".attached a.photo").click()
    expect(wang.page.locator("dialog.photo-full img")).to_be_visible()
    wang.waits_until("document.querySelector('dialog.photo-full img').naturalWidth > 0")
    wang.page.keyboard.press("Escape")
    expect(wang.page.locator("dialog.photo-full")).to_have_count(0)

    lin = colleague("lin", phone=True)
    lin.opens(question)
    lin.page.locator(".reply button.main").first.click()
    expect(lin.thread.locator(".attached img")).to_have_count(1)
    lin.waits_until("document.querySelector('.attached img').naturalWidth > 0")
    lin.page.locator("[data-photos]").set_input_files(photos[1])
    sends(lin.page)
    expect(lin.thread.locator(".message.me .attached img")).to_have_count(1)
    assert fits(lin.page)
    expect(wang.thread.locator(".message.you .attached img")).to_have_count(1)  # it came by itself


def test_a_photo_waits_for_the_network_and_goes_out_once(neighbour: Comes, photos: list[str]) -> None:
    wang = neighbour()
    wang.asks("这个药盒上的字看不清。")
    wang.page.locator("[data-photos]").set_input_files(photos[0])
    wang.context.set_offline(True)
    sends(wang.page)
    expect(wang.page.locator("[data-tray] li.unreached")).to_have_count(1)
    wang.context.set_offline(False)
    expect(wang.thread.locator(".attached img")).to_have_count(1)
    wang.page.reload()
    expect(wang.thread.locator(".attached img")).to_have_count(1)


def test_an_answer_lost_on_the_way_does_not_send_the_photo_twice(neighbour: Comes, photos: list[str]) -> None:
    wang = neighbour()
    wang.asks("这个药盒上的字看不清。")
    tries: list[str] = []

    def loses(route: object) -> None:
        tries.append("try")
        if len(tries) > 1:
            return route.continue_()  # type: ignore[attr-defined, no-any-return]
        route.fetch()  # type: ignore[attr-defined]  # the server has written it
        return route.abort()  # type: ignore[attr-defined, no-any-return]

    wang.page.route(re.compile("/attach$"), loses)
    wang.page.locator("[data-photos]").set_input_files(photos[0])
    sends(wang.page)
    expect(wang.page.locator("[data-tray]")).to_be_hidden()
    assert len(tries) == 2
    wang.page.reload()
    expect(wang.thread.locator(".attached img")).to_have_count(1)


def test_without_scripts_a_plain_form_sends_photos(neighbour: Comes, photos: list[str]) -> None:
    wang = neighbour(java_script_enabled=False)
    wang.asks("手上起了红疹。")
    wang.page.locator("[data-photos]").set_input_files(photos[:2])
    wang.page.locator(".attach-plain button").click()
    expect(wang.thread.locator(".attached img")).to_have_count(2)


def test_a_voice_note_is_heard_before_it_is_sent(neighbour: Comes) -> None:
    wang = neighbour(permissions=["microphone"])
    wang.asks("说话比打字方便。")
    record = wang.page.locator("[data-record]")
    record.click()
    wang.page.locator(".recording button").first.click()  # she changes her mind
    expect(wang.page.locator("[data-tray]")).to_be_hidden()
    record.click()
    expect(wang.page.locator(".recording")).to_contain_text("0:01")
    wang.page.locator(".recording .btn.main").click()
    expect(wang.page.locator("[data-tray] audio")).to_be_visible()
    sends(wang.page)
    expect(wang.thread.locator(".attached audio")).to_have_count(1)
    wang.page.evaluate(PLAYS)
    expect(wang.page.locator(".attached audio[data-heard]")).to_have_count(1)
    assert fits(wang.page)
