"""What applicants and coordinators fill in. The actions judge what it means."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anxin.people.actions.applying import LONGEST_WHY, Wish
from anxin.people.kinds import PROFESSION_NAMES, Profession
from anxin.people.models import Drive
from anxin.people.rules.joining import PARTS
from anxin.people.rules.phones import BAD_PHONE, tidy_phone
from anxin.people.spoken import SPOKEN_NAMES

NEEDED = {"required": gettext_lazy("Please fill this in.")}
CHOOSE = {"required": gettext_lazy("Choose one.")}
DAYS = (
    gettext_lazy("Mon"), gettext_lazy("Tue"), gettext_lazy("Wed"), gettext_lazy("Thu"), gettext_lazy("Fri"),
    gettext_lazy("Sat"), gettext_lazy("Sun"),
)  # fmt: skip
PART_NAMES = {
    "morning": gettext_lazy("morning"),
    "afternoon": gettext_lazy("afternoon"),
    "evening": gettext_lazy("evening"),
}


def day_field(label: Any, required: bool = False) -> Any:
    """A day, by the phone's own picker."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, error_messages=NEEDED)


class PlainForm(forms.Form):
    """Faults are told by us, beside the field, and not by the browser."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False

    def choices_of(self, name: str, choices: Any) -> None:
        """Give a field its choices in the reader's language."""
        self.fields[name].choices = choices  # type: ignore[attr-defined]


class ApplyForm(PlainForm):
    """Who she is, what she can, when, why; and that she agrees."""

    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=40, error_messages=NEEDED,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    phone = forms.CharField(
        label=gettext_lazy("Your phone number"), max_length=40, error_messages=NEEDED,
        help_text=gettext_lazy("Only coordinators see it, and each look is kept."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )  # fmt: skip
    profession = forms.ChoiceField(
        label=gettext_lazy("You would help as"), widget=forms.RadioSelect, error_messages=CHOOSE
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages you speak well"), widget=forms.CheckboxSelectMultiple, required=False
    )
    times = forms.MultipleChoiceField(
        choices=[(f"{day}-{part}", f"{day}-{part}") for day in range(7) for part in PARTS], required=False
    )
    why = forms.CharField(
        label=gettext_lazy("Why would you like to help?"), required=False, max_length=LONGEST_WHY,
        widget=forms.Textarea(attrs={"rows": 4, "data-max": LONGEST_WHY}),
    )  # fmt: skip
    agrees = forms.BooleanField(
        label=gettext_lazy("I have read this and agree"),
        error_messages={"required": gettext_lazy("Without your consent we may not keep what you write.")},
    )
    key = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, drive: Drive, **more: Any) -> None:
        super().__init__(data, **more)
        asked = drive.professions or [each.value for each in Profession]
        self.choices_of("profession", [(p.value, _(name)) for p, name in PROFESSION_NAMES.items() if p.value in asked])
        self.choices_of("languages", [(code, _(name)) for code, name in SPOKEN_NAMES.items()])

    def clean_phone(self) -> str:
        text: str = self.cleaned_data["phone"]
        if tidy_phone(text) is None:
            raise forms.ValidationError(f"{_(BAD_PHONE.sentence)} {_(BAD_PHONE.next_step)}")
        return text

    def wish(self) -> Wish:
        """What the action takes."""
        said = self.cleaned_data
        times = [(int(day), part) for day, _dash, part in (each.partition("-") for each in said["times"])]
        return Wish(
            name=said["name"], phone=said["phone"], profession=Profession(said["profession"]),
            languages=said["languages"], times=times, why=said["why"], agrees=said["agrees"],
        )  # fmt: skip

    def week(self) -> list[dict[str, Any]]:
        """The grid of days and parts, with what she chose."""
        chosen = set(self["times"].value() or [])
        return [{"name": name, "parts": [_part(day, part, chosen) for part in PARTS]} for day, name in enumerate(DAYS)]


def _part(day: int, part: str, chosen: set[str]) -> dict[str, Any]:
    value = f"{day}-{part}"
    return {"value": value, "words": PART_NAMES[part], "on": value in chosen}


class CertificateForm(PlainForm):
    """A credential with its photo."""

    kind = forms.ChoiceField(label=gettext_lazy("Which one"), error_messages=CHOOSE)
    number = forms.CharField(label=gettext_lazy("Its number"), max_length=60, required=False)
    issued_on = day_field(gettext_lazy("Issued on"))
    expires_on = day_field(gettext_lazy("Valid until"))
    file = forms.FileField(
        label=gettext_lazy("A photo of it"), allow_empty_file=True,
        error_messages={"required": gettext_lazy("Take a photo of the certificate, or choose one.")},
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        issued, expires = said.get("issued_on"), said.get("expires_on")
        if isinstance(issued, date) and isinstance(expires, date) and expires < issued:
            self.add_error("expires_on", _("It would have ended before it was issued."))
        return said


class LoginForm(PlainForm):
    """A user name and a password of her own."""

    username = forms.CharField(
        label=gettext_lazy("User name"), max_length=60, error_messages=NEEDED,
        help_text=gettext_lazy("2 to 60 letters, digits, dots, hyphens or underscores; Chinese is fine."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    password = forms.CharField(
        label=gettext_lazy("Password"), max_length=1000, strip=False, error_messages=NEEDED,
        help_text=gettext_lazy("At least 10 characters. A short sentence is easy to keep and hard to guess."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=False),
    )  # fmt: skip


class DriveForm(PlainForm):
    """A recruiting drive."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=80, error_messages=NEEDED)
    slug = forms.CharField(
        label=gettext_lazy("Address"), max_length=40, error_messages=NEEDED,
        help_text=gettext_lazy("The page is /join/ and this word: small letters, digits and hyphens."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("What one does, for how long, what is asked"), required=False,
        help_text=gettext_lazy("Markdown: an empty line begins a paragraph, a line with “- ” is a point."),
        widget=forms.Textarea(attrs={"rows": 10, "data-max": 5000}),
    )  # fmt: skip
    professions = forms.MultipleChoiceField(
        label=gettext_lazy("Who is asked (none: all)"), widget=forms.CheckboxSelectMultiple, required=False
    )
    opens_on = day_field(gettext_lazy("Opens on"), required=True)
    closes_on = day_field(gettext_lazy("Last day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("professions", [(p.value, _(name)) for p, name in PROFESSION_NAMES.items()])


class WordsForm(PlainForm):
    """A few words: a note, a reason."""

    text = forms.CharField(error_messages={"required": gettext_lazy("Say why, in a few words.")}, max_length=2000)
