"""Keeping the index: in the transaction of the verb that speaks, so that words are found, and gone, with what they say."""

from typing import Any

from django.db import connection

from anxin.core.search import learn, lexemes
from anxin.desk.models import Question, QuestionWords
from anxin.desk.search.buckets import kept
from anxin.desk.search.words import WORDS

learn(WORDS)
WRITE = """
INSERT INTO desk_questionwords (question_id, organisation_id, campaign_id, asked_at, vector)
VALUES (%s, %s, %s, %s, array_to_tsvector(%s))
ON CONFLICT (question_id) DO UPDATE SET vector = desk_questionwords.vector || excluded.vector
"""


def keep_words(question: Question, text: str) -> None:
    """`text` was written in `question`: it can be searched as long as the question stands in the open. Else nothing."""
    if question.private:
        return
    words = kept(question.campaign_id, question.asked_at, lexemes(text))
    values: list[Any] = [question.pk, question.organisation_id, question.campaign_id, question.asked_at, words]
    with connection.cursor() as cursor:
        cursor.execute(WRITE, values)


def drop_words(question: Question) -> None:
    """It became private: none of its words stays in the index."""
    QuestionWords.objects.filter(question=question).delete()
