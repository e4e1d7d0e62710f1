"""Public ids."""

from uuid import UUID

import uuid_utils


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562): sorts by the time it was made, so an index of ids stays compact."""
    return UUID(bytes=uuid_utils.uuid7().bytes)
