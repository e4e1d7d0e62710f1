"""Doors are shut by default: a view without `@door(...)` answers 403, and a test names it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.http import HttpRequest

from anxin.core.finding import Finding
from anxin.core.refusal import SIGN_IN, Refused

P = ParamSpec("P")
R = TypeVar("R")
Request = TypeVar("Request", bound=HttpRequest)


@dataclass(frozen=True)
class Door:
    """Who may come in: `lets_in` gives None for them, and for anyone else the sentence that tells why not.

    A door judges what the visitor *is*; which rows she may have is for the package's `access.py`.
    """

    name: str
    lets_in: Callable[[HttpRequest], Finding | None]


PUBLIC = Door("public", lambda request: None)


def door(of: Door) -> Callable[[Callable[Concatenate[Request, P], R]], Callable[Concatenate[Request, P], R]]:
    """Put a door in front of a view or an operation of the API."""

    def built(view: Callable[Concatenate[Request, P], R]) -> Callable[Concatenate[Request, P], R]:
        @wraps(view)
        def guarded(request: Request, *args: P.args, **kwargs: P.kwargs) -> R:
            finding = of.lets_in(request)
            if finding is not None:
                raise Refused(finding, 401 if finding.code == SIGN_IN.code else 403)
            return view(request, *args, **kwargs)

        cast(Any, guarded).door = of
        return cast(Callable[Concatenate[Request, P], R], guarded)

    return built
