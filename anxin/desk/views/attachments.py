"""`/attachments/<id>`: a photo or a voice note, through the same door as the thread it stands in."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from anxin.core import clock
from anxin.core.door import PUBLIC, door
from anxin.core.files import vault
from anxin.core.files.sending import begins, send
from anxin.desk.attachments.access import attachment_for


@door(PUBLIC)
def whole(request: HttpRequest, id: UUID) -> HttpResponse:
    """It as it was kept; a look of staff is kept, once for all the parts that a player asks for."""
    attachment = attachment_for(request, id, clock.now(), looks=begins(request))
    return send(request, vault.read(attachment.place), attachment.type)


@door(PUBLIC)
def thumb(request: HttpRequest, id: UUID) -> HttpResponse:
    """A photo as a thread shows it; the look at the thread stands for it."""
    attachment = attachment_for(request, id, clock.now())
    if not attachment.thumb:
        raise Http404
    return send(request, vault.read(attachment.thumb), "image/jpeg")
