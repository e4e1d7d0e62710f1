"""What the rota keeps of a member, for the file that she can take with her (`people.hers`)."""

from collections.abc import Callable, Iterable
from typing import Any

from anxin.people.models import Member
from anxin.rota.models import Attendance, Availability, CallAnswer, HandOverNote, Slot, Wish

KEPT: dict[str, Callable[[Member], Iterable[Any]]] = {
    "shifts": lambda member: Slot.objects.filter(member=member),
    "attendances": lambda member: Attendance.objects.filter(member=member),
    "availability": lambda member: Availability.objects.filter(member=member),
    "answers_to_calls": lambda member: CallAnswer.objects.filter(member=member),
    "wishes": lambda member: Wish.objects.filter(member=member),
    "hand_over_notes": lambda member: HandOverNote.objects.filter(member=member),
}
