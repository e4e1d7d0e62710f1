"""A phone in a pocket is called: subscribed on the page, sent by a real worker, shown by the real service worker."""

import json
import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.cast import Colleague
from tests.browser.house import House
from tests.push_service import Browser, push_service, soon

# A browser subscribes at its maker's service, which no test has; this stands in for that one call.
STANDS_IN = """
(made) => {
  let mine = null;
  const subscription = { endpoint: made.endpoint, toJSON: () => ({ endpoint: made.endpoint, keys: made.keys }),
    unsubscribe: () => { mine = null; return Promise.resolve(true); } };
  PushManager.prototype.subscribe = (options) => {
    if (new Uint8Array(options.applicationServerKey).length !== 65) throw new Error("key");
    mine = subscription; return Promise.resolve(mine); };
  PushManager.prototype.getSubscription = () => Promise.resolve(mine);
}
"""


def test_a_phone_in_a_pocket_is_called(house: House, colleague: Callable[..., Colleague]) -> None:
    with push_service() as service:
        her, browser = colleague("he", phone=True), service.subscribes()
        page = her.page
        page.context.grant_permissions(["notifications"], origin=house.address)
        page.goto(f"{house.address}/account/notices/")
        form = browser.form()
        made = {"endpoint": form["endpoint"], "keys": {"p256dh": form["p256dh"], "auth": form["auth"]}}
        page.evaluate(STANDS_IN, made)
        page.locator("[data-push-add]").click()
        row = page.locator("[data-browser]")
        expect(row).to_have_count(1)
        expect(row).to_contain_text("Chrome")

        page.locator("form[action$='/test/'] button").click()
        assert soon(lambda: browser.got), "the worker sent nothing"
        first = page.locator("#messages li").first
        expect(first.locator(".chip")).to_contain_text("已发送")
        shown = shows(page, house, browser)
        assert shown == [browser.got[0]["title"]]
        # Another test's danger may have called her meanwhile, and stand before the trial.
        expect(page.locator("#messages li .chip", has_text=re.compile("已送达|arrived")).first).to_be_visible()

        row.locator("button").click()
        expect(row).to_have_count(0)


def shows(page: object, house: House, browser: Browser) -> list[str]:
    """Hand what the push service got first to the service worker, as the browser would; the titles of what it shows."""
    session = page.context.new_cdp_session(page)  # type: ignore[attr-defined]
    known: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda said: known.extend(each["registrationId"] for each in said["registrations"]),
    )
    session.send("ServiceWorker.enable")
    page.wait_for_timeout(300)  # type: ignore[attr-defined]
    session.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": house.address, "registrationId": known[-1], "data": json.dumps(browser.got[0])},
    )
    script = """async () => {
      const worker = await navigator.serviceWorker.getRegistration("/notices/");
      for (let n = 0; n < 50; n++) {
        const all = await worker.getNotifications();
        if (all.length) return all.map((each) => each.title);
        await new Promise((done) => setTimeout(done, 100));
      }
      return [];
    }"""
    return list(page.evaluate(script))  # type: ignore[attr-defined]
