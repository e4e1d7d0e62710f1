"""A resident's phone: a browser with cookies and checks against forgery, and what its owner does with it."""

import re
from typing import Any

from django.test import Client

from anxin.clients.access import cookie_name
from anxin.clients.models import Resident
from anxin.core.text import LONGEST
from anxin.desk.models import Question
from anxin.triage import Risk, Topic
from tests.town import Town
from tests.townsfolk import Asker

TOO_LONG = "长" * (LONGEST + 1)


class Phone:
    """One phone in the town. Without scripts it fills in what the page holds; `fetches` is what our script sends."""

    def __init__(self, town: Town, owner: Asker | None = None, address: str = "10.0.0.1") -> None:
        self.town, self.address = town, address
        self.client = Client(enforce_csrf_checks=True, REMOTE_ADDR=address, headers={"Accept-Language": "en"})
        if owner is not None:
            self.client.cookies[cookie_name(owner.resident.organisation_id)] = owner.token

    def opens(self, path: str = "/c/huzhu", **headers: str) -> Any:
        return self.client.get(path, headers=headers)

    def fields(self, path: str, action: str) -> dict[str, str]:
        """The hidden fields of the form on `path` that goes to `action`."""
        page = text_of(self.opens(path))
        form = next(found for found in re.findall(r"<form.*?</form>", page, re.S) if f'action="{action}"' in found)
        return dict(re.findall(r'<input type="hidden" name="(\w+)" value="(.*?)"', form))

    def asks(self, text: str, path: str = "/c/huzhu", **fields: str) -> Any:
        """Ask without scripts. What the machine hears is plain, unless the town was told otherwise."""
        hidden = self.fields(path, f"{path}/ask")
        return self.client.post(f"{path}/ask", {**hidden, "text": text, "private": "on", **fields})

    def fetches(self, path: str, text: str, key: str, **fields: str) -> Any:
        """Send as the outbox does."""
        token = self.client.cookies["csrftoken"].value if "csrftoken" in self.client.cookies else ""
        headers = {"X-CSRFToken": token, "X-Requested-With": "fetch", "Idempotency-Key": key}
        return self.client.post(path, {"text": text, "key": key, "private": "on", **fields}, headers=headers)

    def says(self, question: Question, text: str) -> Any:
        page, action = path_of(question), f"{path_of(question)}/say"
        return self.client.post(action, {**self.fields(page, action), "text": text})


def path_of(question: Question, slug: str = "huzhu") -> str:
    return f"/c/{slug}/q/{question.pk}"


def text_of(response: Any) -> str:
    return str(response.content.decode())


def danger(town: Town, text: str, risk: Risk = Risk.IMMINENT) -> str:
    """`text`, in which the town's machine will hear danger."""
    town.will_hear(text, Topic.PSYCHOLOGICAL, risk)
    return text


def residents_of(town: Town) -> int:
    return Resident.objects.filter(organisation=town.organisation).count()
