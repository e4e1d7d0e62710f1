"""Every page there is, told as who stands where. Shared by the tests that read each page and by the contact sheets."""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.cast import Neighbour
from tests.browser.house import House


@dataclass(frozen=True)
class Place:
    """One page: its name, who sees it ("" for a stranger, "resident", or a user name), and its path.

    `{mine}`, `{waiting}`, `{danger}` are questions of the resident; `{open}`, `{foreign}` are questions at the desk.
    """

    name: str
    who: str
    path: str


RESIDENT = (
    Place("home", "", "/c/huzhu"),
    Place("home-known", "resident", "/c/huzhu"),
    Place("waiting", "resident", "/c/huzhu/q/{waiting}"),
    Place("answered", "resident", "/c/huzhu/q/{mine}"),
    Place("danger", "resident", "/c/huzhu/q/{danger}"),
    Place("not-on-this-phone", "", "/c/huzhu/q/{mine}"),
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
    Place("duty", "lin", "/duty/huzhu"),
    Place("account", "lin", "/account/"),
    Place("sign-out", "lin", "/accounts/logout/"),
    Place("desk-counsellor", "zhou", "/desk/huzhu"),
    Place("desk-off-duty", "qin", "/desk/huzhu"),
    Place("day", "chen", "/day/huzhu"),
    Place("duty-coordinator", "chen", "/duty/huzhu"),
    Place("second-step", "chen", "/accounts/2fa/"),
    Place("take-over", "chen", "/desk/huzhu/q/{open}?do=take-over"),
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
    return {"danger": danger, "waiting": waiting, "mine": mine, "open": mine, "foreign": foreign}


def arrive(page: Page, address: str, place: Place, questions: dict[str, str]) -> None:
    """Open the place."""
    page.goto(address + place.path.format(**questions))
