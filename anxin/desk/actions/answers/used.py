"""That a suggestion was put into the answer box: so that one can see which of them help."""

from datetime import datetime
from uuid import UUID

from anxin.core.action import action
from anxin.core.event import record
from anxin.desk.models import Question
from anxin.desk.suggestions.kinds import SuggestionKind
from anxin.people.models import Member


@action
def use_suggestion(*, question: Question, kind: SuggestionKind, id: UUID, by: Member, at: datetime) -> None:
    """Remember, by ids alone, that `by` took the suggestion `id` while answering `question`. Nothing is sent."""
    record("answer.suggested_used", about=question, by=by, at=at, kind=kind.value, suggestion=id)
