"""`/c/<slug>/q/<id>/attach`: photos and voice notes of the one who asked."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from anxin.core.door import PUBLIC, door
from anxin.core.refusal import Refused
from anxin.core.web import wants_json
from anxin.desk.attachments.sending import write_back_with
from anxin.pages.resident.access import Visit, question_of
from anxin.pages.resident.asking import page_of, phone
from anxin.pages.resident.forms import SayForm, new_key
from anxin.pages.resident.frame import in_its_place, see
from anxin.pages.resident.views.question import fragment, onward, question_page


@door(PUBLIC)
@in_its_place
def attach(visit: Visit, id: UUID) -> HttpResponse:
    """Write back with what was chosen; it counts as her writing, in every way."""
    row, resident = question_of(visit, id)
    if visit.request.method != "POST":
        return redirect("resident_question", slug=visit.campaign.slug, id=id)
    form = SayForm(visit.request.POST)
    form.is_valid()
    text, key = form.cleaned_data["text"] or "", form.cleaned_data["key"] or new_key()
    files = visit.request.FILES.getlist("files")
    try:
        write_back_with(row, resident, text, files, key, phone(visit.request), visit.at)
    except Refused as refused:
        if wants_json(visit.request):
            raise
        return question_page(visit, row, resident, text, refused)
    elsewhere = onward(visit, question_of(visit, id)[0])
    if elsewhere is not None:  # what she sent stands there
        return elsewhere
    if wants_json(visit.request):
        return fragment(visit, question_of(visit, id)[0])
    return see(page_of(row, visit.campaign.slug))
