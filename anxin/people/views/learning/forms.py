"""What coordinators fill in about courses and the pledge."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anxin.people.actions.courses import LONGEST_LESSON
from anxin.people.kinds import PROFESSION_NAMES, Profession
from anxin.people.rules.quiz import MOST_CHOICES
from anxin.people.views.joining.forms import NEEDED, PlainForm


class CourseForm(PlainForm):
    """What a course is."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=80, error_messages=NEEDED)
    about = forms.CharField(
        label=gettext_lazy("What it is about, and how long it takes"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    professions = forms.MultipleChoiceField(
        label=gettext_lazy("For whom (none: all)"), widget=forms.CheckboxSelectMultiple, required=False
    )
    required = forms.BooleanField(
        label=gettext_lazy("Who is new has to pass it before she serves"), required=False, initial=True
    )
    pass_mark = forms.IntegerField(
        label=gettext_lazy("Pass mark, in percent"), min_value=0, max_value=100, initial=80, error_messages=NEEDED
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("professions", [(p.value, _(name)) for p, name in PROFESSION_NAMES.items()])

    def said(self) -> dict[str, Any]:
        """What the action takes."""
        return self.cleaned_data | {"professions": [Profession(each) for each in self.cleaned_data["professions"]]}


class LessonForm(PlainForm):
    """A lesson."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=80, error_messages=NEEDED)
    text = forms.CharField(
        label=gettext_lazy("Text"), error_messages=NEEDED, strip=False, max_length=LONGEST_LESSON,
        help_text=gettext_lazy("Markdown: “## ” begins a heading, “- ” a point. A picture: copy its line from below."),
        widget=forms.Textarea(attrs={"rows": 18, "data-max": LONGEST_LESSON}),
    )  # fmt: skip


class QuestionForm(PlainForm):
    """A quiz question with up to eight choices; a choice without words is left out."""

    text = forms.CharField(
        label=gettext_lazy("Question"), error_messages=NEEDED, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(MOST_CHOICES):
            self.fields[f"text_{n}"] = forms.CharField(label=_("Choice"), required=False, max_length=300)
            self.fields[f"right_{n}"] = forms.BooleanField(label=_("right"), required=False)
            self.fields[f"why_{n}"] = forms.CharField(
                label=_("Why, told to who chooses it"), required=False, max_length=500
            )

    def rows(self) -> list[dict[str, Any]]:
        """The choices as bound fields, for the template."""
        return [{"n": n + 1, "text": self[f"text_{n}"], "right": self[f"right_{n}"], "why": self[f"why_{n}"]}
                for n in range(MOST_CHOICES)]  # fmt: skip

    def choices_said(self) -> list[dict[str, Any]]:
        """What the action takes."""
        said = self.cleaned_data
        rows = [
            {"text": said[f"text_{n}"], "right": said[f"right_{n}"], "why": said[f"why_{n}"]}
            for n in range(MOST_CHOICES)
        ]
        return [row for row in rows if row["text"].strip()]


def first_of(text: str, choices: list[dict[str, Any]]) -> dict[str, Any]:
    """What the form of a question holds at first."""
    first: dict[str, Any] = {"text": text}
    for n, each in enumerate(choices[:MOST_CHOICES]):
        first |= {f"text_{n}": each["text"], f"right_{n}": each["right"], f"why_{n}": each["why"]}
    return first


class PledgeTextForm(PlainForm):
    """The words of the pledge."""

    text = forms.CharField(
        label=gettext_lazy("Text"), error_messages=NEEDED, max_length=5000,
        help_text=gettext_lazy("A line that begins with “- ” is a point, which is ticked on its own."),
        widget=forms.Textarea(attrs={"rows": 18}),
    )  # fmt: skip
