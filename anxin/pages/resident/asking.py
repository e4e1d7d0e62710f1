"""What a resident sends, done at most once: a new phone gets its identity in the same transaction as its first question."""

import hashlib
import json
import secrets
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from anxin.clients.actions import introduce, open_identity
from anxin.clients.models import AskerKind, Resident
from anxin.core.once import once
from anxin.core.web import address
from anxin.desk.actions.answer import write_back
from anxin.desk.actions.ask import ask_question
from anxin.desk.limits import count_identity, count_question, count_write
from anxin.desk.models import Question
from anxin.pages.resident.access import Visit


@dataclass(frozen=True)
class Asked:
    """What stood in the form."""

    text: str
    private: bool
    handle: str
    kind: AskerKind | None
    key: str
    asks_for: UUID | None = None

    def introduces(self, resident: Resident) -> bool:
        """Whether she now says something else of herself than before."""
        return (self.handle, self.kind or "") != (resident.handle or "", resident.kind)


def phone(request: HttpRequest) -> str:
    """This phone, known or not: the cookie that its forms need, which stays the same when its network or identity changes.

    So a text whose answer got lost on the way is recognised when it is sent again, from wherever. Never the address alone:
    neighbours share one, and what is kept under this name holds a token.
    """
    cookie = request.COOKIES.get(settings.CSRF_COOKIE_NAME) or secrets.token_hex(
        16
    )  # without one no form gets this far
    return f"phone:{hashlib.sha256(cookie.encode()).hexdigest()[:40]}"


def ask_once(visit: Visit, asked: Asked) -> tuple[str, str]:
    """Ask; gives (the question's page, the token for a phone that was not known before, else "").

    Refused: what `ask_question` and `introduce` refuse, too_fast, key_reused.
    """
    whose = phone(visit.request)
    if visit.resident is None:
        count_identity(address(visit.request))
    else:
        count_write(visit.resident)

    def write() -> tuple[int, str]:
        resident, token = (visit.resident, "") if visit.resident else newcomer(visit)
        if asked.introduces(resident):
            resident = introduce(resident=resident, handle=asked.handle, kind=asked.kind, by=resident, at=visit.at)
        question = ask_question(
            campaign=visit.campaign, resident=resident, text=asked.text, private=asked.private, asks_for=asked.asks_for,
            by=resident, at=visit.at,
        )  # fmt: skip
        count_question(resident)
        return 201, json.dumps({"location": page_of(question, visit.campaign.slug), "token": token})

    sent = f"ask {visit.campaign.slug}\n{asked.private}\n{asked.handle}\n{asked.kind}\n{asked.asks_for or ''}\n{asked.text}"
    answer = json.loads(once(whose, asked.key, sent, visit.at, write)[1])
    return answer["location"], "" if visit.resident else answer["token"]


def newcomer(visit: Visit) -> tuple[Resident, str]:
    """Somebody whose phone was not known: (resident, token). Once per phone, so that two first taps do not make two people."""
    whose = phone(visit.request)

    def write() -> tuple[int, str]:
        resident, token = open_identity(organisation=visit.campaign.organisation, at=visit.at)
        return 201, json.dumps({"id": str(resident.pk), "token": token})

    key = f"identity {visit.campaign.organisation_id}"
    said = json.loads(once(whose, key, "identity", visit.at, write)[1])
    resident = Resident.objects.select_related("organisation").filter(pk=said["id"]).first()
    if resident is not None:
        return resident, said["token"]
    return open_identity(organisation=visit.campaign.organisation, at=visit.at)  # it was erased meanwhile


def say_once(visit: Visit, question: Question, resident: Resident, text: str, key: str) -> None:
    """Write back. Refused: what `write_back` refuses, too_fast, key_reused."""
    count_write(resident)

    def write() -> tuple[int, str]:
        return 201, str(write_back(question=question, text=text, by=resident, at=visit.at).pk)

    once(phone(visit.request), key, f"say {question.pk}\n{text}", visit.at, write)


def page_of(question: Question, slug: str) -> str:
    """Where the talk about `question` is, at what happens next."""
    return f"{reverse('resident_question', args=[slug, question.pk])}#next"
