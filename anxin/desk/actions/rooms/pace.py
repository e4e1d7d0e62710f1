"""One person does not drown a room."""

from datetime import datetime, timedelta

from django.conf import settings

from anxin.clients.models import Resident
from anxin.conversations.models import Message
from anxin.core.finding import Finding
from anxin.core.refusal import TOO_FAST, Refused
from anxin.desk.models import Room
from anxin.people.models import Member

WINDOW = timedelta(minutes=1)


def keep_pace(room: Room, by: Resident | Member, at: datetime) -> None:
    """Counted in the room itself, so the limit is the same with any number of web processes.

    Refused (429): too_fast, with the seconds to wait.
    """
    most = settings.POSTS_PER_MINUTE if isinstance(by, Resident) else settings.STAFF_POSTS_PER_MINUTE
    last = Message.objects.filter(conversation=room.conversation_id, author_id=by.pk, at__gt=at - WINDOW)
    times = list(last.order_by("-seq").values_list("at", flat=True)[:most])
    if len(times) < most:
        return
    wait = max(1, round((times[-1] + WINDOW - at).total_seconds()))
    raise Refused(
        Finding(TOO_FAST.code, TOO_FAST.sentence, {"seconds": wait}, TOO_FAST.next_step), 429, retry_after=wait
    )
