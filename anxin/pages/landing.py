"""The bare address, and where signing in leads: a coordinator to her day, who learns to what is left, who serves to the
desk, others to sign in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse

from anxin.core.door import PUBLIC, door
from anxin.people.access import home_of, members_of
from anxin.people.kinds import Role, Standing


@door(PUBLIC)
def landing(request: HttpRequest) -> HttpResponse:
    """A redirect; residents come by the link or QR code of their campaign and never pass here."""
    if members_of(request):
        if home_of(request).standing == Standing.LEARNING:
            return HttpResponseRedirect(reverse("start"))
        coordinates = home_of(request).holds(Role.COORDINATOR)
        return HttpResponseRedirect(reverse("day_home" if coordinates else "desk_home"))
    return HttpResponseRedirect(reverse("demo" if settings.DEMO else "account_login"))


urlpatterns = [path("", landing, name="landing")]
