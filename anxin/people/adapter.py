"""How allauth behaves here: no sign-up, our lock-out instead of its own, secrets encrypted, our words."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from anxin.core import clock
from anxin.core.crypto import ring
from anxin.people.actions.reach import BROWSER, end_browser
from anxin.people.actions.sessions import signed_in, signed_out
from anxin.people.language import put_language
from anxin.people.models import Account
from anxin.people.signing_in import came_from

SECRET = "mfa.authenticator.secret"  # noqa: S105 - names the column, so that a value copied elsewhere does not open


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in with a user name that the organisation gave out."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("User name and password do not fit."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your present password."),
        "too_many_login_attempts": _("Too many attempts. Please wait five minutes."),
        "rate_limited": _("Too many attempts. Please wait five minutes."),
        "incorrect_code": _("This code does not fit. Wait for the next one, or check the clock of your phone."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are opened by organisations, never by visitors."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Nothing: django-axes counts passwords per name and address; allauth would lock the name for everybody."""

    def _rollback_login_failed_rl_usage(self) -> None:
        """Nothing was counted."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """As everywhere else: past the proxies that we trust."""
        return came_from(request) or "0.0.0.0"  # noqa: S104 - stands for "unknown", nothing is bound to it

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **how: Any) -> HttpResponse:
        """Her language comes with her to a new device."""
        response: HttpResponse = super().post_login(request, user, **how)
        if isinstance(user, Account):
            signed_in(account=user, at=clock.now())
            if user.language:
                put_language(response, user.language)
        return response

    def logout(self, request: HttpRequest) -> None:
        """This browser is called no more."""
        user = request.user
        if isinstance(user, Account):
            at = clock.now()
            end_browser(account=user, id=request.session.get(BROWSER), at=at)
            signed_out(account=user, at=at)
        super().logout(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """No mail leaves this house for now."""


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: their secrets lie encrypted in the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code does not fit. Wait for the next one, or check the clock of your phone."),
        "cannot_generate_recovery_codes": _(
            "Recovery codes come with an authenticator app or a passkey. Set one up first."
        ),
    }

    def encrypt(self, text: str) -> str:
        """`text` sealed with this installation's key ring."""
        return base64.b64encode(ring(settings.HOME).seal(text, SECRET)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Counterpart of `encrypt`."""
        return ring(settings.HOME).open(base64.b64decode(encrypted_text), SECRET)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """What a phone shows when it asks whether to sign in."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": str(settings.MFA_TOTP_ISSUER)}

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:
        """A name for a new passkey, which she can change."""
        number = user.authenticator_set.filter(type=type).count()  # type: ignore[attr-defined]
        return str(_("My phone or key")) + (f" {number + 1}" if number else "")
