"""Who may listen to a question and to a desk; the same access functions as the pages."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import translation

from anxin.clients.access import resident_here, resident_of
from anxin.core import bell, clock
from anxin.core.door import Door
from anxin.core.live import Grant
from anxin.core.prepared import Prepared
from anxin.core.presence import Place
from anxin.core.refusal import SIGN_IN, Refused
from anxin.desk import access
from anxin.desk.doors import ASKER_OR_STAFF
from anxin.desk.models import Question
from anxin.desk.rooms import access as rooms
from anxin.desk.rooms.feed import RoomSource, look_of
from anxin.people.doors import STAFF

THREAD = Prepared(lambda id: Question.objects.select_related("conversation").filter(pk=id), UUID(int=1))


def question(request: HttpRequest, id: str) -> Grant:
    """A question's messages and notices, to the resident who asked it and to staff who may read it."""
    row, place = asker_or_reader(request, _uuid(id))
    topic = bell.topic("conversation", row.conversation_id)
    return Grant(frozenset({topic}), counts=topic, number=row.conversation.seq, place=place)


def asker_or_reader(request: HttpRequest, key: UUID) -> tuple[Question, Place]:
    """A question, and as whom the visitor may have it open: who asked it, or staff who may read it."""
    row = _of_this_phone(request, key)
    if row is not None:
        return row, access.place_at(row, row.resident)
    _through(ASKER_OR_STAFF, request)
    resident = resident_of(request)
    if resident is not None:
        row = access.question_for_resident(resident, key)
        return row, access.place_at(row, resident)
    row, member = access.question_for_staff(request, key)
    access.may_open_book(row, member, clock.now())
    return row, access.place_at(row, member)


def _of_this_phone(request: HttpRequest, key: UUID) -> Question | None:
    row = THREAD.first(key) if request.COOKIES else None
    resident = resident_here(request, row.organisation_id) if row else None
    if row is None or resident is None or row.resident_id != resident.pk:
        return None
    row.resident = resident
    return row


def desk(request: HttpRequest, slug: str) -> Grant:
    """That something changed on a desk, or for this member; the page then fetches what she may see."""
    _through(STAFF, request)
    campaign, member = access.campaign_for_staff(request, slug)
    return Grant(frozenset({bell.topic("desk", campaign.pk), bell.topic("member", member.pk)}))


def room(request: HttpRequest, id: str) -> Grant:
    """All that is said in a room, to those who are in it; `?as=page` as parts of a page in the reader's language."""
    try:
        found = rooms.inside(request, _uuid(id))
    except Http404:
        _through(ASKER_OR_STAFF, request)  # to nobody it says "sign in", as everywhere
        raise
    look = look_of(request.GET.get("as", ""), translation.get_language_from_request(request))
    number = found.room.conversation.seq
    return Grant(frozenset(), number=number, place=found.place, source=RoomSource.of(found.room), look=look)


def _through(door: Door, request: HttpRequest) -> None:
    finding = door.lets_in(request)
    if finding is not None:
        raise Refused(finding, 401 if finding.code == SIGN_IN.code else 403)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error
