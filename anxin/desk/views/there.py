"""Who else has a question open now, and who is typing in it (`core.presence`)."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from anxin.campaigns.show import show
from anxin.conversations.models import AuthorKind
from anxin.core import clock
from anxin.core.door import door
from anxin.core.presence import Present, present
from anxin.desk import access
from anxin.desk.models import Question
from anxin.people.doors import STAFF
from anxin.people.models import Member


@never_cache
@door(STAFF)
def there(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """A line for each who is there beside her, as a fragment. Refused (403, private) where the words are not for her."""
    question, member = access.question_on_desk(request, slug, id)
    access.may_open_book(question, member, clock.now())
    return show(request, question.campaign, "desk/_there.html", {"there": lines(question, member)})


def lines(question: Question, member: Member) -> list[dict[str, Any]]:
    """ "何医生 is typing", "何医生 is looking", the resident last; who reads this is not in it."""
    found = [each for each in present(access.place_at(question, member).topic) if each.id != member.pk]
    staff = [each for each in found if each.kind == AuthorKind.MEMBER]
    names = dict(Member.objects.filter(pk__in=[each.id for each in staff]).values_list("pk", "name"))
    said = [_line(each, names.get(each.id, "")) for each in staff]
    return said + [_resident(each) for each in found if each.kind == AuthorKind.RESIDENT][:1]


def _line(one: Present, name: str) -> dict[str, Any]:
    words = _("%(name)s is typing …") if one.typing else _("%(name)s is looking at it, too")
    return {"typing": one.typing, "words": words % {"name": name}}


def _resident(one: Present) -> dict[str, Any]:
    words = _("The resident is typing …") if one.typing else _("The resident has this open")
    return {"typing": one.typing, "words": words}
