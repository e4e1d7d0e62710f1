"""What codes of the desk say to the people on duty: reasons of the machine, notices in a thread, notices to staff."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext

from anxin.core.words import _
from anxin.people.wording import Wording
from anxin.triage.signals import SIGNALS

REASONS = {
    "sounds_like_danger": _("Worded like messages that told of danger"),
    "sounds_like_distress": _("Worded like messages of people in distress"),
} | {signal.code: signal.sentence for signal in SIGNALS}
ORDER = {code: place for place, code in enumerate([*(signal.code for signal in SIGNALS), *REASONS])}

HAPPENED = {
    "claimed": _("%(name)s took it on"),
    "transferred": _("%(name)s handed it over"),
    "raised": _("%(name)s raised its level"),
    "closed": _("%(name)s closed it"),
    "reopened": _("%(name)s opened it again"),
}
BY_THE_RESIDENT = {"reopened": _("The resident wrote again, so it is open again")}
BY_ITSELF = {"closed": _("Closed by itself: the resident did not write for three days")}


def reasons(codes: Iterable[str]) -> list[str]:
    """Why the machine raised a level, in the reader's language, the most telling first."""
    known = sorted((code for code in codes if code in REASONS), key=lambda code: ORDER[code])
    return [gettext(REASONS[code]) for code in known]


def happened(code: str, name: str | None, by_resident: bool) -> str:
    """A notice of a thread; `name` is the member it is about."""
    if by_resident:
        return gettext(BY_THE_RESIDENT[code]) if code in BY_THE_RESIDENT else ""
    if name is None:
        return gettext(BY_ITSELF[code]) if code in BY_ITSELF else ""
    return gettext(HAPPENED[code]) % {"name": name} if code in HAPPENED else ""


def _at(about: object) -> str:
    return reverse("question_anywhere", args=[about])


NOTICES = {
    "risk_2": Wording(_("High risk: someone needs a person now"), _("I take it"), _at),
    "risk_3": Wording(_("In danger: someone needs a person this minute"), _("I take it"), _at),
    "late": Wording(_("Past its clock, and nobody has it"), _("Look"), _at, calm=True),
    "second_asked": Wording(_("A colleague asks for your yes"), _("Look"), _at, calm=True),
    "handed_to_you": Wording(_("A colleague hands you a question"), _("I take it"), _at, calm=True),
    "answer_soon": Wording(_("Your question is waiting; it goes back to the queue soon"), _("Answer"), _at, calm=True),
}
