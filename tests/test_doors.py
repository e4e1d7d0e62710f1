"""Doors: every page and operation declares one, and each kind of visitor gets exactly as far as she may."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver
from ninja.operation import PathView

from anxin.api import api
from anxin.core.web import DOORS_OF_LIBRARIES, DoorMiddleware, has_door
from anxin.desk.models import Question
from tests.town import Town

# What each visitor meets on a GET: "in" (a page), "sign in" (taken there), "kept out" (403), "not there" (404).
VISITORS = ("nobody", "helper", "coordinator", "supervisor", "stranger")


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        where = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each, where)
        else:
            yield where, each


ALL = list(patterns(get_resolver()))


def test_there_are_pages_to_judge() -> None:
    assert len(ALL) > 20


@pytest.mark.parametrize(("where", "pattern"), ALL, ids=[where for where, _ in ALL])
def test_every_page_has_a_door(where: str, pattern: URLPattern) -> None:
    assert has_door(pattern.callback), f"{where} has no door, so it answers 403 to everyone"


def operations() -> Iterator[tuple[str, Any]]:
    for _, router in api._routers:
        for path, view in router.path_operations.items():
            assert isinstance(view, PathView)
            yield from ((f"{'|'.join(each.methods)} {path}", each) for each in view.operations)


@pytest.mark.parametrize(("where", "operation"), list(operations()), ids=[where for where, _ in operations()])
def test_every_operation_of_the_api_has_a_door(where: str, operation: Any) -> None:
    assert hasattr(operation.view_func, "door"), f"{where} has no door"


def test_a_view_without_a_door_answers_403_to_everyone() -> None:
    def bare(request: Any) -> None: ...

    request = RequestFactory().get("/api/v1/x")
    response = DoorMiddleware(lambda _: None).process_view(request, bare, (), {})  # type: ignore[arg-type, return-value]
    assert response is not None
    assert response.status_code == 403


def test_libraries_that_keep_their_own_doors_are_few() -> None:
    assert len(DOORS_OF_LIBRARIES) <= 6
    assert all(name.startswith(("allauth.", "django.", "ninja.")) for name in DOORS_OF_LIBRARIES)


# URL × visitor --------------------------------------------------------------------------------------------------------
# A page that is not named here must let nobody in who is not signed in (the last test), so nothing new stands open by mistake.
OPEN_TO_ALL = (
    "healthz", "readyz", "metrics", "styleguide", "accounts/", "i18n/", "api/openapi.json", "api/v1/tokens",
    "api/v1/c/<slug>/residents", "c/<", "demo/", "sw.js", "goodbye/", "welcome/<", "certificates/<", "join/<",
    "rota/<str:secret>.ics",
)  # fmt: skip
DESK = {"nobody": "sign in", "helper": "in", "coordinator": "in", "supervisor": "in", "stranger": "not there"}
RULED = {"nobody": "sign in", "helper": "kept out", "coordinator": "in", "supervisor": "in", "stranger": "not there"}
TABLE = {
    "/desk/huzhu": DESK,
    "/desk/huzhu/lists": DESK,
    "/desk/huzhu/q/{question}": DESK | {"helper": "kept out", "coordinator": "kept out"},  # private
    "/desk/huzhu/q/{question}/messages": DESK | {"helper": "kept out", "coordinator": "kept out"},
    "/desk/huzhu/q/{question}/about": DESK,
    "/desk/huzhu/q/{question}/protocol": DESK,
    "/desk/huzhu/q/{question}/there": DESK | {"helper": "kept out", "coordinator": "kept out"},
    "/duty/huzhu": DESK,
    "/duty/huzhu/note": DESK,
    "/account/notices/": DESK | {"stranger": "in"},
    "/account/notices/messages/": DESK | {"stranger": "in"},
    "/people/": RULED | {"stranger": "in"},  # her own house's
    "/people/me/": DESK | {"stranger": "in"},
    "/people/sheet/": RULED | {"supervisor": "kept out", "stranger": "in"},
    "/people/links/": RULED | {"supervisor": "kept out", "stranger": "in"},
    "/people/sheet/export/": RULED | {"stranger": "in"},
    "/people/hours/": RULED | {"stranger": "in"},
    "/people/credentials/": RULED | {"stranger": "in"},
    "/people/credentials/kinds/": RULED | {"supervisor": "kept out", "stranger": "in"},
    "/people/hours/export/": RULED | {"stranger": "in"},
    "/people/recruiting/": RULED | {"supervisor": "kept out", "stranger": "in"},
    "/people/recruiting/new": RULED | {"supervisor": "kept out", "stranger": "in"},
    "/people/courses/": RULED | {"supervisor": "kept out", "stranger": "in"},
    "/people/courses/new": RULED | {"supervisor": "kept out", "stranger": "in"},
    "/people/courses/pledge": RULED | {"supervisor": "kept out", "stranger": "in"},
    "/people/start": DESK | {"stranger": "in"},
    "/people/learn/": DESK | {"stranger": "in"},
    "/people/pledge": DESK | {"stranger": "in"},
    "/people/me/credentials/": DESK | {"stranger": "in"},
    "/people/me/hours/": DESK | {"stranger": "in"},
    "/people/me/data/": DESK | {"stranger": "in"},
    "/people/me/leave/": DESK | {"stranger": "in"},
    "/messages/": RULED | {"stranger": "in"},  # her own house's
    "/day/huzhu": RULED,
    "/day/huzhu/board": RULED,
    "/rota/huzhu/": RULED,
    "/rota/huzhu/cover": RULED,
    "/rota/huzhu/rules": RULED,
    "/rota/huzhu/call": RULED,
    "/rota/huzhu/print": RULED,
    "/rota/huzhu/swaps": DESK,
    "/rota/huzhu/when": DESK,
    "/rota/huzhu/mine": DESK,
    "/api/v1/rota/huzhu/availability": DESK,
    "/api/v1/rota/huzhu/mine": DESK,
    "/api/v1/rota/huzhu/swaps": DESK,
    "/desk/huzhu/search": DESK,
    "/desk/huzhu/ledger": RULED,
    "/desk/huzhu/ledger/sheets": RULED,
    "/desk/huzhu/hours": RULED,
    "/desk/huzhu/blocks": RULED,
    "/api/v1/desk/huzhu/search": DESK,
    "/api/v1/desk/huzhu/ledger": RULED,
    "/desk/huzhu/replies": DESK,
    "/desk/huzhu/common": RULED,
    "/desk/huzhu/common/new": RULED,
    "/api/v1/desk/huzhu/queue": DESK,
    "/api/v1/rota/huzhu": DESK,
    "/api/v1/questions/{question}": DESK,
    "/api/v1/questions/{question}/follow-ups": DESK,
    "/api/v1/questions/{question}/protocol": DESK
    | {"helper": "kept out", "coordinator": "kept out", "supervisor": "409 "},
    "/api/v1/questions/{question}/notes": DESK | {"helper": "kept out", "coordinator": "kept out"},
    "/api/v1/questions/{question}/messages": DESK | {"helper": "kept out", "coordinator": "kept out"},
}


def met(response: Any) -> str:
    place = response.headers.get("Location", "")
    if response.status_code == 401 or (response.status_code == 302 and "/accounts/login" in place):
        return "sign in"
    return {200: "in", 403: "kept out", 404: "not there"}.get(response.status_code, f"{response.status_code} {place}")


@pytest.fixture
def question(town: Town, settings: Any) -> Question:
    """A private question; second factors are not asked for."""
    settings.DEMO = True
    return town.resident.asks()


def browser_of(town: Town, visitor: str) -> Client:
    staff = {"nobody": None, "helper": town.medic}
    return town.browser(staff[visitor] if visitor in staff else getattr(town, visitor))


@pytest.mark.parametrize("path", list(TABLE))
def test_who_gets_in_where(town: Town, question: Question, path: str) -> None:
    there = path.format(question=question.pk)
    assert {visitor: met(browser_of(town, visitor).get(there)) for visitor in VISITORS} == TABLE[path]


def filled(where: str, question: Question) -> str:
    """An address in huzhu, about this question, for a pattern."""
    where = re.sub(r"<(slug:)?slug>", "huzhu", where.rstrip("$").lstrip("^"))
    return "/" + re.sub(r"<(uuid:)?\w+>", str(question.pk), re.sub("<slug:name>", "close", where))


CLOSED = sorted({where for where, _ in ALL if where and not where.startswith(OPEN_TO_ALL) and "(" not in where})


def test_nobody_who_is_not_signed_in_gets_into_a_page_of_the_staff(town: Town, question: Question) -> None:
    anyone, stranger = Client(raise_request_exception=False), town.browser(town.stranger)
    stranger.raise_request_exception = False
    wrong = []
    for path in (filled(where, question) for where in CLOSED):
        # The API judges a body's shape before the door, so 422; it takes no cookie for writing, so 401.
        shape: Any = {"content_type": "application/json"} if path.startswith("/api/") else {}
        for response in (anyone.get(path), anyone.post(path, {}, **shape)):
            if met(response) not in ("sign in", "kept out", "not there") and response.status_code not in (405, 422):
                wrong.append(f"{path} answers {response.status_code} to anyone")
        if "huzhu" in path or str(question.pk) in path:
            for response in (stranger.get(path), stranger.post(path, {}, **shape)):
                if response.status_code not in (401, 404, 405, 422):
                    wrong.append(f"{path} answers {response.status_code} to a stranger")
    assert not wrong
    assert len(CLOSED) > 30
    assert town.names_of(question) == ["question.asked"]
