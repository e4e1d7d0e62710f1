"""A note to those who come next."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from anxin.campaigns.access import campaign_for_staff
from anxin.campaigns.show import show
from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import Refused
from anxin.core.web import next_step, sentence
from anxin.people.doors import STAFF
from anxin.rota.actions.hand_over import LONGEST, leave_note
from anxin.rota.notes import notes_for


@never_cache
@door(STAFF)
def note(request: HttpRequest, slug: str) -> HttpResponse:
    """The notes of the last hours, and mine to write; a refusal comes back with what was typed."""
    campaign, member = campaign_for_staff(request, slug)
    refusal, status, text = None, 200, request.POST.get("text", "")
    if request.method == "POST":
        try:
            leave_note(campaign=campaign, text=text, by=member, at=clock.now())
        except Refused as refused:
            refusal = {"sentence": sentence(refused.finding), "next_step": next_step(refused.finding)}
            status = refused.status
        else:
            messages.success(request, _("Your note is there for those who come next."))
            return redirect(reverse("hand_over", args=[slug]))
    at = clock.now()
    context = {"notes": notes_for(campaign, at), "now": at, "text": text, "most": LONGEST, "refusal": refusal}
    return show(request, campaign, "rota/note.html", context, status)
