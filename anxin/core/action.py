"""What makes a function a named action."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import models, transaction

P = ParamSpec("P")
R = TypeVar("R")
M = TypeVar("M", bound=models.Model)

ACTIONS: dict[str, Callable[..., Any]] = {}


def action(verb: Callable[P, R]) -> Callable[P, R]:
    """One thing a person does, in one transaction: all of it, or nothing.

    The verb is keyword-only and takes `by` and `at`; it locks, checks, writes, and records one event.
    """

    @wraps(verb)
    def whole(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            return verb(*args, **kwargs)

    ACTIONS[f"{verb.__module__}.{verb.__qualname__}"] = verb
    return whole


def lock(row: M) -> M:
    """The row as it stands now, held until the transaction ends. Raises DoesNotExist where it is gone."""
    return type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)


def save(row: models.Model, **values: object) -> None:
    """Write `values` into `row`, in memory and in the table, and nothing else of it."""
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))


def later(first: datetime, second: datetime | None) -> datetime:
    """The later of two moments, of which the second may be missing."""
    return first if second is None or first >= second else second
