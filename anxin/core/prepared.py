"""Reads that come thousands of times a minute: Django builds their SQL once for the process, not at every call.

Building a SELECT of some joins takes longer than running it. `Prepared(build, *like)` calls `build` with the examples
`like` on first use and remembers the statement; a call then puts its values where the examples stood. The examples must
differ from each other and from anything else in the statement, and `build` must not decide by its arguments.
"""

import copy
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable

M = TypeVar("M", bound=Model)


class Prepared(Generic[M]):
    """A read by values; give them in the order of `build`'s arguments, in the types of the columns."""

    def __init__(self, build: Callable[..., QuerySet[M]], *like: Any) -> None:
        self.build = build
        self.like = like
        self.made: tuple[Any, str, tuple[Any, ...], tuple[tuple[int, int], ...]] | None = None

    def all(self, *values: Any) -> list[M]:
        """Its rows for these values."""
        compiler, sql, params, places = self.made or self._make()
        filled = list(params)
        for at, which in places:
            filled[at] = values[which]
        return list(ModelIterable(_Asked(compiler, sql, tuple(filled))))  # type: ignore[arg-type]

    def first(self, *values: Any) -> M | None:
        """The first of its rows, or None."""
        return next(iter(self.all(*values)), None)

    def _make(self) -> tuple[Any, str, tuple[Any, ...], tuple[tuple[int, int], ...]]:
        compiler = self.build(*self.like).query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        places = tuple(
            (at, which)
            for at, param in enumerate(params)
            for which, example in enumerate(self.like)
            if getattr(param, "obj", param) == example  # bytes come in a wrapper of the driver's
        )
        missing = set(range(len(self.like))) - {which for _, which in places}
        assert not missing, f"the examples {missing} do not stand in {sql}"
        self.made = compiler, sql, tuple(params), places
        return self.made


class _Asked:
    """What `ModelIterable` wants of a queryset: here its compiler, which has the statement already."""

    db = DEFAULT_DB_ALIAS
    _known_related_objects: dict[Any, Any] = {}

    def __init__(self, compiler: Any, sql: str, params: tuple[Any, ...]) -> None:
        self.query = self
        self.compiler = copy.copy(compiler)
        self.compiler.connection = connections[DEFAULT_DB_ALIAS]  # this thread's
        self.compiler.as_sql = lambda *args, **kwargs: (sql, params)

    def get_compiler(self, using: str) -> Any:
        return self.compiler
