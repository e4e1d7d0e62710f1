"""Forms about people: credentials, hours, pauses, whom to call, sheets."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anxin.people.kinds import PROFESSION_NAMES, Profession
from anxin.people.models import CredentialKind

PROFESSIONS = [(each.value, _(PROFESSION_NAMES[each])) for each in Profession]
DAY = {"required": _("Please choose a day."), "invalid": _("This day is not in the calendar.")}


class Day(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Plain(forms.Form):
    """A form whose faults we say ourselves."""

    use_required_attribute = False


class HandInForm(Plain):
    """Which credential, its photo, and what stands on it."""

    kind = forms.ChoiceField(label=_("Which credential"))
    photo = forms.FileField(
        label=_("Photo of it"),
        help_text=_(
            "All four corners in the picture, and readable. We keep it sealed; only you and who checks it see it."
        ),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        error_messages={"required": _("Please add a photo of the credential."), "empty": _("This file is empty.")},
    )
    number = forms.CharField(label=_("Number on it"), max_length=60, required=False)
    issued_on = forms.DateField(label=_("Issued on"), required=False, widget=Day(), error_messages=DAY)
    expires_on = forms.DateField(label=_("Valid until (including)"), required=False, widget=Day(), error_messages=DAY)

    def __init__(self, *args: Any, kinds: list[CredentialKind], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kind"].choices = [(str(each.pk), each.name) for each in kinds]  # type: ignore[attr-defined]


class CheckForm(Plain):
    """What a checker says of it."""

    issued_on = forms.DateField(label=_("Issued on"), required=False, widget=Day(), error_messages=DAY)
    expires_on = forms.DateField(label=_("Valid until (including)"), required=False, widget=Day(), error_messages=DAY)


class RefuseForm(Plain):
    """Why it is refused."""

    reason = forms.CharField(
        label=_("Reason, told to her"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Say what is missing and what would help, for example: the corner with the date is cut off."),
        error_messages={"required": _("Say why, in a few words.")},
    )


class KindForm(Plain):
    """A kind of credential."""

    name = forms.CharField(label=_("Name on the paper"), max_length=60)
    professions = forms.MultipleChoiceField(
        label=_("Who needs it"), choices=PROFESSIONS, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one profession that needs it.")},
    )  # fmt: skip
    required = forms.BooleanField(label=_("Needed to be on duty"), required=False, initial=True)
    expires = forms.BooleanField(label=_("It expires"), required=False, initial=True)


class HoursForm(Plain):
    """A stretch of service without check-in."""

    day = forms.DateField(label=_("Day"), widget=Day(), error_messages=DAY)
    begins = forms.TimeField(
        label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("From when?"), "invalid": _("A time looks like 14:30.")},
    )  # fmt: skip
    ends = forms.TimeField(
        label=_("To"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Until when?"), "invalid": _("A time looks like 14:30.")},
    )  # fmt: skip
    what = forms.CharField(label=_("What it was"), max_length=120, error_messages={"required": _("Say what you did.")})


class PauseForm(Plain):
    """From when to when. No reason is asked."""

    first = forms.DateField(label=_("From"), widget=Day(), error_messages=DAY)
    last = forms.DateField(
        label=_("Until (including)"), required=False, widget=Day(), error_messages=DAY,
        help_text=_("Leave it open, and come back by one tap."),
    )  # fmt: skip


class ContactForm(Plain):
    """Whom to call."""

    name = forms.CharField(label=_("Full name"), max_length=40, error_messages={"required": _("Whom should we call?")})
    relation = forms.CharField(label=_("Who it is to you"), max_length=20, required=False)
    phone = forms.CharField(
        label=_("Telephone"), max_length=30, widget=forms.TextInput(attrs={"inputmode": "tel"}),
        error_messages={"required": _("At which number?")},
    )  # fmt: skip


class LeaveForm(Plain):
    """That she means it, and what becomes of certificates."""

    keep = forms.BooleanField(label=_("Certificates that I hold can still be looked up by their number"), required=False,
                              initial=True)  # fmt: skip
    sure = forms.BooleanField(
        label=_("I leave, and my data here is erased. This cannot be undone."),
        error_messages={"required": _("Please tick this if you want to leave.")},
    )


class LoginForm(Plain):
    """A user name and a password of her own."""

    username = forms.CharField(
        label=_("User name"), max_length=60, help_text=_("Letters, digits, dots, hyphens; for example your name in pinyin."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "username"}),
        error_messages={"required": _("Choose a user name.")},
    )  # fmt: skip
    password = forms.CharField(
        label=_("Password"), max_length=1000,
        help_text=_("At least 10 characters. A short sentence is easy to keep and hard to guess."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Choose a password.")},
    )  # fmt: skip
