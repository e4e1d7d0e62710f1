"""Sign in as anyone in the demo town. Outside it this page does not exist."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from anxin.core.door import door
from anxin.people.demo_people import cards, passwords
from anxin.people.doors import DEMO
from anxin.people.models import Account


@never_cache
@door(DEMO)
def town(request: HttpRequest) -> HttpResponse:
    """Everybody of the demo town; POST signs in as one of them."""
    if request.method == "POST":
        return _sign_in(request, request.POST.get("username", ""))
    return render(request, "people/demo.html", {"organisations": cards(settings.HOME)})


def _sign_in(request: HttpRequest, username: str) -> HttpResponse:
    if not settings.DEMO or username not in passwords(settings.HOME):
        raise Http404
    account = Account.objects.filter(username=username, is_active=True).first()
    if account is None:
        raise Http404
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(settings.LOGIN_REDIRECT_URL)
