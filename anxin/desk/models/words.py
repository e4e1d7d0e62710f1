from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from anxin.campaigns.models import Campaign
from anxin.desk.models.question import Question
from anxin.people.models import Organisation


class QuestionWords(models.Model):
    """The words of a question that was asked in the open; one that is, or becomes, private has no row.

    Each lexeme begins with the campaign and the day of asking (`desk.search.buckets`), so that a word which half of all
    questions hold is looked up for one day at a time. Words stand without order: no text can be put together from them.
    """

    question = models.OneToOneField(Question, on_delete=models.CASCADE, primary_key=True, related_name="words")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, db_index=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, db_index=False)
    asked_at = models.DateTimeField()
    vector = SearchVectorField()

    class Meta:
        # What was written last waits in a list that every search reads: a short one (kB).
        indexes = [GinIndex(fields=["vector"], name="question_words", gin_pending_list_limit=256)]
