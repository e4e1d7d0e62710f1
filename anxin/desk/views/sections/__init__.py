"""What stands beside a question, a block after the other: one file each, in the order of this tuple.

A section is a function that gives what its template reads, with the template's own name; None where it has nothing to say.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from anxin.desk.models import Question
from anxin.desk.rules.scope import Helper
from anxin.desk.views.sections import follow_ups, helped, notes, others, protocol, resting, suggest
from anxin.people.models import Member

Section = Callable[[Question, Member, Helper, datetime, bool], dict[str, Any] | None]

SECTIONS: tuple[Section, ...] = (
    protocol.section,
    follow_ups.section,
    resting.section,
    helped.section,
    others.section,
    suggest.section,
    notes.section,
)


def sections(
    question: Question, member: Member, helper: Helper, at: datetime, *, readable: bool
) -> list[dict[str, Any]]:
    """What this reader sees beside the question: {"template", …} each."""
    found = (section(question, member, helper, at, readable) for section in SECTIONS)
    return [each for each in found if each is not None]
