"""Contact sheets: every page at 360 and 1440 px, light and dark, Chinese and English, a few to a picture.

python -m tests.browser.sheets FOLDER                                   starts a town of its own
python -m tests.browser.sheets FOLDER --only desk,day --size 360 --language en --theme dark
python -m tests.browser.sheets FOLDER --home .anxin --at http://127.0.0.1:8000      a town that runs already
"""

import argparse
import base64
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from conftest import QUIET, installed_browser
from tests.browser.cast import Colleague, Neighbour, context_of
from tests.browser.house import House, passwords, running
from tests.browser.places import RESIDENT, STAFF, Place, arrive, prepare

SIZES = {"360": {"width": 360, "height": 740}, "1440": {"width": 1440, "height": 900}}
A_SHEET = {"360": 6, "1440": 4}  # pages on one picture
SHOWN = {"360": 340, "1440": 900}  # px of each
TALL = 2000  # px of a page that are shown; more would make the others small


def main() -> None:
    """Take them all, or those that are named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="names of pages, with commas between")
    parser.add_argument("--size", choices=SIZES, action="append")
    parser.add_argument("--theme", choices=["light", "dark"], action="append")
    parser.add_argument("--language", choices=["zh-hans", "en"], action="append")
    parser.add_argument("--home", type=Path, help="data folder of a running town")
    parser.add_argument("--at", default="http://127.0.0.1:8000", help="its address")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    names = set(filter(None, chosen.only.split(",")))
    places = [place for place in (*RESIDENT, *STAFF) if not names or place.name in names]
    with town(chosen.home, chosen.at) as house, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed_browser(), args=QUIET)
        for language in chosen.language or ["zh-hans", "en"]:
            for size in chosen.size or list(SIZES):
                looks(browser, house, places, chosen.folder, language, size, chosen.theme or ["light", "dark"])
        browser.close()


@contextmanager
def town(home: Path | None, address: str) -> Iterator[House]:
    """The town that runs on `home`, or one of our own."""
    if home is not None:
        yield House(address, passwords(home))
        return
    with tempfile.TemporaryDirectory() as own, running(Path(own)) as house:
        yield house


def looks(
    browser: Browser, house: House, places: list[Place], folder: Path, language: str, size: str, themes: list[str]
) -> None:
    """One person of each kind goes round all the places; a sheet for every few of them and each theme."""
    shape: dict[str, Any] = {"phone": size == "360", "language": language, "viewport": SIZES[size]}
    resident, stranger = (Neighbour(context_of(browser, house.address, **shape), house.address) for _ in range(2))
    questions = prepare(house, resident)
    people: dict[str, Any] = {"": stranger, "resident": resident}
    taken: dict[str, list[tuple[str, bytes]]] = {theme: [] for theme in themes}
    for place in places:
        if place.who not in people:
            people[place.who] = Colleague(context_of(browser, house.address, **shape), house.address)
            people[place.who].comes_in(place.who)
        page = people[place.who].page
        arrive(page, house.address, place, questions)
        for theme in themes:
            page.emulate_media(color_scheme=theme)
            height = min(TALL, page.evaluate("document.documentElement.scrollHeight"))
            clip = {"x": 0, "y": 0, "width": SIZES[size]["width"], "height": max(height, SIZES[size]["height"])}
            taken[theme].append((place.name, page.screenshot(clip=clip, full_page=True, type="jpeg", quality=80)))
    for theme, pictures in taken.items():
        for number in range(0, len(pictures), A_SHEET[size]):
            name = f"{size}-{theme}-{language[:2]}-{number // A_SHEET[size] + 1}.png"
            sheet(browser, pictures[number : number + A_SHEET[size]], SHOWN[size], folder / name)
    for who in people.values():
        who.context.close()


def sheet(browser: Browser, pictures: list[tuple[str, bytes]], width: int, path: Path) -> None:
    """Lay pictures side by side, each under its name."""
    cells = "".join(
        f'<figure><figcaption>{name}</figcaption><img width="{width}" src="data:image/jpeg;base64,{encoded}"></figure>'
        for name, picture in pictures
        for encoded in [base64.b64encode(picture).decode()]
    )
    style = (
        "body{margin:12px;display:flex;flex-wrap:wrap;gap:12px;align-items:start;background:#888;font:14px sans-serif}"
        "figure{margin:0}"
    )
    beside = min(2 if width > 500 else 6, len(pictures))
    page = browser.new_page(viewport={"width": beside * (width + 12) + 24, "height": 400})
    page.set_content(f"<style>{style}</style>{cells}")
    page.screenshot(path=path, full_page=True)
    page.close()


if __name__ == "__main__":
    main()
