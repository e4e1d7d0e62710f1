"""A text is kept through a lost network and sent once."""

from collections.abc import Callable
from datetime import datetime

from playwright.sync_api import Route, expect

from anxin.core import clock
from tests.browser.cast import Neighbour
from tests.browser.house import House

TEXT = "小区门口几点可以取快递？"
KEPT = "没有网络，文字已保存，恢复后自动发出。"


def asked_since(house: House, start: datetime) -> int:
    """How many questions were asked since `start` and wait at the desk; what comes back to it was asked before."""
    token, cursor, found = house.token("lin"), "", 0
    while cursor is not None:
        page = house.call(f"/api/v1/desk/huzhu/queue?cursor={cursor}", token=token)
        found += sum(datetime.fromisoformat(row["asked_at"]) >= start for row in page["items"])
        cursor = page["next"]
    return found


def test_a_text_without_network_is_kept_and_sent_once(house: House, neighbour: Callable[..., Neighbour]) -> None:
    start, resident = clock.now(), neighbour()
    resident.goes("/c/huzhu")
    resident.context.set_offline(True)
    resident.box.fill(TEXT)
    resident.sends.click()
    status = resident.page.locator("[data-outbox-status]")
    expect(status).to_contain_text(KEPT)

    # Closing and opening the page takes a network again, but one that lets nothing out.
    resident.context.route("**/c/huzhu/ask", lambda route: route.abort())
    resident.context.set_offline(False)
    resident.page.reload()
    expect(resident.box).to_have_value(TEXT)
    expect(status).to_contain_text(KEPT)
    assert asked_since(house, start) == 0

    resident.context.unroute("**/c/huzhu/ask")
    resident.page.evaluate("window.dispatchEvent(new Event('online'))")
    resident.waits_for_question()
    expect(resident.thread).to_contain_text(TEXT)
    assert asked_since(house, start) == 1
    assert resident.page.evaluate("Object.keys(localStorage).filter((name) => name.includes('outbox'))") == []


def test_an_answer_that_gets_lost_does_not_ask_twice(house: House, neighbour: Callable[..., Neighbour]) -> None:
    start, resident = clock.now(), neighbour()
    tries = []

    def lose_the_first(route: Route) -> None:
        tries.append(route.request.headers["idempotency-key"])
        if len(tries) == 1:
            route.fetch()  # the house has it; the phone never hears so
            route.abort()
        else:
            route.continue_()

    resident.context.route("**/c/huzhu/ask", lose_the_first)
    resident.asks(TEXT)
    assert len(tries) == 2
    assert len(set(tries)) == 1
    assert asked_since(house, start) == 1


def test_a_double_tap_asks_once(house: House, neighbour: Callable[..., Neighbour]) -> None:
    start, resident = clock.now(), neighbour()
    resident.goes("/c/huzhu")
    resident.box.fill(TEXT)
    resident.sends.dblclick()
    resident.waits_for_question()
    resident.goes("/c/huzhu")
    expect(resident.page.locator("#mine .card")).to_have_count(1)
    assert asked_since(house, start) == 1
