"""Several people at the same moment: real threads, each with a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from anxin.core.refusal import Refused


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """What each of `deeds` gave, in their order; a refusal is given as its code. Anything else is raised."""
    ready = Barrier(len(deeds), timeout=20)

    def alone(deed: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            ready.wait()
            return deed()
        except Refused as refused:
            return refused.finding.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(alone, deeds))
