"""Forms of the account pages, and allauth's forms in our words."""

import struct
from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as codes
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from anxin.people.second_factor import spend
from anxin.people.signing_in import count_failure, is_locked, lock_out


def put_words(form: forms.Form, **words: tuple[Any, Any]) -> None:
    """Give fields of `form` a label and a help text of ours; a placeholder that repeats the label goes."""
    for name, (label, help_text) in words.items():
        if name in form.fields:
            field = form.fields[name]
            field.label, field.help_text = label, help_text
            field.widget.attrs.pop("placeholder", None)


class SignInForm(account.LoginForm):  # type: ignore[misc]
    """Name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        put_words(
            self,
            login=(_("User name"), _("Your coordinator gave it to you.")),
            password=(_("Password"), ""),
            remember=(_("Keep me signed in on this device"), ""),
        )
        self.fields["login"].widget.attrs.update(autocapitalize="none", spellcheck="false")
        self.fields["password"].max_length = 1000


class AgainForm(account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that guards the account is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        put_words(self, password=(_("Password"), ""))


class ChangePasswordForm(account.ChangePasswordForm):  # type: ignore[misc]
    """A new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        put_words(
            self,
            oldpassword=(_("Present password"), ""),
            password1=(
                _("New password"),
                _("At least 10 characters. A short sentence is easy to keep and hard to guess."),
            ),
            password2=(_("New password once more"), ""),
        )


class _Code:
    """A code that is tried too often locks the name, as a password does."""

    user: Any
    fields: dict[str, forms.Field]

    def _words(self) -> None:
        put_words(self, code=(_("Code"), _("Six digits from your authenticator app, or a recovery code.")))  # type: ignore[arg-type]
        self.fields["code"].widget.attrs.update(inputmode="numeric", autofocus=True, maxlength=20)

    def clean_code(self) -> str:
        credentials = {"username": self.user.username}
        if is_locked(context.request, credentials):
            raise lock_out(context.request, credentials)
        code: str = super().clean_code()  # type: ignore[misc]
        if not spend(self.user.pk, code):
            raise get_adapter().validation_error("incorrect_code")
        return code

    def _emit_authentication_failed(self, authenticator: Any) -> None:
        count_failure(context.request, self.user.username)


class CodeForm(_Code, codes.AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._words()


class CodeAgainForm(_Code, codes.ReauthenticateForm):  # type: ignore[misc]
    """A code once more, before something that guards the account is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._words()


class SetUpAppForm(totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        put_words(self, code=(_("Code in the app"), _("Six digits; a new one comes every half minute.")))
        self.fields["code"].widget.attrs.update(inputmode="numeric", maxlength=6)


# What the passkey library raises where a browser, or someone who plays one, sends something else than a passkey.
NOT_A_PASSKEY = (LookupError, TypeError, ValueError, AttributeError, struct.error)


class _Passkey:
    """An answer that is no passkey is told in words."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except NOT_A_PASSKEY as error:
            raise forms.ValidationError(_("That was not a passkey we know. Try again.")) from error


class PasskeyForm(_Passkey, passkeys.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey as the second step."""


class PasskeyAloneForm(_Passkey, passkeys.LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey instead of name and password."""


class PasskeyAgainForm(_Passkey, passkeys.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey once more, before something that guards the account is changed."""


class AddPasskeyForm(passkeys.AddWebAuthnForm):  # type: ignore[misc]
    """A passkey: the name she gives it, and what the device answered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].max_length = 60
        self.fields["name"].widget.attrs["maxlength"] = 60
        put_words(
            self,
            name=(_("Name"), _("So that you know it again in the list.")),
            passwordless=(_("Sign in with this passkey alone, without the password"), ""),
        )

    def clean(self) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super().clean()
        except NOT_A_PASSKEY as error:
            raise forms.ValidationError(_("That was not a passkey we know. Try again.")) from error
        return cleaned


class RenamePasskeyForm(passkeys.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["maxlength"] = 60
        put_words(self, name=(_("Name"), ""))


class TokenForm(forms.Form):
    """What a new token is for."""

    label = forms.CharField(
        label=_("What is it for?"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": 60}),
    )


class LanguageForm(forms.Form):
    """One of the languages that the pages speak."""

    language = forms.ChoiceField(choices=settings.LANGUAGES)


class ChoiceOfPlaceForm(forms.Form):
    """The membership to work in."""

    member = forms.UUIDField()


class ReachForm(forms.Form):
    """What reaches her beside the page."""

    push = forms.BooleanField(label=_("On my devices"), required=False)
    email = forms.BooleanField(label=_("By e-mail"), required=False)
    only_urgent = forms.BooleanField(label=_("Only what is urgent"), required=False)
    address = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Messages hold a level, a topic and a link; never what somebody wrote."),
        required=False,
        max_length=200,
    )


class BrowserForm(forms.Form):
    """What a browser gives when it subscribes."""

    endpoint = forms.CharField(max_length=2000)
    p256dh = forms.CharField(max_length=200)
    auth = forms.CharField(max_length=100)
    label = forms.CharField(max_length=60, required=False)
