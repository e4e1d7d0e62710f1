"""Links for people who have no user name yet: made by a coordinator, opened once by her whose it is."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.core import clock
from anxin.core.door import PUBLIC, door
from anxin.core.flood import slow_down
from anxin.core.refusal import Refused
from anxin.core.web import address
from anxin.people.access_folk import overseer, people_of_house, person_for
from anxin.people.actions.invitations import NO_NAME, accept_invitation, invitation_of, invite, invite_all
from anxin.people.doors import COORDINATOR
from anxin.people.forms_folk import LoginForm
from anxin.people.kinds import Role
from anxin.people.models import Invitation, Member
from anxin.people.views.folk.common import page, profession_of
from anxin.people.views.folk.people import person_page

PER_MINUTE = 20  # of one address: a group may open its links together over one network


@never_cache
@door(COORDINATOR)
def links(request: HttpRequest) -> HttpResponse:
    """Who has not chosen a user name yet; a POST makes links for those who are chosen, and shows them this once."""
    me, at = overseer(request, Role.COORDINATOR), clock.now()
    rows = people_of_house(me).filter(active=True, account__username__startswith=NO_NAME, application=None)
    people = list(rows.select_related("account").order_by("profession", "name", "id"))
    made: dict[Member, str] = {}
    if request.method == "POST":
        chosen = set(request.POST.getlist("who"))
        made = invite_all(members=[each for each in people if str(each.pk) in chosen], by=me, at=at)
    waiting = Invitation.objects.filter(member__in=people, used_at=None, dropped_at=None)
    until = dict(waiting.values_list("member", "ends_at"))
    context = {
        "people": [
            {
                "id": each.pk,
                "name": each.name,
                "profession": profession_of(each),
                "until": until.get(each.pk),
                "ended": each.pk in until and until[each.pk] <= at,
                "fresh": each.pk not in until,
            }
            for each in people
        ],
        "made": [
            {"name": each.name, "profession": profession_of(each), "url": url_of(request, key)}
            for each, key in sorted(made.items(), key=lambda pair: (pair[0].profession, pair[0].name))
        ],
    }
    return page(request, "people/folk/links.html", context)


@require_POST
@door(COORDINATOR)
def one(request: HttpRequest, id: UUID) -> HttpResponse:
    """A link for one of them, shown on her page this once."""
    her, me = person_for(request, id, Role.COORDINATOR)
    try:
        key = invite(member=her, by=me, at=clock.now())
    except Refused as refused:
        return person_page(request, her, me, refused)
    return person_page(request, her, me, link=url_of(request, key))


def url_of(request: HttpRequest, key: str) -> str:
    """The whole address of a link."""
    return request.build_absolute_uri(reverse("welcome", args=[key]))


@never_cache
@door(PUBLIC)
def welcome(request: HttpRequest, key: str) -> HttpResponse:
    """She who holds the link chooses her user name and password."""
    slow_down("welcome", address(request), PER_MINUTE)
    at = clock.now()
    invitation = invitation_of(key, at)
    form, refused = LoginForm(request.POST if request.method == "POST" else None), None
    if request.method == "POST" and form.is_valid():
        try:
            accept_invitation(invitation=invitation, **form.cleaned_data, at=at)
        except Refused as caught:
            refused = caught
        else:
            messages.success(request, _("Welcome. Sign in with what you chose."))
            return redirect("account_login")
    context = {"member": invitation.member, "form": form, "me": None, "nav": []}
    response = page(request, "people/folk/welcome.html", context, refused, 422 if form.errors else 200)
    response["Referrer-Policy"] = "no-referrer"
    return response
