"""Every page there is, told as who stands where. Shared by the tests that read each page and by the contact sheets."""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.cast import Neighbour
from tests.browser.house import House


@dataclass(frozen=True)
class Place:
    """One page: its name, who sees it ("" for a stranger, "resident", or a user name), and its path.

    `{mine}`, `{waiting}`, `{danger}` are questions of the resident; `{open}`, `{foreign}` are questions at the desk;
    `{room}` is the room that the resident is in, and `{post}` what was said there. `link` leads on from there: it is
    followed where a page's own address is known only to the page before.
    """

    name: str
    who: str
    path: str
    link: str = ""


RESIDENT = (
    Place("home", "", "/c/huzhu"),
    Place("home-known", "resident", "/c/huzhu"),
    Place("waiting", "resident", "/c/huzhu/q/{waiting}"),
    Place("answered", "resident", "/c/huzhu/q/{mine}"),
    Place("danger", "resident", "/c/huzhu/q/{danger}"),
    Place("not-on-this-phone", "", "/c/huzhu/q/{mine}"),
    Place("rooms", "resident", "/c/huzhu/rooms"),
    Place("room", "resident", "/c/huzhu/rooms/{room}"),
    Place("room-asked", "resident", "/c/huzhu/rooms/{room}?tab=questions"),
    Place("room-rules", "", "/c/huzhu/rooms/{room}"),
    Place("common", "", "/c/huzhu/common"),
    Place("back", "", "/c/huzhu/back"),
    Place("poster", "", "/c/huzhu/poster"),
    Place("nothing-here", "", "/c/nowhere"),
)
STAFF = (
    Place("sign-in", "", "/accounts/login/"),
    Place("demo", "", "/demo/"),
    Place("desk", "lin", "/desk/huzhu"),
    Place("desk-mine", "lin", "/desk/huzhu?tab=mine"),
    Place("thread", "lin", "/desk/huzhu/q/{open}"),
    Place("not-readable", "lin", "/desk/huzhu/q/{foreign}"),
    Place("close", "lin", "/desk/huzhu/q/{open}?do=close"),
    Place("hand-over", "lin", "/desk/huzhu/q/{open}?do=transfer"),
    Place("raise", "lin", "/desk/huzhu/q/{open}?do=raise"),
    Place("set-aside", "lin", "/desk/huzhu/q/{open}?do=snooze"),
    Place("ask-in", "lin", "/desk/huzhu/q/{open}?do=ask-in"),
    Place("note", "lin", "/desk/huzhu/q/{open}?do=note"),
    Place("desk-rooms", "lin", "/desk/huzhu/rooms"),
    Place("desk-room", "lin", "/desk/huzhu/rooms/{room}"),
    Place("desk-room-asked", "lin", "/desk/huzhu/rooms/{room}?tab=questions"),
    Place("desk-post", "lin", "/desk/huzhu/rooms/{room}/posts/{post}"),
    Place("break", "lin", "/desk/huzhu/break"),
    Place("hand-over-all", "lin", "/desk/huzhu/hand-over"),
    Place("search", "lin", "/desk/huzhu/search"),
    Place("replies", "lin", "/desk/huzhu/replies"),
    Place("notices", "lin", "/account/notices/"),
    Place("messages-mine", "lin", "/account/notices/messages/"),
    Place("protocol", "zhou", "/desk/huzhu/q/{danger}?protocol=1"),
    Place("duty", "lin", "/duty/huzhu"),
    Place("account", "lin", "/account/"),
    Place("sign-out", "lin", "/accounts/logout/"),
    Place("desk-counsellor", "zhou", "/desk/huzhu"),
    Place("desk-off-duty", "qin", "/desk/huzhu"),
    Place("day", "chen", "/day/huzhu"),
    Place("duty-coordinator", "chen", "/duty/huzhu"),
    Place("second-step", "chen", "/accounts/2fa/"),
    Place("take-over", "chen", "/desk/huzhu/q/{open}?do=take-over"),
    Place("ledger", "chen", "/desk/huzhu/ledger"),
    Place("hours", "chen", "/desk/huzhu/hours"),
    Place("blocks", "chen", "/desk/huzhu/blocks"),
    Place("messages", "chen", "/messages/"),
    Place("desk-common", "chen", "/desk/huzhu/common"),
    Place("common-one", "chen", "/desk/huzhu/common", "main li a"),
    Place("common-new", "chen", "/desk/huzhu/common/new"),
    Place("refused", "lin", "/day/huzhu"),
    Place("styleguide", "", "/styleguide"),
)
DANGER = "我撑不下去了，遗书已经写好，药就放在床头"


def prepare(house: House, resident: Neighbour, *, calm: bool = False) -> dict[str, str]:
    """Questions for the places; leaves `resident` known on her phone. Gives what stands in the braces of a path.

    `calm`: somebody has the one in danger in hand, so that it stands in the way of no other test.
    """
    danger = resident.asks(DANGER)
    if calm:
        house.call(f"/api/v1/questions/{danger}/claim", {}, house.token("zhou"))
    waiting = resident.asks("量血压前要坐多久？")
    mine = resident.asks("退烧药和感冒药能一起吃吗？")
    medic = house.token("lin")
    house.call(f"/api/v1/questions/{mine}/claim", {}, medic)
    house.call(
        f"/api/v1/questions/{mine}/answer",
        {"text": "您好，我是林医生。不要一起吃，很多感冒药里已经有退烧成分。"},
        medic,
    )
    foreign, _ = house.asks("最近心里有点闷，想找人聊聊。", "夜里的灯")
    questions = {"danger": danger, "waiting": waiting, "mine": mine, "open": mine, "foreign": foreign}
    return questions | talks_in_room(house, resident)


def talks_in_room(house: House, resident: Neighbour) -> dict[str, str]:
    """`resident` comes into the room and says something there, which someone of the team answers."""
    room = house.call("/api/v1/c/huzhu/rooms", token=house.token("lin"))["items"][0]["id"]
    resident.goes(f"/c/huzhu/rooms/{room}")
    resident.page.locator("main form button.main").click()
    resident.box.wait_for()
    post = house.call(f"/api/v1/rooms/{room}/messages", {"text": "大家下午好，今天的药车三点到。"}, house.token("lin"))
    return {"room": room, "post": str(post["id"])}


def arrive(page: Page, address: str, place: Place, questions: dict[str, str]) -> None:
    """Open the place."""
    page.goto(address + place.path.format(**questions))
    if place.link:
        page.locator(place.link).first.click()
        page.wait_for_load_state()
