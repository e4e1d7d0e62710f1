"""Lists by cursor: a page costs the same wherever it stands, and nobody counts the rest."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

from anxin.core.finding import Finding
from anxin.core.refusal import Refused
from anxin.core.words import _

M = TypeVar("M", bound=Model)
BAD_CURSOR = Finding("bad_cursor", _("This list has changed; start again from its first page."))


@dataclass(frozen=True)
class Page(Generic[M]):
    """`items`, and the cursor of the page after them (None at the end)."""

    items: list[M]
    next: str | None


def page(rows: QuerySet[M], by: Sequence[str], cursor: str | None, size: int = 50) -> Page[M]:
    """One page of `rows` ordered by the fields `by` ("-" before one turns it round); the last of them must be unique."""
    if cursor:
        rows = rows.filter(_after(by, _read(cursor, [rows.model._meta.get_field(name.lstrip("-")) for name in by])))
    found = list(rows.order_by(*by)[: size + 1])
    more = len(found) > size
    found = found[:size]
    return Page(found, _write([getattr(found[-1], name.lstrip("-")) for name in by]) if more else None)


def _after(by: Sequence[str], values: Sequence[Any]) -> Q:
    beyond = Q()
    for depth, name in enumerate(by):
        same = {each.lstrip("-"): value for each, value in zip(by[:depth], values, strict=False)}
        sign = "lt" if name.startswith("-") else "gt"
        beyond |= Q(**same, **{f"{name.lstrip('-')}__{sign}": values[depth]})
    return beyond


def _write(values: list[Any]) -> str:
    plain = [value.isoformat() if isinstance(value, datetime) else str(value) for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _read(cursor: str, fields: Sequence[Any]) -> list[Any]:
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(values, list) or len(values) != len(fields):
            raise ValueError
        return [_as(field, value) for field, value in zip(fields, values, strict=True)]
    except (ValueError, ValidationError, RecursionError, OverflowError) as error:
        raise Refused(BAD_CURSOR, 400) from error


def _as(field: Any, value: object) -> Any:
    if not isinstance(value, str) or "\0" in value:
        raise ValueError
    found = field.to_python(value)
    if not isinstance(found, datetime):
        return found
    if found.tzinfo is None:
        raise ValueError
    return found.astimezone(UTC)
