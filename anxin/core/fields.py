"""Columns that keep private text encrypted."""

from typing import Any

from django.conf import settings
from django.db import models

from anxin.core.crypto import ring


class SealedText(models.Field["str | None", "str | None"]):
    """Text of people, encrypted in its column (AES-256-GCM); in Python it is a plain string.

    It can be neither searched nor compared in the database: where an exact value must be found, keep `blind(...)` of it
    in a column beside.
    """

    def get_internal_type(self) -> str:
        return "BinaryField"

    def from_db_value(self, value: bytes | None, expression: Any, connection: Any) -> str | None:
        return None if value is None else ring(settings.HOME).open(bytes(value), self._what())

    def get_db_prep_value(self, value: str | None, connection: Any, prepared: bool = False) -> bytes | None:
        return None if value is None else ring(settings.HOME).seal(value, self._what())

    def get_lookup(self, name: str) -> Any:
        return super().get_lookup(name) if name == "isnull" else None

    def _what(self) -> str:
        return f"{self.model._meta.label_lower}.{self.name}"


def blind(value: str, what: str) -> bytes:
    """The blind index of `value` in the column `what`, 32 bytes."""
    return ring(settings.HOME).blind(value, what)
