"""A shift entered by hand. Shapes only: the action judges."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anxin.campaigns.models import Campaign
from anxin.people.models import Member

CLOCK = {"type": "time", "step": 1800}


class SlotForm(forms.Form):
    """Member, from, to; a shift that ends at or before its begin ends on the next day."""

    member = forms.ChoiceField(label=_("Who"))
    begins = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs=CLOCK, format="%H:%M"))
    ends = forms.TimeField(label=_("To"), widget=forms.TimeInput(attrs=CLOCK, format="%H:%M"))

    def __init__(self, data: Any = None, *, people: Iterable[Member], **more: Any) -> None:
        super().__init__(data, **more)
        self.use_required_attribute = False
        self.fields["member"].choices = [(str(each.pk), each.name) for each in people]  # type: ignore[attr-defined]

    def stretch(self, campaign: Campaign, day: date) -> tuple[datetime, datetime]:
        """Begin and end on `day`, in the campaign's zone."""
        begins = datetime.combine(day, self.cleaned_data["begins"], campaign.tz)
        ends = datetime.combine(day, self.cleaned_data["ends"], campaign.tz)
        return begins, ends if ends > begins else ends + timedelta(days=1)
