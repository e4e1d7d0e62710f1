"""What was said in a room: in pieces, as a thread, and what somebody missed. Each costs the same however long it is."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from anxin.campaigns.models import Campaign
from anxin.clients.models import Resident
from anxin.conversations.models import AuthorKind, MessageKind
from anxin.core.presence import Present, present
from anxin.desk.kinds import State
from anxin.desk.models import Post, Question, Room, RoomMember
from anxin.people.models import Member

MOST = 200
LONGEST_AWAY = 2000  # more that was missed is "more than that"


@dataclass(frozen=True)
class Line:
    """One event of a room: a message, or a notice about one (`about`), by whom it was written."""

    post: Post
    about: Post | None
    seat: RoomMember | None  # of who wrote the message that is shown
    answered: bool  # whether somebody answered the question that it asks

    @property
    def shown(self) -> Post:
        """The message that is to be shown (anew)."""
        return self.about or self.post


def events_after(room_id: UUID, seq: int, most: int = MOST) -> list[Line]:
    """Everything that happened after `seq`, in order: messages, and notices about messages."""
    return lines(_posts(room_id).filter(seq__gt=seq).order_by("seq")[:most])


def messages_after(room: Room, after: UUID | None, most: int = MOST) -> list[Line]:
    """Messages alone, after the message `after` (from the first one without it)."""
    rows = _posts(room.pk).filter(message__kind=MessageKind.TEXT)
    if after is not None:
        rows = rows.filter(seq__gt=Post.objects.filter(room=room, pk=after).values("seq")[:1])
    return lines(rows.order_by("seq")[:most])


def messages_before(room: Room, seq: int | None = None, most: int = 60) -> list[Line]:
    """The last messages (before `seq`), in order: what a page opens with, and what it shows further up."""
    rows = _posts(room.pk).filter(message__kind=MessageKind.TEXT)
    if seq is not None:
        rows = rows.filter(seq__lt=seq)
    return lines(list(rows.order_by("-seq")[:most])[::-1])


def thread_of(question: Question) -> list[Line]:
    """A question as the room saw it: the post that asked it, answers, replies."""
    rows = _posts(question.room_id).filter(question=question) if question.room_id else Post.objects.none()
    return lines(rows.order_by("seq")[:MOST])


def line_of(post: Post) -> Line:
    """One message."""
    return lines(_posts(post.room_id).filter(pk=post.pk))[0]


def questions_in(room: Room, most: int = 50) -> list[Question]:
    """What was asked here and is not private, what is open first, then the newest."""
    rows = Question.objects.filter(room=room, private=False, merged_into=None).select_related("owner", "campaign")
    found = list(rows.order_by("-asked_at")[:most])
    return sorted(found, key=lambda question: question.state == State.CLOSED)


def _posts(room_id: UUID | None) -> QuerySet[Post]:
    related = ("message", "question__owner", "reply_to__message", "reply_to__question__owner")
    return Post.objects.filter(room=room_id).select_related(*related)


def lines(posts: Iterable[Post]) -> list[Line]:
    """`posts`, each with who wrote it and whether it was answered."""
    found = list(posts)
    about = [_about(post) for post in found]
    shown = [target or post for post, target in zip(found, about, strict=True)]
    seats = _seats(shown)
    asked = {post.question_id for post in shown if post.question_id and not post.answers}
    answered = set(Post.objects.filter(question__in=asked, answers=True).values_list("question", flat=True))
    return [
        Line(post, target, seats.get((each.message.author_kind, each.message.author_id)), each.question_id in answered)
        for post, target, each in zip(found, about, shown, strict=True)
    ]


def _about(post: Post) -> Post | None:
    return post.reply_to if post.message.kind == MessageKind.NOTICE else None


def _seats(posts: Sequence[Post]) -> dict[tuple[str, UUID | None], RoomMember]:
    if not posts:
        return {}
    wrote: dict[str, set[UUID]] = {AuthorKind.RESIDENT: set(), AuthorKind.MEMBER: set()}
    for post in posts:
        if post.message.author_id is not None:
            wrote[post.message.author_kind].add(post.message.author_id)
    rows = RoomMember.objects.filter(room=posts[0].room_id).select_related("member")
    rows = rows.filter(Q(resident__in=wrote[AuthorKind.RESIDENT]) | Q(member__in=wrote[AuthorKind.MEMBER]))
    return {
        (AuthorKind.RESIDENT, seat.resident_id) if seat.resident_id else (AuthorKind.MEMBER, seat.member_id): seat
        for seat in rows
    }


@dataclass(frozen=True)
class Away:
    """While she was away: how many messages, questions, answers, and answers to her; and the first that she missed."""

    unread: int = 0
    asked: int = 0
    answered: int = 0
    to_me: int = 0
    first: int | None = None  # its seq


def while_away(seat: RoomMember) -> Away:
    """What was said by others since she last read."""
    own = {"message__author_id": seat.resident_id or seat.member_id}
    newer = Post.objects.filter(room=seat.room_id, seq__gt=seat.read_seq).exclude(**own)
    missed = newer.filter(message__kind=MessageKind.TEXT).order_by("seq")
    first = missed.values_list("seq", flat=True).first()
    if first is None:
        return Away()
    asking = Q(question__isnull=False, answers=False, reply_to=None, hidden_at=None)
    mine = Q(question__resident=seat.resident_id) if seat.resident_id else Q(pk=None)
    counted = Post.objects.filter(pk__in=missed.values("pk")[:LONGEST_AWAY]).aggregate(
        unread=Count("pk"),
        asked=Count("pk", filter=asking),
        answered=Count("question", filter=Q(answers=True), distinct=True),
        to_me=Count("pk", filter=Q(answers=True) & mine),
    )
    return Away(**counted, first=first)


def rooms_of(campaign: Campaign) -> list[Room]:
    """The rooms of a campaign, the open ones first, then by age."""
    rows = Room.objects.filter(campaign=campaign).select_related("conversation", "campaign")
    found = list(rows.annotate(inside=Count("members", filter=Q(members__left_at=None))).order_by("opened_at", "id"))
    return sorted(found, key=lambda room: room.closed_at is not None)


def counts_of(rooms: Collection[Room]) -> Counter[UUID]:
    """How many are in each of `rooms`."""
    rows = RoomMember.objects.filter(room__in=rooms, left_at=None).values_list("room").annotate(n=Count("pk"))
    return Counter(dict(rows))


def seats_of(rooms: Collection[Room], who: Resident | Member) -> dict[UUID, RoomMember]:
    """Her places in `rooms`, by room."""
    whose = {"resident" if isinstance(who, Resident) else "member": who}
    rows = RoomMember.objects.filter(room__in=rooms, left_at=None, **whose)
    return {seat.room_id: seat for seat in rows}


@dataclass(frozen=True)
class Here:
    """Who has a room open now: how many, which of the team, who is typing."""

    count: int
    staff: tuple[RoomMember, ...]
    typing: tuple[RoomMember, ...]


def here(room_id: UUID) -> Here:
    """Who has a room open now; only those who are in it."""
    there = present(f"room:{room_id}")
    wanted = [each for each in there if each.kind == "member" or each.typing]
    seats = {seat.resident_id or seat.member_id: seat for seat in _of(room_id, wanted)}
    named = [(each, seats[each.id]) for each in wanted if each.id in seats]
    return Here(
        count=len(there),
        staff=tuple(seat for each, seat in named if each.kind == "member"),
        typing=tuple(seat for each, seat in named if each.typing),
    )


def _of(room_id: UUID, there: Collection[Present]) -> list[RoomMember]:
    if not there:
        return []
    ids = [each.id for each in there]
    rows = RoomMember.objects.filter(room=room_id, left_at=None).select_related("member")
    return list(rows.filter(Q(resident__in=ids) | Q(member__in=ids)))
