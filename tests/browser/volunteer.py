"""Somebody who wants to help, on her phone: from the recruiting page to her first shift."""

import io
import re

from PIL import Image, ImageDraw
from playwright.sync_api import Locator, expect

from anxin.people.starter import starter_course
from tests.browser.cast import Someone

ABOUT = re.compile("/join/mine/")


def certificate() -> bytes:
    """A small photo of a paper, as a telephone takes it."""
    picture = Image.new("RGB", (480, 340), "#f4efe2")
    ImageDraw.Draw(picture).rectangle((30, 30, 450, 310), outline="#9a3b2f", width=6)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


class Volunteer(Someone):
    """A stranger with a telephone of 360 px, later a member."""

    def steady(self, what: str) -> None:
        """The page before her, `what`, scrolls in one direction only."""
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{what}: {wide} px too wide"

    def applies(self, slug: str, name: str, phone: str) -> None:
        """Fill in the public page; forgets to agree at first, and is told beside the box."""
        page = self.page
        self.goes(f"/join/{slug}")
        self.steady("recruiting page")
        page.locator("[name=name]").fill(name)
        page.locator("[name=phone]").fill(phone)
        page.locator("[name=profession][value=counsellor]").check()
        page.locator("[name=languages][value=mandarin]").check()
        for each in ("2-evening", "5-morning"):
            page.locator(f"[name=times][value='{each}']").check(force=True)
        page.locator("[name=why]").fill("我在医院陪护过母亲，知道夜里有人接电话有多要紧。")
        self.sends("#apply")
        expect(page.locator("#id_agrees_error")).to_be_visible()
        expect(page.locator("[name=times][value='2-evening']")).to_be_checked()
        self.steady("recruiting page with a fault")
        page.locator("[name=agrees]").check()
        self.sends("#apply")
        page.wait_for_url(ABOUT)
        expect(page.locator("[data-state=sent]")).to_be_visible()
        self.steady("application sent")

    def hands_in(self, number: str) -> None:
        """A photo of her certificate, on her own page."""
        form = self.page.locator("#certificate form")
        form.locator("[name=number]").fill(number)
        form.locator("[name=issued_on]").fill("2019-06-01")
        form.locator("[name=file]").set_input_files(
            {"name": "证书.jpg", "mimeType": "image/jpeg", "buffer": certificate()}
        )
        form.locator("button.main").click()
        expect(self.page.locator("#certificate .list .chip")).to_be_visible()
        self.steady("certificate sent")

    def chooses(self, username: str, password: str) -> None:
        """A user name and a password of her own, on the page that only she has."""
        self.page.reload()
        expect(self.page.locator("[data-state=taken_on]")).to_be_visible()
        self.steady("accepted")
        self.page.locator("[name=username]").fill(username)
        self.page.locator("[name=password]").fill(password)
        self.page.locator("form button.main").click()
        self.page.wait_for_url(re.compile("/people/start$"))
        self.steady("what is left")

    def reads(self) -> None:
        """All lessons, one after the other, to the quiz."""
        self.main.click()
        self.page.wait_for_url(re.compile("/people/learn/"))
        self.steady("course")
        self.main.click()
        for _each in starter_course().lessons:
            self.page.wait_for_url(re.compile("/lessons/"))
            self.steady("lesson")
            before = self.page.url
            self.main.click()
            self.page.wait_for_url(lambda url, before=before: url != before)  # type: ignore[misc]
        self.page.wait_for_url(re.compile("/quiz$"))

    def answers(self, rightly: bool) -> None:
        """The quiz, each question rightly or each of them wrongly."""
        for text, choices in starter_course().questions:
            asked = self.page.locator("fieldset.question", has=self.page.locator("legend", has_text=text))
            chosen = [each for each in choices if each["right"] is rightly]
            for each in chosen if rightly else chosen[:1]:
                asked.locator("label.choice", has_text=each["text"]).click()
        self.steady("quiz")
        self.main.click()
        self.page.wait_for_url(re.compile("/quiz/[0-9a-f-]{36}$"))
        self.steady("result of the quiz")

    def pledges(self) -> None:
        """Tick each point, and agree."""
        self.page.wait_for_url(re.compile("/people/pledge$"))
        for point in self.page.locator(".points-to-tick label").all():
            point.click()
        self.steady("pledge")
        self.main.click()
        self.page.wait_for_url(re.compile("/people/start$"))

    def sends(self, where: str) -> None:
        """Press the button of the form at `where`."""
        self.page.locator(f"{where} form button.main").click()

    @property
    def main(self) -> Locator:
        """The one thing to do next."""
        return self.page.locator("main .btn.main").first
