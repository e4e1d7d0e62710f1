"""What could be answered, as the page beside the thread offers it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import refuse_if
from anxin.desk import access
from anxin.desk.api.answers import as_json
from anxin.desk.rules.scope import may_answer
from anxin.desk.suggestions.near import for_her, for_question
from anxin.people.doors import STAFF

router = Router()


class SuggestionOut(Schema):
    """`kind`: common, answered or reply; `text` is `answer` with the resident's name in the place of {称呼}."""

    id: UUID
    kind: str
    ask: str
    answer: str
    text: str


class SuggestionsOut(Schema):
    items: list[SuggestionOut]
    next: str | None = None


@router.get("/questions/{uuid:id}/suggestions", response=SuggestionsOut)
@door(STAFF)
def suggestions(request: HttpRequest, id: UUID) -> HttpResponse:
    """For who answers it now. Refused: private (403); not_yours, not_claimed, already_closed."""
    question, member = access.question_for_staff(request, id)
    at = clock.now()
    helper = access.helper_of(member, question.campaign)
    access.may_open_book(question, member, at)
    refuse_if(may_answer(helper, question.matter(member, at)))
    items = [
        {
            "id": each.id,
            "kind": each.kind.value,
            "ask": each.ask or each.title,
            "answer": each.answer,
            "text": for_her(each.answer, question),
        }
        for each in for_question(question, member, helper)
    ]
    return as_json({"items": items, "next": None})
