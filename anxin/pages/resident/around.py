"""What is around somebody who waits: who is there, how many are before her, whom she asked for, who had it before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, ngettext

from anxin.campaigns.rules.hours import is_open
from anxin.core.words import _
from anxin.desk.hands import open_transfer
from anxin.desk.kinds import TransferWhy
from anxin.desk.models import Question, Transfer
from anxin.desk.queries import had_it, place_of
from anxin.desk.rules.place import Place
from anxin.pages.resident.place import MOST_SHOWN
from anxin.people.kinds import PROFESSION_NAMES, Profession
from anxin.rota.models import Attendance
from anxin.rota.queries import on_duty
from anxin.triage import Risk


@dataclass(frozen=True)
class Around:
    """`people` as parts/duty.html wants them; `place` and `wish` in words, empty where there is nothing to say."""

    people: list[dict[str, str]]
    place: str = ""
    wish: str = ""
    came_from: str = ""


def around(question: Question, at: datetime) -> Around:
    """Of one that waits. In danger nothing is said of a line, only who is there."""
    there = on_duty(question.campaign)
    people = [{"name": each.member.name, "profession": profession(each)} for each in there][:MOST_SHOWN]
    if question.risk >= Risk.HIGH:
        return Around(people)
    here = is_open(question.campaign.service_hours, at)
    return Around(
        people,
        place=in_line(place_of(question, there)) if here else "",
        wish=wish(question, there),
        came_from=came_from(question),
    )


def profession(attendance: Attendance) -> str:
    """Hers, in a word."""
    return gettext(PROFESSION_NAMES[Profession(attendance.member.profession)])


def in_line(place: Place | None) -> str:
    """ "3 people are before you; on duty for you: 2 medics"; nothing where nobody is before her."""
    if place is None or place.before == 0:
        return ""
    words = ngettext("%(n)s person is before you.", "%(n)s people are before you.", place.before)
    said = words % {"n": place.before}
    if not place.people:
        return said
    people = [
        gettext("%(n)s × %(profession)s") % {"n": count, "profession": gettext(PROFESSION_NAMES[each])}
        for each, count in place.people
    ]
    return said + " " + gettext("On duty for you: %(people)s.") % {"people": gettext(", ").join(people)}


def wish(question: Question, there: Iterable[Attendance]) -> str:
    """What became of her wish for the same helper, where it cannot be met now; her clock does not wait for it."""
    asked = question.asks_for
    if asked is None or question.offered_to_id == asked.pk:
        return ""
    named = {"name": asked.name}
    if all(each.member_id != asked.pk for each in there):
        return gettext("%(name)s is not on duty now; so that you need not wait, whoever is there answers you.") % named
    if question.offered_at is None:
        return ""  # in a second it is known whether she can
    return gettext("%(name)s is with others just now; whoever is free first answers you.") % named


CAME_FROM = {
    TransferWhy.EXPERTISE: _("%(name)s has asked a colleague who knows more about this to go on with you."),
    TransferWhy.SHIFT_ENDS: _("%(name)s's shift ends, so a colleague goes on with you."),
    TransferWhy.BREAK: _("%(name)s takes a break, so a colleague goes on with you."),
    TransferWhy.ASKED_FOR: _("As you asked, %(name)s has handed it to a colleague."),
    TransferWhy.OTHER: _("%(name)s has asked a colleague to go on with you."),
}


def came_from(question: Question) -> str:
    """Who had it before it waited again, and why she does not go on; what was written need not be said again."""
    again = gettext("What you wrote goes along; you need not say it again.")
    transfer = open_transfer(question)
    if transfer is not None:
        return handed(transfer) + " " + again
    before = had_it(question)
    if not before:
        return ""
    words = gettext("%(name)s cannot go on at this moment, so a colleague does.") % {"name": before[-1].member.name}
    return f"{words} {again}"


def handed(transfer: Transfer) -> str:
    """Why it goes to somebody else, as its resident is told."""
    return gettext(CAME_FROM[TransferWhy(transfer.why)]) % {"name": transfer.by.name}


NOBODY = Around([])


def of_owned(question: Question) -> Around:
    """Of one that somebody has: only, where she is handing it over, why."""
    transfer = open_transfer(question) if question.handing_over else None
    return Around([], came_from=handed(transfer)) if transfer is not None else NOBODY
