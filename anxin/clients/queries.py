"""Reads of residents."""

import unicodedata
from datetime import datetime
from uuid import UUID

from anxin.clients.models import Block, Resident
from anxin.core.fields import blind

MOST_NAMESAKES = 200


def seal_of(handle: str) -> bytes:
    """The blind index of a handle, the same however it is typed: width, case and blanks around it do not matter."""
    return blind(unicodedata.normalize("NFKC", handle).strip().casefold(), "clients.resident.handle")


def residents_called(organisation: UUID, handle: str) -> list[UUID]:
    """Who calls herself exactly so; the newest of many."""
    rows = Resident.objects.filter(organisation=organisation, handle_seal=seal_of(handle))
    return list(rows.order_by("-came_at").values_list("pk", flat=True)[:MOST_NAMESAKES])


def blocks_of(organisation: UUID, at: datetime, most: int = 100) -> list[Block]:
    """Who may not write at `at`, the block that was made last first."""
    rows = Block.objects.filter(organisation=organisation, until__gt=at, lifted_at=None)
    return list(rows.select_related("resident", "by").order_by("-made_at")[:most])
