"""What residents fill in. Whether a text may be kept is for the actions to say."""

import secrets
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from anxin.clients.actions import HANDLE_CONSENT
from anxin.clients.models import ASKER_NAMES, AskerKind, Resident
from anxin.core.finding import Finding
from anxin.core.refusal import Refused
from anxin.desk.kinds import Feeling, Helped
from anxin.pages.resident.asking import Asked
from anxin.people.models import Member

ANYONE = _("whoever is free first")
HERE, AWAY = _("%(name)s again (on duty now)"), _("%(name)s again (not on duty now)")
KINDS = [("", _("rather not say")), *((kind.value, _(name)) for kind, name in ASKER_NAMES.items())]


class Wish(forms.ChoiceField):
    """A choice that is never refused: what is none of its choices is no wish."""

    def validate(self, value: Any) -> None:
        """Anything may stand in it."""


class AskForm(forms.Form):
    """One box; the rest may be left alone. `helpers` answered her before, each with whether she is on duty now."""

    text = forms.Field(required=False)
    key = forms.Field(required=False)
    private = forms.BooleanField(required=False)
    kind = forms.ChoiceField(label=_("I am"), choices=KINDS, widget=forms.RadioSelect, required=False)
    handle = forms.CharField(
        label=_("What we may call you"),
        help_text=_(HANDLE_CONSENT),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    again = Wish(label=_("Who should answer"), widget=forms.RadioSelect, required=False)

    def __init__(self, data: Any = None, *, helpers: Sequence[tuple[Member, bool]] = (), **more: Any) -> None:
        super().__init__(data, **more)
        self.helpers = helpers
        names = [(str(each.pk), (HERE if there else AWAY) % {"name": each.name}) for each, there in helpers]
        self.fields["again"].choices = [("", ANYONE), *names]  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """What she sends. Refused (422): bad_field, with the field's own sentence."""
        if not self.is_valid():
            sentence = next(str(error) for errors in self.errors.values() for error in errors)
            raise Refused(Finding("bad_field", sentence), 422)
        said = self.cleaned_data
        kind = AskerKind(said["kind"]) if said["kind"] else None
        wish = as_id(said["again"])
        return Asked(said["text"] or "", said["private"], said["handle"], kind, said["key"] or new_key(), wish)


class SayForm(forms.Form):
    """One more message."""

    text = forms.Field(required=False)
    key = forms.Field(required=False)


class FeedbackForm(forms.Form):
    """Two taps, one at a time."""

    helped = forms.ChoiceField(choices=[(each.value, each.value) for each in Helped], required=False)
    feeling = forms.ChoiceField(choices=[(each.value, each.value) for each in Feeling], required=False)

    def said(self) -> dict[str, Any]:
        """What she tapped; what is none of ours is left aside."""
        self.is_valid()
        helped, feeling = self.cleaned_data.get("helped"), self.cleaned_data.get("feeling")
        return {"helped": Helped(helped) if helped else None, "feeling": Feeling(feeling) if feeling else None}


class CodeForm(forms.Form):
    """The code to come back with."""

    code = forms.Field(required=False)


def said_before(resident: Resident | None) -> dict[str, Any]:
    """What the form of a known resident holds already."""
    return {
        "private": True,
        "again": "",
        "kind": resident.kind if resident else "",
        "handle": (resident.handle or "") if resident else "",
    }


def as_id(text: str) -> UUID | None:
    """The id in a field; None where there is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def new_key() -> str:
    """A key nobody else has; every try to send one text carries the same."""
    return secrets.token_hex(16)
