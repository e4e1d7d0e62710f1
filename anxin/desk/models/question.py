from datetime import datetime, timedelta

from django.db import models

from anxin.campaigns.models import Campaign
from anxin.clients.models import Resident
from anxin.conversations.models import Conversation
from anxin.core.fields import SealedText
from anxin.core.ids import new_id
from anxin.core.models import list_of
from anxin.desk.kinds import LowerReason, Outcome, State
from anxin.desk.rules import clocks, scope
from anxin.people.kinds import Profession
from anxin.people.models import Member, Organisation
from anxin.triage import Risk, Topic


class Question(models.Model):
    """A question of a resident (提问), from asking to its end. Its words are the first message of its conversation."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="questions")
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="questions")
    conversation = models.OneToOneField(Conversation, on_delete=models.PROTECT, related_name="question")
    topic = models.CharField(max_length=20, choices=[(t.value, t.value) for t in Topic])
    risk = models.SmallIntegerField(default=0)
    signals = list_of(models.CharField(max_length=60))  # codes of what the machine noticed, the newest reading
    risk_by_machine = models.BooleanField(default=False)  # its level stands on the machine's word alone
    private = models.BooleanField(default=True)
    state = models.CharField(max_length=20, default=State.WAITING, choices=[(s.value, s.value) for s in State])
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    claimed_at = models.DateTimeField(null=True)
    # Held out to one person, or handed over to a profession; the owner of one in danger keeps it until that is taken.
    offered_to = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    offered_at = models.DateTimeField(null=True)
    offered_until = models.DateTimeField(null=True)
    wanted = models.CharField(max_length=20, blank=True, choices=[(p.value, p.value) for p in Profession])
    handing_over = models.BooleanField(default=False)
    # The clock that runs (due_at is None while none does).
    asked_at = models.DateTimeField()
    starts_at = models.DateTimeField()
    clock_from = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    late_at = models.DateTimeField(null=True)
    warned = models.BooleanField(default=False)
    was_late = models.BooleanField(default=False)  # some clock of it ran out before a person answered
    looks_at = models.DateTimeField(null=True)
    first_answer_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    comes_back_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True, choices=[(o.value, o.value) for o in Outcome])
    # Asked in a room: answered there too as long as it is not private. Merged into another of its resident: closed for good.
    room = models.ForeignKey("desk.Room", on_delete=models.PROTECT, null=True, related_name="questions")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    asks_for = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")  # "the same one again"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | models.Q(state=State.CLOSED), name="merged_is_closed"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.CLAIMED) | models.Q(owner__isnull=False), name="claimed_has_owner"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.WAITING) | models.Q(owner=None), name="waiting_has_no_owner"
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.CLOSED, closed_at__isnull=False)
                | (~models.Q(state=State.CLOSED) & models.Q(closed_at=None)),
                name="closed_has_end",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[State.WAITING, State.CLAIMED]) | models.Q(due_at__isnull=False),
                name="open_has_clock",
            ),
        ]
        indexes = [
            models.Index(
                "campaign",
                models.F("risk").desc(),
                "due_at",
                "id",
                condition=models.Q(state=State.WAITING) | models.Q(state=State.CLAIMED, handing_over=True),
                name="question_queue",
            ),
            models.Index(fields=["looks_at"], condition=models.Q(looks_at__isnull=False), name="question_looks"),
            models.Index(fields=["campaign", "owner"], condition=~models.Q(state=State.CLOSED), name="question_open"),
            models.Index(fields=["campaign", "asked_at"], name="question_asked"),
            # The ledger's walks (newest first) for what is rare among a million; all else is walked by question_asked.
            models.Index(fields=["campaign", "owner", "asked_at"], name="question_of_helper"),
            models.Index(fields=["campaign", "asked_at"], condition=models.Q(risk__gte=2), name="question_danger"),
            models.Index(fields=["campaign", "asked_at"], condition=models.Q(was_late=True), name="question_late"),
            models.Index(
                fields=["campaign", "asked_at"], condition=~models.Q(state=State.CLOSED), name="question_not_over"
            ),
            models.Index(fields=["resident", "-asked_at"], name="question_resident"),
        ]

    transfer_over = False  # not a column: what an action has just done ends its hand-over (see actions/state.py)

    @property
    def topic_(self) -> Topic:
        """Its topic as the rules know it."""
        return Topic(self.topic)

    def matter(self, member: Member | None, at: datetime, *, joined: bool = False) -> scope.Matter:
        """The facts on which `rules.scope` judges what `member` may do with it; `joined`: she is in it beside its owner."""
        mine = member is not None and self.owner_id == member.pk
        wanted_me = member is not None and self.offered_to_id == member.pk and (self.handing_over or self.held_out(at))
        return scope.Matter(
            topic=Topic(self.topic),
            risk=Risk(self.risk),
            state=State(self.state),
            owned=self.owner_id is not None,
            mine=mine,
            to_be_taken=self.handing_over and not mine and (self.risk >= Risk.HIGH or bool(self.wanted) or wanted_me),
            wanted=Profession(self.wanted) if self.wanted else None,
            wanted_me=wanted_me and not self.wanted,
            joined=joined and not mine,
        )

    def held_out(self, at: datetime) -> bool:
        """Whether it is held out to one named person now."""
        return self.offered_until is not None and self.offered_until > at

    def running(self) -> clocks.Running:
        """The facts on which `rules.clocks` says what comes next, and when."""
        return clocks.Running(
            state=State(self.state),
            risk=Risk(self.risk),
            length=self.campaign.clock(self.risk),
            due_at=self.due_at,
            starts_at=self.starts_at,
            offer_tried=self.offered_at is not None,
            late_at=self.late_at,
            claimed_at=self.claimed_at,
            warned=self.warned,
            answered_at=self.answered_at,
            comes_back_at=self.comes_back_at,
        )

    def waited(self) -> timedelta | None:
        """From asking to the first human answer."""
        return self.first_answer_at - self.asked_at if self.first_answer_at else None


class Acceptance(models.Model):
    """That a member took a question on; she may read it from then on."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="acceptances")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "member"], name="acceptance_once")]
        indexes = [models.Index(fields=["member", "question"], name="acceptance_hers")]


class RiskNote(models.Model):
    """Why a level was raised or lowered, in the words of who did it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="risk_notes")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")  # None: the machine
    before = models.SmallIntegerField()
    after = models.SmallIntegerField()
    signals = list_of(models.CharField(max_length=60))
    reason = SealedText(null=True)
    at = models.DateTimeField()


class SecondYes(models.Model):
    """What one person may not do alone at risk 2 and 3: closing, or lowering the level. Waits for another's yes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="second_yeses")
    verb = models.CharField(max_length=10, choices=[("close", "close"), ("lower", "lower")])
    outcome = models.CharField(max_length=20, blank=True)
    risk = models.SmallIntegerField(null=True)
    why = models.CharField(max_length=20, blank=True, choices=[(r.value, r.value) for r in LowerReason])
    reason = SealedText(null=True)
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question"], condition=models.Q(decided_at=None), name="second_yes_open_once"
            )
        ]
