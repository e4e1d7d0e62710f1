from django.db import models

from anxin.campaigns.models import Campaign
from anxin.clients.actions import CODE_LETTERS
from anxin.clients.models import Resident
from anxin.conversations.models import Conversation, Message
from anxin.core.fields import SealedText
from anxin.core.ids import new_id
from anxin.desk.models.question import Question
from anxin.people.models import Member, Organisation


class Room(models.Model):
    """A service group (服务群) of a campaign: residents and those on duty, together."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="rooms")
    conversation = models.OneToOneField(Conversation, on_delete=models.PROTECT, related_name="room")
    name = models.CharField(max_length=40)
    rules = models.TextField(blank=True)  # what a newcomer sees and agrees to; empty: the house's own
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)


class RoomMember(models.Model):
    """That a resident, or somebody of the team, is in a room, and up to where she has read."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="members")
    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, null=True, related_name="rooms")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="rooms")
    name = SealedText(null=True)  # what a resident wants to be called here; without it nobody can tell who she is
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    read_seq = models.IntegerField(default=0)
    silent_until = models.DateTimeField(null=True)  # may read and not write

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(resident__isnull=False, member=None) | models.Q(resident=None, member__isnull=False),
                name="room_member_is_somebody",
            ),
            models.UniqueConstraint(fields=["room", "resident"], name="room_resident_once"),
            models.UniqueConstraint(fields=["room", "member"], name="room_staff_once"),
        ]

    @property
    def who(self) -> Resident | Member:
        """The resident or the member whose place it is."""
        who = self.resident or self.member
        assert who is not None
        return who

    @property
    def short(self) -> str:
        """Four characters that tell her from others in this room, and in no other; they say nothing of her."""
        number, letters = self.id.int & 0xFFFFFFFFFF, ""
        for _ in range(4):
            number, place = divmod(number, len(CODE_LETTERS))
            letters += CODE_LETTERS[place]
        return letters


class Post(models.Model):
    """A message of a room: which question it asks or answers, and whether it was hidden, by whom and why.

    A notice (that the post `reply_to` was hidden, is shown again, is a question now) has one too, so that a stream finds all
    that happened in a room in one place and in order.
    """

    message = models.OneToOneField(Message, on_delete=models.CASCADE, primary_key=True, related_name="post")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="posts")
    seq = models.IntegerField()  # its message's own
    question = models.ForeignKey(Question, on_delete=models.PROTECT, null=True, related_name="posts")
    answers = models.BooleanField(default=False)  # it answers `question`; else it asked it, or goes on with it
    reply_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replies")
    hidden_at = models.DateTimeField(null=True)
    hidden_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, related_name="+"
    )  # None: it became private
    hidden_why = models.CharField(max_length=20, blank=True)
    hidden_reason = SealedText(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "seq"], name="post_seq_once")]
        indexes = [models.Index(fields=["question", "seq"])]
