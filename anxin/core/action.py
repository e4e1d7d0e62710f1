"""What makes a function a named action."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import models, transaction

from anxin.core import event

P = ParamSpec("P")
R = TypeVar("R")
M = TypeVar("M", bound=models.Model)


class _Here(threading.local):
    """Whether this thread is inside an action."""

    inside = False


_here = _Here()
ACTIONS: dict[str, Callable[..., Any]] = {}


def action(verb: Callable[P, R]) -> Callable[P, R]:
    """One thing a person does, in one transaction: all of it, or nothing.

    The verb is keyword-only and takes `by` and `at`; it locks, checks, writes, and records one event.
    """

    @wraps(verb)
    def done(*args: P.args, **kwargs: P.kwargs) -> R:
        with whole():
            return verb(*args, **kwargs)

    ACTIONS[f"{verb.__module__}.{verb.__qualname__}"] = verb
    return done


@contextmanager
def whole() -> Iterator[None]:
    """One transaction, whose events and rings go out together. A verb inside another is part of it: all or nothing."""
    if _here.inside:
        with transaction.atomic(savepoint=False):
            yield
        return
    _here.inside = True
    try:
        with transaction.atomic(), event.gathered():
            yield
    finally:
        _here.inside = False


def lock(row: M) -> M:
    """The row as it stands now, held until the transaction ends. Raises DoesNotExist where it is gone.

    Its key is not locked: rows that point to it are checked at commit, when the chain of events is locked already.
    """
    return type(row)._default_manager.select_for_update(of=("self",), no_key=True).get(pk=row.pk)


def save(row: models.Model, **values: object) -> None:
    """Write `values` into `row`, in memory and in the table, and nothing else of it."""
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
