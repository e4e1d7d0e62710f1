"""What the queue of messages and the timetable call."""

import logging
from datetime import datetime
from uuid import UUID

from anxin.core import clock
from anxin.core.jobs import REACH, RETRY, app
from anxin.people.actions.deliveries import CALLS, forget_deliveries
from anxin.people.actions.trying import begin_delivery, end_delivery
from anxin.people.reach.kinds import send
from anxin.people.reach.texts import text_of

logger = logging.getLogger("anxin.people")


@app.task(name=CALLS, queue=REACH, retry=RETRY)
def deliver(delivery: str) -> None:
    """Send one message. A worker that dies at it is followed by another, which sends it again only if no answer was kept."""
    row = begin_delivery(id=UUID(delivery), at=clock.now())
    if row is None:
        return
    result = send(row, text_of(row), clock.now())
    end_delivery(delivery=row, result=result, at=clock.now())
    if not result.ok:
        logger.info("a message by %s did not go out: %s", row.way, result.fault)


def forget_old(at: datetime) -> int:
    """The log of messages is kept for 90 days."""
    return forget_deliveries(at)
