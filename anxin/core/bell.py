"""The "something changed" bell: ids only, carried by PostgreSQL to every web process when the transaction commits.

A topic is `desk:<campaign>`, `conversation:<id>`, `member:<id>`. A lost ring is healed by the stream itself, which looks at
the truth again at every heartbeat (`live`), so the bell may be a hint and stays one statement long.
"""

import json
from typing import NewType
from uuid import UUID

from django.db import connection

CHANNEL = "anxin_bell"
Topic = NewType("Topic", str)


def topic(kind: str, of: UUID) -> Topic:
    """The topic of one thing."""
    return Topic(f"{kind}:{of}")


def ring(*topics: Topic, number: int = 0, urgent: bool = False) -> None:
    """Ring `topics` at commit. `number` is the seq reached, where the topic has one; `urgent` is never held back."""
    if topics:
        payload = json.dumps({"topics": topics, "number": number, "urgent": urgent}, separators=(",", ":"))
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])
