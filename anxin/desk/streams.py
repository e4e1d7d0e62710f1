"""Who may listen to a question and to a desk; the same access functions as the pages."""

from uuid import UUID

from django.http import Http404, HttpRequest

from anxin.clients.access import resident_here, resident_of
from anxin.core import bell, clock
from anxin.core.door import Door
from anxin.core.live import Grant
from anxin.core.prepared import Prepared
from anxin.core.refusal import SIGN_IN, Refused
from anxin.desk import access
from anxin.desk.doors import ASKER_OR_STAFF
from anxin.desk.models import Question
from anxin.people.doors import STAFF

THREAD = Prepared(lambda id: Question.objects.select_related("conversation").filter(pk=id), UUID(int=1))


def question(request: HttpRequest, id: str) -> Grant:
    """A question's messages and notices, to the resident who asked it and to staff who may read it."""
    key = _uuid(id)
    row = _of_this_phone(request, key)
    if row is None:
        _through(ASKER_OR_STAFF, request)
        resident = resident_of(request)
        if resident is not None:
            row = access.question_for_resident(resident, key)
        else:
            row, member = access.question_for_staff(request, key)
            access.may_open_book(row, member, clock.now())
    topic = bell.topic("conversation", row.conversation_id)
    return Grant(frozenset({topic}), counts=topic, number=row.conversation.seq)


def _of_this_phone(request: HttpRequest, key: UUID) -> Question | None:
    row = THREAD.first(key) if request.COOKIES else None
    resident = resident_here(request, row.organisation_id) if row else None
    return row if row and resident and row.resident_id == resident.pk else None


def desk(request: HttpRequest, slug: str) -> Grant:
    """That something changed on a desk, or for this member; the page then fetches what she may see."""
    _through(STAFF, request)
    campaign, member = access.campaign_for_staff(request, slug)
    return Grant(frozenset({bell.topic("desk", campaign.pk), bell.topic("member", member.pk)}))


def _through(door: Door, request: HttpRequest) -> None:
    finding = door.lets_in(request)
    if finding is not None:
        raise Refused(finding, 401 if finding.code == SIGN_IN.code else 403)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error
