"""The ways that leave the house; each is one file with `send`."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from anxin.people.models import Delivery
from anxin.people.reach.kinds import email, push
from anxin.people.reach.kinds.result import Result
from anxin.people.reach.texts import Text
from anxin.people.reach.way import Way


class Kind(NamedTuple):
    """A way, and how a message goes by it."""

    way: Way
    send: Callable[[Delivery, Text, datetime], Result]


KINDS: tuple[Kind, ...] = (Kind(Way.PUSH, push.send), Kind(Way.EMAIL, email.send))


def send(delivery: Delivery, text: Text, at: datetime) -> Result:
    """Try to send `delivery` once, by its way."""
    kind = next(each for each in KINDS if each.way == delivery.way)
    return kind.send(delivery, text, at)
