"""What answering and writing back share where photos or voice notes come with it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings

from anxin.conversations.models import Attachment
from anxin.conversations.queries import attached_to
from anxin.core.refusal import refuse_if
from anxin.core.text import clean
from anxin.desk.models import Question
from anxin.desk.rules.attaching import may_attach

HOUR = timedelta(hours=1)


def words_of(text: str, attachments: Sequence[Attachment]) -> str:
    """`clean(text)`; with something attached there need be no words. Refused: empty, too_long, not_text."""
    return "" if attachments and not text.strip() else clean(text)


def refuse_if_attached_much(question: Question, attachments: Sequence[Attachment], at: datetime) -> None:
    """Under the question's lock, so that two at once are counted one after the other. Refused: attached_much."""
    if attachments:
        has, lately = attached_to(question.conversation, at - HOUR)
        most, most_lately = settings.FILES_PER_QUESTION, settings.FILES_PER_HOUR
        refuse_if(may_attach(len(attachments), has, lately, most, most_lately))
