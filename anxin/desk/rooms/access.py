"""Who may have which room; the only way a view gets one."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest

from anxin.campaigns.access import NO_PART, OVERSEES, TAKES_PART
from anxin.campaigns.models import Campaign
from anxin.clients.access import resident_here, resident_of
from anxin.clients.models import Resident
from anxin.core.prepared import Prepared
from anxin.core.presence import Place
from anxin.core.refusal import Refused
from anxin.desk.models import Post, Room, RoomMember
from anxin.desk.rules.rooms import NOT_INSIDE
from anxin.people.access import member_at
from anxin.people.models import Member

BY_ID = Prepared(lambda id: Room.objects.select_related("campaign", "conversation").filter(pk=id), UUID(int=1))
SEAT_OF_RESIDENT = Prepared(
    lambda room, who: RoomMember.objects.filter(room=room, resident=who, left_at=None), UUID(int=1), UUID(int=2)
)
SEAT_OF_MEMBER = Prepared(
    lambda room, who: RoomMember.objects.filter(room=room, member=who, left_at=None), UUID(int=1), UUID(int=2)
)


@dataclass(frozen=True)
class Inside:
    """Somebody who is in a room: her place there, and who she is."""

    room: Room
    seat: RoomMember
    who: Resident | Member

    @property
    def place(self) -> Place:
        """That she has it open (`core.presence`)."""
        return Place(f"room:{self.room.pk}", self.who.actor_kind, self.who.pk)


def room_and_visitor(request: HttpRequest, id: UUID) -> tuple[Room, Resident | Member]:
    """A room, and who asks for it: a resident of its organisation, or staff of its campaign. Else 404, or refused (403,
    takes_no_part) to colleagues who take no part."""
    room = BY_ID.first(id)
    if room is None:
        raise Http404
    return room, visitor_in(request, room.campaign)


def visitor_in(request: HttpRequest, campaign: Campaign) -> Resident | Member:
    """Who comes to the rooms of `campaign`; a key before a cookie, and staff before a resident's cookie.

    A page of the resident's says `side=resident`, so that a helper who looks at it on her own phone stays that resident.
    """
    by_key = resident_of(request)
    if by_key is not None:
        if by_key.organisation_id != campaign.organisation_id:
            raise Http404
        return by_key
    here = resident_here(request, campaign.organisation_id)
    if here is not None and request.GET.get("side") == "resident":
        return here
    try:
        member = member_at(request, campaign.organisation_id)
    except Http404:
        if here is None:
            raise
        return here
    if not member.holds(*OVERSEES) and not TAKES_PART.all(campaign.pk, member.pk):
        raise Refused(NO_PART, 403)
    return member


def inside(request: HttpRequest, id: UUID) -> Inside:
    """A room that she is in. Refused (403): not_in_room, takes_no_part; else 404."""
    room, who = room_and_visitor(request, id)
    seat = place_in(room, who)
    if seat is None:
        raise Refused(NOT_INSIDE, 403)
    return Inside(room, seat, who)


def place_in(room: Room, who: Resident | Member) -> RoomMember | None:
    """Her place in a room, if she is in it."""
    return (SEAT_OF_RESIDENT if isinstance(who, Resident) else SEAT_OF_MEMBER).first(room.pk, who.pk)


def post_in(room: Room, id: UUID) -> Post:
    """A message of this room; else 404."""
    rows = Post.objects.select_related("message", "question", "room__campaign", "room__conversation")
    post = rows.filter(pk=id, room=room).exclude(message__kind="notice").first()
    if post is None:
        raise Http404
    return post


def seat_of(room: Room, id: UUID) -> RoomMember:
    """Somebody who is, or was, in this room; else 404."""
    seat = RoomMember.objects.select_related("resident", "member", "room__campaign").filter(pk=id, room=room).first()
    if seat is None:
        raise Http404
    return seat


def seat_of_author(post: Post) -> RoomMember | None:
    """The place of the resident who wrote `post`; None where somebody of the team did."""
    return RoomMember.objects.filter(room=post.room_id, resident=post.message.author_id).first()
