"""What codes of the desk say to the people on duty: reasons of the machine, notices in a thread, notices to staff."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from anxin.core.words import _
from anxin.desk.kinds import RISK_NAMES, TOPIC_NAMES
from anxin.desk.models import Question
from anxin.people.wording import Wording
from anxin.triage import Risk
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
    "accepted_expertise": _("%(name)s accepted it, who knows more about this"),
    "accepted_shift_ends": _("%(name)s accepted it, as the shift before ended"),
    "accepted_break": _("%(name)s accepted it, while a colleague takes a break"),
    "accepted_asked_for": _("%(name)s accepted it, as the resident asked for"),
    "accepted_other": _("%(name)s accepted it"),
    "closed": _("%(name)s closed it"),
    "reopened": _("%(name)s opened it again"),
    "made_private": _("%(name)s goes on with it in private; the group sees no more of it"),
    "merged": _("%(name)s made this question and another of this person one"),
    "joined": _("%(name)s joined, beside its owner"),
    "left": _("%(name)s left; its owner goes on"),
}
BY_THE_RESIDENT = {
    "reopened": _("The resident wrote again, so it is open again"),
    "made_private": _("The resident goes on with it in private; the group sees no more of it"),
}
BY_ITSELF = {
    "closed": _("Closed by itself: the resident did not write for three days"),
    "follow_up": _("Back by itself: it is time to ask how she is"),
}


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


def _home(about: object) -> str:
    return reverse("desk_home")


def _duty(about: object) -> str:
    return reverse("duty")


NOTICES = {
    "risk_2": Wording(_("High risk: someone needs a person now"), _("I take it"), _at),
    "risk_3": Wording(_("In danger: someone needs a person this minute"), _("I take it"), _at),
    "late": Wording(_("Past its clock, and nobody has it"), _("Look"), _at, calm=True),
    "feels_worse": Wording(_("Someone you looked after says she feels worse"), _("Look"), _at, calm=True),
    "second_asked": Wording(_("A colleague asks for your yes"), _("Look"), _at, calm=True),
    "block_asked": Wording(_("A colleague asks you to block somebody who abuses"), _("Look"), _at, calm=True),
    "handed_to_you": Wording(_("A colleague hands you a question"), _("Look"), _at, calm=True),
    "transfer_declined": Wording(_("A colleague cannot take the question you held out"), _("Look"), _at, calm=True),
    "transfer_lapsed": Wording(
        _("The question you held out is held out no more: look who has it"), _("Look"), _at, calm=True
    ),
    "debrief_wanted": Wording(
        _("A colleague would like to talk with you after a hard one"), _("Look"), _home, calm=True
    ),
    "break_over": Wording(_("Your break is over; say so when you are back"), _("I am back"), _home, calm=True),
    "not_back": Wording(_("Somebody is not back from her break"), _("Look"), _duty, calm=True),
    "nobody_left": Wording(_("A profession has nobody left who is not on a break"), _("Look"), _duty, calm=True),
    "asked_in": Wording(_("A colleague asks you to join her in a question"), _("Look"), _at, calm=True),
    "follow_up": Wording(_("After a crisis: it is time to ask how she is"), _("Look"), _at, calm=True),
    "not_reached": Wording(_("After a crisis: not reached, three times. Decide what is done"), _("Look"), _at),
    "answer_soon": Wording(_("Your question is waiting; it goes back to the queue soon"), _("Answer"), _at, calm=True),
}


def level_and_topic(about: UUID) -> str:
    """All that is said of a question outside the house, in the reader's language; empty where it is no question."""
    question = Question.objects.filter(pk=about).only("risk", "topic").first()
    return f"{gettext(RISK_NAMES[Risk(question.risk)])} · {gettext(TOPIC_NAMES[question.topic_])}" if question else ""
