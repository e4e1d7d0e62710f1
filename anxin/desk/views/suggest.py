"""Similar answers while she types, the picker of saved replies, and what she used of them."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.campaigns.show import show
from anxin.core import clock
from anxin.core.door import door
from anxin.core.flood import slow_down
from anxin.core.refusal import BAD_REQUEST, Refused, refuse_if
from anxin.desk import access
from anxin.desk.actions.answers.used import use_suggestion
from anxin.desk.models import Question
from anxin.desk.rules.scope import may_answer
from anxin.desk.suggestions.kinds import SuggestionKind
from anxin.desk.suggestions.lists import replies_for
from anxin.desk.suggestions.near import for_her
from anxin.desk.views.sections.suggest import hints
from anxin.people.doors import STAFF
from anxin.people.models import Member

LOOKS_PER_MINUTE = 120  # the script asks once in a pause of typing
DRAFT = 600  # characters of a draft that are looked at


class UsedForm(forms.Form):
    """Which suggestion she took."""

    kind = forms.ChoiceField(choices=[(kind.value, kind.value) for kind in SuggestionKind])
    id = forms.UUIDField()


@require_POST
@door(STAFF)
def suggest(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """What is near to the question and to the `draft` in her box, as a fragment. The draft is read and forgotten."""
    question, member = _answering(request, slug, id)
    slow_down("suggest", str(member.pk), LOOKS_PER_MINUTE)
    draft = request.POST.get("draft", "")[-DRAFT:]
    found = hints(question, member, access.helper_of(member, question.campaign), draft)
    return show(request, question.campaign, "desk/_hints.html", {"hints": found})


@require_POST
@door(STAFF)
def used(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """She put a suggestion into her box (nothing was sent): remember which, by its id."""
    question, member = _answering(request, slug, id)
    form = UsedForm(request.POST)
    if not form.is_valid():
        raise Refused(BAD_REQUEST, 400)
    kind = SuggestionKind(form.cleaned_data["kind"])
    use_suggestion(question=question, kind=kind, id=form.cleaned_data["id"], by=member, at=clock.now())
    return HttpResponse(status=204)


@never_cache
@door(STAFF)
def picker(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Her saved replies and everyone's, those of the question's topic first, ready to be put into the box."""
    question, member = _answering(request, slug, id)
    groups = [
        {**group, "replies": [{"row": row, "text": for_her(row.text, question)} for row in group["replies"]]}
        for group in replies_for(member, first=question.topic)
    ]
    return show(request, question.campaign, "desk/_replies_picker.html", {"groups": groups})


def _answering(request: HttpRequest, slug: str, id: UUID) -> tuple[Question, Member]:
    """A question that she answers now. Refused (403): private; not_yours, not_claimed, already_closed."""
    question, member = access.question_on_desk(request, slug, id)
    at = clock.now()
    access.may_open_book(question, member, at)
    refuse_if(may_answer(access.helper_of(member, question.campaign), question.matter(member, at)))
    return question, member
