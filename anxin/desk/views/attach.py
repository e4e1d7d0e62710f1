"""Staff send photos and voice notes: an answer like any other."""

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import Refused
from anxin.core.web import wants_json
from anxin.desk import access
from anxin.desk.attachments.sending import answer_with
from anxin.desk.views.thread import messages_fragment, question_page
from anxin.people.doors import STAFF


@door(STAFF)
def attach(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Send what was chosen, once for its key; back comes the thread with it."""
    question, member = access.question_on_desk(request, slug, id)
    if request.method != "POST":
        return redirect("question", slug, id)
    key = request.headers.get("Idempotency-Key") or request.POST.get("key") or uuid4().hex
    text = request.POST.get("text", "")
    try:
        answer_with(question, member, text, request.FILES.getlist("files"), key, request.path, clock.now())
    except Refused as refused:
        if wants_json(request):
            raise
        row = access.question_on_desk(request, slug, id)[0]
        return question_page(request, row, member, refused=refused, text=text or None)
    if wants_json(request):
        return messages_fragment(request, access.question_on_desk(request, slug, id)[0], member)
    return redirect("question", slug, id)
