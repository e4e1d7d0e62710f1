"""The bare address: who works here goes to the desk, a newcomer of the demo town to its people, anyone else to sign in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse

from anxin.core.door import PUBLIC, door
from anxin.people.access import members_of


@door(PUBLIC)
def landing(request: HttpRequest) -> HttpResponse:
    """A redirect; residents come by the link or QR code of their campaign and never pass here."""
    if members_of(request):
        return HttpResponseRedirect(reverse("desk_home"))
    return HttpResponseRedirect(reverse("demo" if settings.DEMO else "account_login"))


urlpatterns = [path("", landing, name="landing")]
