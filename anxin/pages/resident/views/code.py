"""The return code: made on one phone, used on another."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect

from anxin.clients.access import remember
from anxin.clients.actions import come_back, make_return_code
from anxin.core.door import PUBLIC, door
from anxin.core.refusal import Refused
from anxin.core.web import address
from anxin.desk.limits import count_code, count_write
from anxin.pages.resident.access import NOT_ON_THIS_PHONE, Visit
from anxin.pages.resident.forms import CodeForm
from anxin.pages.resident.frame import in_its_place, paced, page, see, told


@door(PUBLIC)
@in_its_place
def code(visit: Visit) -> HttpResponse:
    """Make a return code and show it, this once."""
    if visit.request.method != "POST":
        return redirect("resident_home", slug=visit.campaign.slug)
    if visit.resident is None:
        raise Refused(NOT_ON_THIS_PHONE, 404)
    count_write(visit.resident)
    made = make_return_code(resident=visit.resident, by=visit.resident, at=visit.at)
    return page(visit, "code.html", {"code": f"{made[:5]} {made[5:]}"})


@door(PUBLIC)
@in_its_place
def back(visit: Visit) -> HttpResponse:
    """Come back on this phone with a code."""
    if visit.request.method != "POST":
        return back_page(visit, CodeForm())
    form = CodeForm(visit.request.POST)
    form.is_valid()
    try:
        count_code(address(visit.request))
        _, token = come_back(
            organisation=visit.campaign.organisation, code=form.cleaned_data["code"] or "", at=visit.at
        )
    except Refused as refused:
        return back_page(visit, form, refused)
    response = see(f"{place_url(visit)}#mine")
    remember(response, visit.campaign.organisation_id, token, settings.HTTPS)
    return response


def back_page(visit: Visit, form: CodeForm, refused: Refused | None = None) -> HttpResponse:
    """The form for the code, and why it was refused if it was."""
    context = {"form": form, "known": visit.resident is not None, **told(refused)}
    return paced(page(visit, "back.html", context, refused.status if refused else 200), refused)


def place_url(visit: Visit) -> str:
    """The campaign's page."""
    return redirect("resident_home", slug=visit.campaign.slug).url
