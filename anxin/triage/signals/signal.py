"""What a signal is: one thing that can be heard in a message, and why it matters to whoever answers."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from anxin.core.finding import Finding
from anxin.triage.reading.message import Message
from anxin.triage.risk import Risk


class Bearing(StrEnum):
    """What a signal speaks of; routing needs to know a body in danger from a mind in danger."""

    MIND = "mind"
    BODY = "body"
    VIOLENCE = "violence"
    DISTRESS = "distress"
    EASES = "eases"


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing to hear.

    `heard` says whether it is in a message; `floor` is the risk that it is sure enough to give alone, whatever the
    fitted model thinks (most signals give none: their weight is learnt); `sentence` is marked English.
    """

    code: str
    sentence: str
    bearing: Bearing
    heard: Callable[[Message], bool]
    floor: Risk = Risk.ORDINARY

    def finding(self) -> Finding:
        """The signal as it is shown to the helper."""
        return Finding(self.code, self.sentence)


def says(pattern: str, unless: str = "") -> Callable[[Message], bool]:
    """A listener for `pattern` in the clauses of a message, deaf where `unless` is found as well.

    Clauses are joined by "，", so `~` in a pattern stands for "up to 8 characters of the same clause".
    """
    hear = re.compile(pattern.replace("~", "[^，]{0,8}")).search
    if not unless:
        return lambda message: hear(message.flat) is not None
    deaf = re.compile(unless.replace("~", "[^，]{0,8}")).search
    return lambda message: hear(message.flat) is not None and deaf(message.flat) is None
