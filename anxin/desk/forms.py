"""What people type or choose when they act on a question. Shapes only: the actions judge."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anxin.desk.kinds import LOWER_NAMES, OUTCOME_NAMES, RISK_NAMES, TOPIC_NAMES, LowerReason, Outcome
from anxin.desk.models import Question
from anxin.people.kinds import PROFESSION_NAMES, Profession
from anxin.people.models import Member
from anxin.triage import Risk, Topic

WHY = gettext_lazy("Say why, in a few words.")
CHOOSE = gettext_lazy("Choose one.")


def radios(label: Any) -> Any:
    """A choice of tiles; its choices come with the question."""
    return forms.ChoiceField(label=label, widget=forms.RadioSelect, error_messages={"required": CHOOSE})


def reason(*, required: bool = True) -> Any:
    """A few words that are kept with the question."""
    box = forms.Textarea(attrs={"rows": 2, "autocomplete": "off"})
    return forms.CharField(label=gettext_lazy("Why"), widget=box, required=required, error_messages={"required": WHY})


class VerbForm(forms.Form):
    """A form about one question; `there` are the members on duty with it."""

    def __init__(self, data: Any = None, *, question: Question, there: Iterable[Member] = (), **more: Any) -> None:
        super().__init__(data, **more)
        self.use_required_attribute = False
        self.set_up(question, list(there))

    def set_up(self, question: Question, there: list[Member]) -> None:
        """Give each choice its choices."""


class TapForm(VerbForm):
    """Nothing to say: one tap."""


class ClaimForm(VerbForm):
    reason = reason(required=False)


class TakeOverForm(VerbForm):
    reason = reason()


class RaiseForm(VerbForm):
    risk = radios(gettext_lazy("How dangerous is it?"))
    reason = reason()

    def set_up(self, question: Question, there: list[Member]) -> None:
        above = [risk for risk in Risk if risk > question.risk]
        self.fields["risk"].choices = [(str(int(risk)), _(RISK_NAMES[risk])) for risk in above]  # type: ignore[attr-defined]


class LowerForm(VerbForm):
    risk = radios(gettext_lazy("Which level fits?"))
    why = radios(gettext_lazy("Why is it lower?"))
    reason = reason(required=False)

    def set_up(self, question: Question, there: list[Member]) -> None:
        below = [risk for risk in Risk if risk < question.risk]
        self.fields["risk"].choices = [(str(int(risk)), _(RISK_NAMES[risk])) for risk in below]  # type: ignore[attr-defined]
        self.fields["why"].choices = [(why.value, _(LOWER_NAMES[why])) for why in LowerReason]  # type: ignore[attr-defined]
        self.fields["reason"].label = _("More, if it helps")


class TransferForm(VerbForm):
    to = radios(gettext_lazy("To whom?"))
    reason = reason()

    def set_up(self, question: Question, there: list[Member]) -> None:
        kinds = [Profession(each) for each in question.campaign.professions]
        people = [member for member in there if member.pk != question.owner_id]
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            *((f"profession:{kind.value}", _(PROFESSION_NAMES[kind])) for kind in kinds),
            *((f"member:{member.pk}", member.name) for member in people),
        ]


class SortForm(VerbForm):
    topic = radios(gettext_lazy("What is it about?"))

    def set_up(self, question: Question, there: list[Member]) -> None:
        self.fields["topic"].choices = [(topic.value, _(TOPIC_NAMES[topic])) for topic in Topic]  # type: ignore[attr-defined]
        self.fields["topic"].initial = question.topic


class FollowUpForm(VerbForm):
    at = forms.DateTimeField(
        label=gettext_lazy("When will you ask again?"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class CloseForm(VerbForm):
    # Stands in the live thread (desk/_messages.html), so that it names what she has before her eyes.
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    outcome = radios(gettext_lazy("How did it end?"))

    def set_up(self, question: Question, there: list[Member]) -> None:
        self.fields["outcome"].choices = [(end.value, _(OUTCOME_NAMES[end])) for end in Outcome]  # type: ignore[attr-defined]


class SecondForm(VerbForm):
    yes = forms.TypedChoiceField(choices=[("1", "1"), ("0", "0")], coerce=lambda value: value == "1")


class AnswerForm(forms.Form):
    """The answer box: its text is judged by the action, so that the refusal is the same everywhere."""

    text = forms.CharField(required=False, strip=False)
    key = forms.CharField(required=False, max_length=200)
