from django.db import models

from anxin.campaigns.models import Campaign
from anxin.core.ids import new_id
from anxin.desk.models.question import Question
from anxin.people.models import Member, Organisation
from anxin.triage import Topic

TOPICS = [(t.value, t.value) for t in Topic]


class CommonQuestion(models.Model):
    """A good answer, made anonymous and approved, for everyone to read (常见问题). Plain text: nobody's secret stands in it.

    `ask` and `answer` are the version that is shown (empty until the first is approved); `draft_…` is what waits for
    another person's yes, empty where nothing does. So an edit never takes away what people read meanwhile.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, related_name="common_questions")
    topic = models.CharField(max_length=20, choices=TOPICS)
    ask = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    from_question = models.ForeignKey(Question, on_delete=models.PROTECT, null=True, related_name="+")
    draft_topic = models.CharField(max_length=20, blank=True, choices=TOPICS)
    draft_ask = models.TextField(blank=True, default="")
    draft_answer = models.TextField(blank=True, default="")
    drafted_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    sent_back = models.CharField(max_length=200, blank=True)  # what the second person wants changed
    approved_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(draft_ask="", draft_answer="")
                | ~models.Q(draft_ask="") & ~models.Q(draft_answer=""),
                name="common_draft_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_at=None) | ~models.Q(approved_by=None), name="common_approved_by_somebody"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "changed_at"])]

    @property
    def shown(self) -> bool:
        """Whether everyone may read it."""
        return self.approved_at is not None and self.withdrawn_at is None

    @property
    def waits(self) -> bool:
        """Whether a draft waits for another person's yes."""
        return self.draft_ask != "" and self.withdrawn_at is None


class SavedReply(models.Model):
    """Words that are said often (常用语): of the whole organisation, or of one member."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="+")  # None: everyone's
    title = models.CharField(max_length=40)
    text = models.TextField()
    topic = models.CharField(max_length=20, blank=True, choices=TOPICS)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
