"""What people type or choose when they act on a question. Shapes only: the actions judge."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anxin.desk.kinds import (
    DECLINE_NAMES,
    LATE_NAMES,
    LOWER_NAMES,
    OUTCOME_NAMES,
    RISK_NAMES,
    TOPIC_NAMES,
    TRANSFER_NAMES,
    DeclineWhy,
    LateCause,
    LowerReason,
    Outcome,
    TransferWhy,
)
from anxin.desk.models import Question
from anxin.desk.rules.snooze import UNTIL_NAMES, Until
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
    why = forms.ChoiceField(
        label=gettext_lazy("What does the resident hear?"), widget=forms.RadioSelect, required=False
    )
    reason = reason()

    def set_up(self, question: Question, there: list[Member]) -> None:
        kinds = [Profession(each) for each in question.campaign.professions]
        people = [member for member in there if member.pk != question.owner_id]
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            *((f"profession:{kind.value}", _(PROFESSION_NAMES[kind])) for kind in kinds),
            *((f"member:{member.pk}", f"{member.name} · {_(PROFESSION_NAMES[Profession(member.profession)])}")
              for member in people),
        ]  # fmt: skip
        self.fields["why"].choices = [(why.value, _(TRANSFER_NAMES[why])) for why in TransferWhy]  # type: ignore[attr-defined]
        self.fields["reason"].label = _("For your colleague")


class DeclineForm(VerbForm):
    why = forms.ChoiceField(
        label=gettext_lazy("Why not?"), widget=forms.RadioSelect, required=False,
        choices=[(why.value, name) for why, name in DECLINE_NAMES.items()],
    )  # fmt: skip
    reason = reason(required=False)

    def set_up(self, question: Question, there: list[Member]) -> None:
        self.fields["why"].choices = [(why.value, _(DECLINE_NAMES[why])) for why in DeclineWhy]  # type: ignore[attr-defined]
        self.fields["reason"].label = _("Or in your words")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("reason") and not said.get("why") and not self.errors:
            self.add_error("reason", WHY)
        return said


class AskInForm(VerbForm):
    member = radios(gettext_lazy("Whom do you ask in?"))

    def set_up(self, question: Question, there: list[Member]) -> None:
        on_call = question.campaign.on_call
        people = {each.pk: each for each in [*there, *([on_call] if on_call else [])] if each.pk != question.owner_id}
        self.fields["member"].choices = [  # type: ignore[attr-defined]
            (str(each.pk), f"{each.name} · {_(PROFESSION_NAMES[Profession(each.profession)])}")
            for each in people.values()
        ]


class SortForm(VerbForm):
    topic = radios(gettext_lazy("What is it about?"))

    def set_up(self, question: Question, there: list[Member]) -> None:
        self.fields["topic"].choices = [(topic.value, _(TOPIC_NAMES[topic])) for topic in Topic]  # type: ignore[attr-defined]
        self.fields["topic"].initial = question.topic


class NoteForm(VerbForm):
    text = forms.CharField(
        label=gettext_lazy("For colleagues; the resident does not see it"),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Please write something first.")},
    )


class MergeForm(VerbForm):
    other = forms.UUIDField(widget=forms.HiddenInput)


class SnoozeForm(VerbForm):
    until = radios(gettext_lazy("Until when?"))
    at = forms.DateTimeField(
        label=gettext_lazy("Another time"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    reason = reason()

    def set_up(self, question: Question, there: list[Member]) -> None:
        self.fields["until"].choices = [(each.value, _(UNTIL_NAMES[each])) for each in Until]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("until") == Until.OWN and not said.get("at") and "at" not in self.errors:
            self.add_error("at", _("Say when."))
        return said


class CloseForm(VerbForm):
    # Stands in the live thread (desk/_messages.html), so that it names what she has before her eyes.
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    outcome = radios(gettext_lazy("How did it end?"))

    def set_up(self, question: Question, there: list[Member]) -> None:
        ends = [(end.value, _(OUTCOME_NAMES[end])) for end in Outcome if end != Outcome.MERGED]
        self.fields["outcome"].choices = ends  # type: ignore[attr-defined]


class BlockForm(VerbForm):
    long = radios(gettext_lazy("For how long?"))
    reason = reason()

    def set_up(self, question: Question, there: list[Member]) -> None:
        spans = [("1", _("an hour")), ("24", _("a day")), ("168", _("a week")), ("720", _("30 days"))]
        self.fields["long"].choices = spans  # type: ignore[attr-defined]


class AskBlockForm(VerbForm):
    reason = reason()


class NoteLateForm(VerbForm):
    cause = radios(gettext_lazy("Why was it late?"))
    reason = reason(required=False)

    def set_up(self, question: Question, there: list[Member]) -> None:
        self.fields["cause"].choices = [(each.value, _(LATE_NAMES[each])) for each in LateCause]  # type: ignore[attr-defined]


class SecondForm(VerbForm):
    yes = forms.TypedChoiceField(choices=[("1", "1"), ("0", "0")], coerce=lambda value: value == "1")


class BreakForm(forms.Form):
    """For how long, and what becomes of what waits."""

    minutes = forms.ChoiceField(
        label=gettext_lazy("For how long?"), widget=forms.RadioSelect, initial="15",
        choices=[(str(n), format_lazy(gettext_lazy("{n} minutes"), n=n)) for n in (5, 10, 15, 30, 60)],
        error_messages={"required": CHOOSE},
    )  # fmt: skip
    matters = forms.ChoiceField(
        label=gettext_lazy("What waits for my answer"), widget=forms.RadioSelect, initial="queue",
        choices=[("queue", gettext_lazy("goes to the queue, so that nobody waits")),
                 ("keep", gettext_lazy("stays with me; I answer when I am back"))],
        error_messages={"required": CHOOSE},
    )  # fmt: skip


class AnswerForm(forms.Form):
    """The answer box: its text is judged by the action, so that the refusal is the same everywhere."""

    text = forms.CharField(required=False, strip=False)
    key = forms.CharField(required=False, max_length=200)
