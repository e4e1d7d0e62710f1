"""`/join/mine/<key>`: an applicant's own page. Where it stands, her certificate, taking it back; then her account."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.core import clock, flood, web
from anxin.core.door import PUBLIC, door
from anxin.core.refusal import Refused
from anxin.people.access import HOME, account_of
from anxin.people.actions.applying import withdraw_application
from anxin.people.actions.credentials import hand_in_credential
from anxin.people.actions.sessions import signed_in
from anxin.people.actions.taking_on import choose_login, use_account
from anxin.people.joining_access import application_by
from anxin.people.kinds import Applying
from anxin.people.models import Application, CredentialKind
from anxin.people.rules.joining import OPEN, may_withdraw
from anxin.people.views.joining.forms import CertificateForm, LoginForm
from anxin.people.views.joining.frame import PAGES_EACH_ADDRESS, hold, show, told

MODEL = "django.contrib.auth.backends.ModelBackend"
FILE_FAULTS = frozenset(
    {
        "no_photo",
        "not_a_photo",
        "not_taken",
        "not_a_voice",
        "video",
        "file_too_big",
        "too_many_pixels",
        "too_hard",
        "no_file",
    }
)

LOGIN_FAULTS = {"name_taken": "username", "bad_user_name": "username", "weak_password": "password"}


@door(PUBLIC)
def mine(request: HttpRequest, key: str) -> HttpResponse:
    """The page. A wrong link is a 404 like any other, and slow to try."""
    application = _hers(request, key)
    response = _page(request, application, key)
    hold(response, request, application.drive, key)
    return response


@door(PUBLIC)
def certificate(request: HttpRequest, key: str) -> HttpResponse:
    """Hand in a credential with its photo. A file that is none is told beside the field; what was typed stays."""
    application = _hers(request, key)
    if request.method != "POST" or application.state not in OPEN:
        return redirect("my_application", key)
    form = CertificateForm(request.POST, request.FILES)
    kinds = list(_kinds(application))
    form.choices_of("kind", [(str(kind.pk), kind.name) for kind in kinds])
    refused: Refused | None = None
    if form.is_valid():
        said = form.cleaned_data
        try:
            hand_in_credential(
                kind=next(each for each in kinds if str(each.pk) == said["kind"]), application=application,
                file=said["file"], number=said["number"], issued_on=said["issued_on"], expires_on=said["expires_on"],
                by=application, at=clock.now(),
            )  # fmt: skip
            messages.success(request, _("We have your certificate. A person looks at it."))
            return redirect("my_application", key)
        except Refused as error:
            refused = error
            if error.finding.code in FILE_FAULTS:
                words = told(error) or {}
                form.add_error("file", f"{words['sentence']} {words['next_step']}".strip())
    return _page(request, application, key, certificate=form, refused=refused)


@door(PUBLIC)
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    """Take it back; her words are erased after 90 days."""
    application = _hers(request, key)
    if request.method == "POST":
        try:
            withdraw_application(application=application, by=application, at=clock.now())
        except Refused as error:
            return _page(request, application_by(key), key, refused=error)
    return redirect("my_application", key)


@door(PUBLIC)
def choose(request: HttpRequest, key: str) -> HttpResponse:
    """Her user name and password; then she is signed in and sees what is left to do."""
    application = _hers(request, key)
    if request.method != "POST":
        return redirect("my_application", key)
    form = LoginForm(request.POST)
    if form.is_valid():
        flood.slow_down("choose_login", web.address(request), 60, 10)
        said = form.cleaned_data
        try:
            account = choose_login(
                application=application, username=said["username"], password=said["password"], by=application,
                at=clock.now(),
            )  # fmt: skip
        except Refused as error:
            field = LOGIN_FAULTS.get(error.finding.code)
            if field is None:
                return _page(request, application_by(key), key, refused=error)
            words = told(error) or {}
            form.add_error(field, f"{words['sentence']} {words['next_step']}".strip())
            return _page(request, application, key, login_form=form, status=error.status)
        login(request, account, backend=MODEL)
        signed_in(account=account, at=clock.now())
        return redirect("start")
    return _page(request, application, key, login_form=form, status=422)


@door(PUBLIC)
def use_mine(request: HttpRequest, key: str) -> HttpResponse:
    """Her place belongs to the account with which she is signed in. Who is not signed in does that first."""
    application, account = _hers(request, key), account_of(request)
    if account is None:
        return redirect(_sign_in_first(key))
    if request.method != "POST":
        return redirect("my_application", key)
    try:
        member = use_account(application=application, account=account, by=application, at=clock.now())
    except Refused as error:
        return _page(request, application_by(key), key, refused=error)
    request.session[HOME] = str(member.pk)
    return redirect("start")


def _sign_in_first(key: str) -> str:
    """The sign-in page that leads back to her own page."""
    return f"{reverse('account_login')}?{urlencode({'next': reverse('my_application', args=[key])})}"


def _hers(request: HttpRequest, key: str) -> Application:
    try:
        return application_by(key)
    except Http404:
        flood.slow_down("wrong_link", web.address(request), PAGES_EACH_ADDRESS)
        raise


def _kinds(application: Application) -> Any:
    """The credentials that her profession asks for, or may bring."""
    rows = CredentialKind.objects.filter(organisation=application.organisation_id, ended_at=None)
    return rows.filter(Q(professions__contains=[application.profession]) | Q(professions=[])).order_by(
        "-required", "name"
    )


def _page(
    request: HttpRequest, application: Application, key: str, *, certificate: CertificateForm | None = None,
    login_form: LoginForm | None = None, refused: Refused | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    member = application.member
    waiting = application.state in OPEN
    kinds = list(_kinds(application)) if waiting else []
    if certificate is None:
        certificate = CertificateForm(initial={"kind": str(kinds[0].pk)} if kinds else {})
        certificate.choices_of("kind", [(str(kind.pk), kind.name) for kind in kinds])
    has_account = member is not None and member.account.is_active
    signed_in_as = account_of(request)
    beside = bool(certificate.errors)
    context = {
        "application": application,
        "key": key,
        "state": Applying(application.state).value,
        "waiting": waiting,
        "kinds": kinds,
        "handed_in": list(application.credentials.select_related("kind").order_by("made_at")) if waiting else [],
        "certificate": certificate,
        "login_form": login_form or LoginForm(),
        "has_account": has_account,
        "may_withdraw": may_withdraw(Applying(application.state), has_account) is None,
        "again": request.GET.get("again") == "1",
        "link": f"{settings.ADDRESS}{request.path}" if request.path.endswith(key) else "",
        "signed_in_as": signed_in_as.username if signed_in_as else "",
        "sign_in_url": _sign_in_first(key),
        "username": member.account.username if member and has_account else "",
    }
    found = None if beside else refused
    status = refused.status if refused else (422 if beside else status)
    return show(request, application.drive, "people/join/mine.html", context, refused=found, status=status)
