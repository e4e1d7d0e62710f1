"""What residents fill in. Whether a text may be kept is for the actions to say."""

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anxin.clients.actions import HANDLE_CONSENT
from anxin.clients.models import ASKER_NAMES, AskerKind, Resident
from anxin.core.finding import Finding
from anxin.core.refusal import Refused
from anxin.pages.resident.asking import Asked

KINDS = [("", _("rather not say")), *((kind.value, _(name)) for kind, name in ASKER_NAMES.items())]


class AskForm(forms.Form):
    """One box; the rest may be left alone."""

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

    def asked(self) -> Asked:
        """What she sends. Refused (422): bad_field, with the field's own sentence."""
        if not self.is_valid():
            sentence = next(str(error) for errors in self.errors.values() for error in errors)
            raise Refused(Finding("bad_field", sentence), 422)
        said = self.cleaned_data
        kind = AskerKind(said["kind"]) if said["kind"] else None
        return Asked(said["text"] or "", said["private"], said["handle"], kind, said["key"] or new_key())


class SayForm(forms.Form):
    """One more message."""

    text = forms.Field(required=False)
    key = forms.Field(required=False)


class CodeForm(forms.Form):
    """The code to come back with."""

    code = forms.Field(required=False)


def said_before(resident: Resident | None) -> dict[str, Any]:
    """What the form of a known resident holds already."""
    return {
        "private": True,
        "kind": resident.kind if resident else "",
        "handle": (resident.handle or "") if resident else "",
    }


def new_key() -> str:
    """A key nobody else has; every try to send one text carries the same."""
    return secrets.token_hex(16)
