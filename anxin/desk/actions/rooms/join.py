"""Coming into a room, reading in it, and leaving it."""

from datetime import datetime

from django.utils.translation import gettext

from anxin.clients.models import Consent, Resident
from anxin.core.action import action, lock, save
from anxin.core.event import record
from anxin.core.refusal import Refused, refuse_if
from anxin.core.text import clean
from anxin.desk.models import Room, RoomMember
from anxin.desk.rules.rooms import HOUSE_RULES, NOT_INSIDE, RULES_UNREAD, may_enter
from anxin.people.models import Member

LONGEST_NAME = 20


@action
def join_room(*, room: Room, by: Resident | Member, at: datetime, agreed: bool = True, name: str = "") -> RoomMember:
    """Come in. A resident agrees to the rules (kept with their words) and may say what to be called; else she is nobody.

    What was said before counts as read. Joining twice is joining once.
    Refused: room_closed, campaign_over; rules_unread, too_long, not_text (422).
    """
    refuse_if(may_enter(room.closed_at is not None, room.campaign.ends_at, at))
    if isinstance(by, Resident) and not agreed:
        raise Refused(RULES_UNREAD, 422)
    name = clean(name, LONGEST_NAME) if name.strip() and isinstance(by, Resident) else ""
    seat = _seat(room, by, at)
    if seat.left_at is None and seat.joined_at != at:
        return seat
    room.conversation.refresh_from_db()
    save(seat, left_at=None, joined_at=at, read_seq=room.conversation.seq, name=name or None)
    if isinstance(by, Resident):
        _agree(room, by, at)
    record("room.joined", about=seat, by=by, at=at, room=room.pk)
    return seat


def _seat(room: Room, who: Resident | Member, at: datetime) -> RoomMember:
    """Her place, held to the end of the transaction; a new one where she had none."""
    whose = {"resident" if isinstance(who, Resident) else "member": who}
    row = RoomMember(organisation_id=room.organisation_id, room=room, joined_at=at, **whose)
    RoomMember.objects.bulk_create([row], ignore_conflicts=True)
    return lock(RoomMember.objects.get(room=room, **whose))


def rules_of(room: Room) -> list[str]:
    """What a newcomer agrees to, line by line, in her language where the rules are the house's."""
    return room.rules.splitlines() if room.rules else [gettext(line) for line in HOUSE_RULES]


def _agree(room: Room, resident: Resident, at: datetime) -> None:
    Consent.objects.create(
        organisation_id=room.organisation_id,
        resident=resident,
        purpose="room_rules",
        wording="\n".join(rules_of(room)),
        given_at=at,
    )


@action
def leave_room(*, room: Room, by: Resident | Member, at: datetime) -> None:
    """Go. What she wrote stays; she can come back. Refused (403): not_in_room."""
    seat = seat_in(room, by)
    if seat is None:
        raise Refused(NOT_INSIDE, 403)
    save(lock(seat), left_at=at)
    record("room.left", about=seat, by=by, at=at, room=room.pk)


def seat_in(room: Room, who: Resident | Member) -> RoomMember | None:
    """Her place in the room, if she is in it."""
    whose = {"resident" if isinstance(who, Resident) else "member": who}
    return RoomMember.objects.filter(room=room, left_at=None, **whose).first()


@action
def mark_read(*, room: Room, by: Resident | Member, seq: int, at: datetime) -> None:
    """She has read up to `seq`; it never goes back, nor beyond what there is. No event: it happens at every look."""
    room.conversation.refresh_from_db()
    upto = min(max(seq, 0), room.conversation.seq)
    whose = {"resident" if isinstance(by, Resident) else "member": by}
    RoomMember.objects.filter(room=room, left_at=None, read_seq__lt=upto, **whose).update(read_seq=upto)
