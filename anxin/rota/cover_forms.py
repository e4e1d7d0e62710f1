"""What a coordinator fills in about shifts, cover and the rules' figures. Shapes only: the actions judge."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from anxin.campaigns.models import Campaign
from anxin.people.kinds import PROFESSION_NAMES, Profession
from anxin.rota.board.look import WEEKDAYS
from anxin.rota.kinds import Weight
from anxin.rota.models import ShiftKind
from anxin.rota.rules import RULES
from anxin.rota.rules.figures import FIELDS, Figures

CLOCK = {"type": "time", "step": 900}
WEIGHT_NAMES = {Weight.BLOCK: _("block"), Weight.WARN: _("warn"), Weight.OFF: _("off")}


class Plain(forms.Form):
    """Errors come from us, in the page, not from the browser."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.use_required_attribute = False


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs=CLOCK, format="%H:%M"))


class KindForm(Plain):
    """A kind of shift."""

    name = forms.CharField(label=_("Name"), max_length=20)
    begins = _time(_("From"))
    ends = _time(_("To"))
    break_minutes = forms.IntegerField(label=_("Break in it, minutes"), min_value=0, max_value=480, initial=0)
    professions = forms.MultipleChoiceField(
        label=_("Only for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: for everybody."),
    )

    def __init__(self, *args: Any, campaign: Campaign, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["professions"].choices = professions_of(campaign)  # type: ignore[attr-defined]


def kind_form(kind: ShiftKind, campaign: Campaign) -> KindForm:
    """The form of a kind, as it stands."""
    names = ("name", "begins", "ends", "break_minutes", "professions")
    initial = {name: getattr(kind, name) for name in names}
    return KindForm(initial=initial, campaign=campaign, auto_id=f"kind-{kind.pk.hex[-6:]}-%s")


class CoverForm(Plain):
    """How many of whom, when."""

    professions = forms.MultipleChoiceField(label=_("Professions"), widget=forms.CheckboxSelectMultiple)
    people = forms.IntegerField(label=_("People at once"), min_value=0, max_value=50, initial=1)
    begins = _time(_("From"))
    ends = _time(_("To"))
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        choices=list(enumerate(WEEKDAYS)), initial=list(range(7)),
    )  # fmt: skip
    day = forms.DateField(
        label=_("Or only on this date"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, campaign: Campaign, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["professions"].choices = professions_of(campaign)  # type: ignore[attr-defined]


class FiguresForm(Plain):
    """The rules' figures, and which rules block, warn or are off."""

    def __init__(self, data: Any = None, *, figures: Figures) -> None:
        super().__init__(data)
        for each in FIELDS:
            self.fields[each.name] = forms.IntegerField(
                label=gettext(each.title), min_value=each.least, max_value=each.most, initial=getattr(figures, each.name),
                help_text=gettext("as a rule %(usual)s") % {"usual": each.usual},
            )  # fmt: skip
        for rule in RULES:
            self.fields[f"rule-{rule.code}"] = forms.ChoiceField(
                label=gettext(rule.title), choices=[(str(weight), name) for weight, name in WEIGHT_NAMES.items()],
                initial=str(figures.weights.get(rule.code, rule.weight)),
                help_text=gettext("as a rule: %(usual)s") % {"usual": WEIGHT_NAMES[rule.weight]},
            )  # fmt: skip

    @property
    def numbers(self) -> list[forms.BoundField]:
        """The fields of figures."""
        return [self[each.name] for each in FIELDS]

    @property
    def rules(self) -> list[forms.BoundField]:
        """The fields of weights."""
        return [self[f"rule-{rule.code}"] for rule in RULES]

    def read(self) -> tuple[Mapping[str, int], Mapping[str, str]]:
        """Figures, and weights by rule."""
        said = self.cleaned_data
        return {f.name: said[f.name] for f in FIELDS}, {r.code: said[f"rule-{r.code}"] for r in RULES}


def professions_of(campaign: Campaign) -> list[tuple[str, str]]:
    """The campaign's professions first, then the others."""
    first = [Profession(each) for each in campaign.professions]
    return [
        (each.value, gettext(PROFESSION_NAMES[each])) for each in [*first, *(p for p in Profession if p not in first)]
    ]


OFFER_NAMES = {
    1: (gettext_lazy("Day shift"),),
    2: (gettext_lazy("Morning shift"), gettext_lazy("Afternoon shift")),
    3: (gettext_lazy("Early shift"), gettext_lazy("Middle shift"), gettext_lazy("Late shift")),
}
