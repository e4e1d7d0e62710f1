"""`/people/applications/<id>/take-on`: her name among colleagues, her profession, the services she takes part in."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from anxin.campaigns.actions.participants import take_part
from anxin.campaigns.models import Campaign
from anxin.core import clock
from anxin.core.action import whole
from anxin.core.door import door
from anxin.core.refusal import Refused
from anxin.people.actions.taking_on import take_on
from anxin.people.doors import COORDINATOR
from anxin.people.joining_access import application_to_screen
from anxin.people.kinds import PROFESSION_NAMES, Profession
from anxin.people.models import Application, Member
from anxin.people.views.joining.forms import CHOOSE, NEEDED, PlainForm
from anxin.people.views.joining.frame import told
from anxin.people.views.joining.rows import application_row


class TakeOnForm(PlainForm):
    """What she is called, what she is, where she takes part."""

    name = forms.CharField(
        label=gettext_lazy("Her name among colleagues and residents"), max_length=40, error_messages=NEEDED,
        help_text=gettext_lazy("As people call her, for example 林医生 or 小吴."),
    )  # fmt: skip
    profession = forms.ChoiceField(label=gettext_lazy("Profession"), widget=forms.RadioSelect, error_messages=CHOOSE)
    campaigns = forms.MultipleChoiceField(
        label=gettext_lazy("Takes part in"), widget=forms.CheckboxSelectMultiple, required=False
    )


@never_cache
@door(COORDINATOR)
def take_on_page(request: HttpRequest, id: UUID) -> HttpResponse:
    """The form; a POST takes her on. Of two coordinators at once the first one does it."""
    application, member = application_to_screen(request, id)
    campaigns = list(
        Campaign.objects.filter(organisation=application.organisation_id, closed_at=None, ends_on__gte=clock.now().date())
        .order_by("starts_on", "slug")[:50]
    )  # fmt: skip
    only = [str(campaigns[0].pk)] if len(campaigns) == 1 else []
    first = {"name": application.name, "profession": application.profession, "campaigns": only}
    form = TakeOnForm(request.POST or None, initial=first)
    form.choices_of("profession", [(p.value, _(name)) for p, name in PROFESSION_NAMES.items()])
    form.choices_of("campaigns", [(str(each.pk), each.name) for each in campaigns])
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            chosen = [each for each in campaigns if str(each.pk) in form.cleaned_data["campaigns"]]
            _take(application, form, chosen, member)
            messages.success(
                request, _("Accepted. On her own page she now chooses a user name, and sees what to learn.")
            )
            return redirect("application", application.pk)
        except Refused as error:
            refused = error
    context = {"form": form, "application": application, "row": application_row(application, clock.now()),
               "refusal": told(refused)}  # fmt: skip
    status = refused.status if refused else (422 if form.errors else 200)
    return render(request, "people/screen/take_on.html", context, status=status)


def _take(application: Application, form: TakeOnForm, campaigns: list[Campaign], by: Member) -> None:
    """Her place and her parts in services: all of it or nothing."""
    said = form.cleaned_data
    with whole():
        member = take_on(
            application=application, name=said["name"], profession=Profession(said["profession"]), by=by, at=clock.now()
        )
        for each in campaigns:
            take_part(campaign=each, member=member, by=by, at=clock.now())
