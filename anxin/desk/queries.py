"""Reads of the desk. Each costs the same however many questions lie behind it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from uuid import UUID

from django.db.models import Case, Count, Max, Q, QuerySet, SmallIntegerField, When

from anxin.campaigns.models import Campaign
from anxin.clients.models import Resident
from anxin.conversations.models import AuthorKind
from anxin.core.paging import Page, page
from anxin.core.presence import present
from anxin.desk.access import as_helper
from anxin.desk.kinds import Feeling, Helped, State
from anxin.desk.models import Acceptance, Feedback, Question, RiskNote, SecondYes
from anxin.desk.rules.load import is_full
from anxin.desk.rules.place import MOST_BEFORE, Place, answered_by, has_place, rivals
from anxin.desk.rules.routing import Candidate
from anxin.desk.rules.scope import Helper, Matter, in_scope
from anxin.people.kinds import Profession
from anxin.people.models import Member
from anxin.rota.expected import over_time
from anxin.rota.models import Attendance
from anxin.rota.queries import on_duty
from anxin.triage import Risk, Topic

MOST_MINE = 50  # nobody looks after more; the list stays quick if somebody does
# Held out to one person by name, an ordinary question is hers alone to take; in danger, or held out to a profession, any may.
HELD_OUT = Q(state=State.CLAIMED, handing_over=True)
TO_BE_TAKEN = HELD_OUT & (Q(risk__gte=Risk.HIGH) | ~Q(wanted=""))
OPEN = [State.WAITING, State.CLAIMED, State.AWAITING_RESIDENT, State.FOLLOW_UP]


def waiting(campaign: Campaign) -> QuerySet[Question]:
    """What waits unclaimed, or is to be taken over from its owner."""
    rows = Question.objects.filter(campaign=campaign)
    rows = rows.filter(Q(state=State.WAITING) | TO_BE_TAKEN)
    return rows.select_related("resident", "offered_to", "owner")


def queue(
    campaign: Campaign, cursor: str | None = None, size: int = 50, hers: tuple[Member, Helper] | None = None
) -> Page[Question]:
    """The queue: the highest risk first, then the nearest clock; with `hers` only what is within that member's scope."""
    rows = waiting(campaign)
    found = page(rows if hers is None else rows.filter(within(*hers)), ("-risk", "due_at", "id"), cursor, size)
    for question in found.items:
        question.campaign = campaign
    return found


def within(member: Member, helper: Helper) -> Q:
    """The rule of scope as a condition on rows: what her profession answers, what is handed to it or to her by name."""
    scope = Q(pk=None)
    for topic in Topic:
        risks = [risk for risk in Risk if in_scope(helper, Matter(topic=topic, risk=risk, state=State.WAITING))]
        scope |= Q(topic=topic, risk__in=risks)
    danger = Q(risk__gte=Risk.HIGH) if helper.supervisor else Q(pk=None)
    return Q(wanted="") & scope | Q(wanted=helper.profession) | Q(wanted="", offered_to=member) | danger


def takeable(campaign: Campaign, member: Member, helper: Helper, at: datetime) -> QuerySet[Question]:
    """What waits and is within her scope, the one to take first at the head: the highest risk, then what is not held out
    to somebody else, then the nearest clock. `rules.scope.may_claim` has the last word."""
    rows = Question.objects.filter(Q(state=State.WAITING) | TO_BE_TAKEN | HELD_OUT & Q(offered_to=member))
    rows = rows.filter(within(member, helper), campaign=campaign).exclude(owner=member)
    held = Q(offered_until__gt=at) & ~Q(offered_to=member)
    held_out = Case(When(held, then=1), default=0, output_field=SmallIntegerField())
    return rows.order_by("-risk", held_out, "due_at", "id")


def mine(campaign: Campaign, member: Member) -> list[Question]:
    """What she looks after and is not over: what waits for her answer first."""
    rows = Question.objects.filter(campaign=campaign, owner=member).exclude(state=State.CLOSED)
    running_first = rows.select_related("resident", "conversation", "offered_to", "owner").order_by(
        "due_at", "-asked_at"
    )
    found = list(running_first[:MOST_MINE])
    for question in found:
        question.campaign = campaign
    far = datetime.max.replace(tzinfo=found[0].asked_at.tzinfo) if found else None
    return sorted(found, key=lambda q: (q.state != State.CLAIMED, -q.risk, q.due_at or far, q.asked_at))


def candidates(campaign: Campaign, at: datetime) -> list[Candidate]:
    """Everyone on duty, with what each carries now."""
    there = on_duty(campaign)
    stayed = over_time(campaign, [each.member_id for each in there], at)
    claimed = Question.objects.filter(campaign=campaign, state=State.CLAIMED).values_list("owner")
    answering = {
        row[0]: row[1:] for row in claimed.annotate(n=Count("pk"), calm=Count("pk", filter=Q(risk__lt=Risk.HIGH)))
    }
    held_out = Question.objects.filter(campaign=campaign, state=State.WAITING, offered_until__gt=at)
    offers = {
        row[0]: row[1:] for row in held_out.values_list("offered_to").annotate(n=Count("pk"), last=Max("offered_at"))
    }
    return [
        Candidate(
            id=each.member_id,
            helper=as_helper(each.member, on_duty=True),
            answering=answering.get(each.member_id, (0, 0))[0],
            full=is_full(answering.get(each.member_id, (0, 0))[1], campaign.most_answering),
            resting=each.resting_since is not None,
            over_time=each.member_id in stayed,
            offers=offers.get(each.member_id, (0, None))[0],
            offered_at=offers.get(each.member_id, (0, None))[1],
        )
        for each in there
    ]


def questions_of(resident: Resident, campaign: Campaign) -> list[Question]:
    """What she asked here, the newest first; one that was merged stands in the one where it goes on."""
    rows = Question.objects.filter(resident=resident, campaign=campaign, merged_into=None)
    return list(rows.select_related("owner", "conversation", "campaign", "resident").order_by("-asked_at")[:50])


def helped_by(resident: Resident, campaign: Campaign, most: int = 2) -> list[Member]:
    """Who answered her here before and still takes part, the latest first: whom she may ask for again."""
    rows = Acceptance.objects.filter(
        question__resident=resident, question__campaign=campaign, question__first_answer_at__isnull=False,
        member__active=True, member__participations__campaign=campaign, member__participations__left_at=None,
    )  # fmt: skip
    found: dict[UUID, Member] = {}
    for each in rows.select_related("member").order_by("-at")[: most * 10]:
        found.setdefault(each.member_id, each.member)
    return list(found.values())[:most]


def helper_again(resident: Resident, campaign: Campaign, id: UUID | None) -> Member | None:
    """The member `id`, if this resident may ask for her again here."""
    return next((member for member in helped_by(resident, campaign, 20) if member.pk == id), None) if id else None


def place_of(question: Question, there: Iterable[Attendance]) -> Place | None:
    """How many are before one that waits, for those who answer it, and who of them is there; never in danger."""
    matter = question.matter(None, question.asked_at)
    if not has_place(matter) or question.due_at is None:
        return None
    wanted = answered_by(matter)
    scope = Q(wanted__in=wanted)
    for topic, risk in rivals(matter):
        scope |= Q(wanted="", topic=topic, risk=risk)
    same_due = Q(risk=question.risk, due_at=question.due_at, id__lt=question.pk)
    sooner = Q(risk__gt=question.risk) | Q(risk=question.risk, due_at__lt=question.due_at) | same_due
    rows = waiting(question.campaign).select_related(None).filter(scope, sooner)
    people = [Profession(each.member.profession) for each in there if each.resting_since is None]
    return Place(
        before=rows.order_by()[:MOST_BEFORE].count(),
        people=tuple((each, people.count(each)) for each in wanted if each in people),
    )


def who_types(topic: str) -> list[str]:
    """Names of the team's people who are typing at `topic` now."""
    ids = [each.id for each in present(topic) if each.kind == AuthorKind.MEMBER and each.typing]
    return list(Member.objects.filter(pk__in=ids).order_by("name").values_list("name", flat=True)) if ids else []


def others_open(question: Question, most: int = 5) -> list[Question]:
    """What else its resident has open here: the highest risk first, then in the order they were asked."""
    rows = Question.objects.filter(resident=question.resident_id, campaign=question.campaign_id)
    rows = rows.exclude(state=State.CLOSED).exclude(pk=question.pk)
    found = list(rows.select_related("owner", "offered_to").order_by("-risk", "asked_at")[:most])
    for each in found:
        each.campaign = question.campaign
    return found


def had_it(question: Question) -> list[Acceptance]:
    """Everyone who took it on, in order."""
    return list(Acceptance.objects.filter(question=question).select_related("member").order_by("at")[:50])


def had_by(questions: Collection[Question]) -> dict[UUID, set[UUID]]:
    """Who took each of `questions` on before."""
    found: dict[UUID, set[UUID]] = {question.pk: set() for question in questions}
    for question, member in Acceptance.objects.filter(question__in=questions).values_list("question_id", "member_id"):
        found[question].add(member)
    return found


def which_of_hers(question: Question) -> int:
    """1 for the first question that its resident asked here, 2 for the second, …"""
    rows = Question.objects.filter(resident=question.resident_id, campaign=question.campaign_id)
    return rows.filter(asked_at__lt=question.asked_at).count() + 1


def on_desk(ids: Collection[UUID]) -> dict[UUID, Question]:
    """Questions by id, each with its campaign, resident and who has it."""
    if not ids:
        return {}
    rows = Question.objects.filter(pk__in=ids).select_related("campaign", "owner", "offered_to")
    return {question.pk: question for question in rows}


def risk_notes(question: Question) -> list[RiskNote]:
    """Why its level is what it is, the newest first."""
    return list(RiskNote.objects.filter(question=question).select_related("by").order_by("-at", "-id")[:50])


def second_asked(question: Question) -> SecondYes | None:
    """What waits for a second person's yes."""
    return SecondYes.objects.filter(question=question, decided_at=None).select_related("asked_by").first()


def seconds_asked(campaign: Campaign) -> list[SecondYes]:
    """Everything in this campaign that waits for a second person's yes."""
    rows = SecondYes.objects.filter(question__campaign=campaign, decided_at=None)
    return list(rows.select_related("question", "asked_by").order_by("asked_at")[:50])


def unowned(campaign: Campaign, most: int = 20) -> list[Question]:
    """What is open and nobody's: the highest risk first, then the nearest clock. It needs an owner before the night."""
    rows = Question.objects.filter(campaign=campaign, owner=None).exclude(state=State.CLOSED)
    found = list(rows.select_related("owner", "offered_to").order_by("-risk", "due_at", "id")[:most])
    for question in found:
        question.campaign = campaign
    return found


@dataclass(frozen=True)
class Told:
    """What residents said of the answers of one day, by one tap."""

    helped: int  # it helped, or helped a little
    said: int  # of so many who said whether it did
    worse: int


def told_of(campaign: Campaign, day: date) -> Told:
    """What was said on `day`, cut in the campaign's zone."""
    begin = datetime.combine(day, time(0), campaign.tz)
    rows = Feedback.objects.filter(organisation=campaign.organisation_id, question__campaign=campaign)
    rows = rows.filter(at__gte=begin, at__lt=begin + timedelta(days=1))
    found = rows.aggregate(
        good=Count("pk", filter=Q(helped__in=[Helped.YES, Helped.PARTLY])),
        all=Count("pk", filter=~Q(helped="")),
        worse=Count("pk", filter=Q(feeling=Feeling.WORSE)),
    )
    return Told(helped=found["good"], said=found["all"], worse=found["worse"])


@dataclass(frozen=True)
class Day:
    """The figures of one day: what was asked on it, and how long people waited for a first answer."""

    asked: int
    answered: int
    waiting: int
    answering: int
    late: int
    unowned: int
    open_tonight: int
    median_wait: timedelta | None
    waits: tuple[tuple[datetime, timedelta], ...]  # (half hour, median wait of what was asked in it)


def day_of(campaign: Campaign, day: date, at: datetime) -> Day:
    """The coordinator's figures for `day`, cut in the campaign's zone."""
    begin = datetime.combine(day, time(0), campaign.tz)
    today = Question.objects.filter(campaign=campaign, asked_at__gte=begin, asked_at__lt=begin + timedelta(days=1))
    asked = list(today.values_list("asked_at", "first_answer_at"))
    now = Question.objects.filter(campaign=campaign, state__in=OPEN).aggregate(
        waiting=Count("pk", filter=Q(state=State.WAITING)),
        answering=Count("pk", filter=Q(state=State.CLAIMED)),
        late=Count("pk", filter=Q(due_at__lt=at)),
        unowned=Count("pk", filter=Q(owner=None)),
        open=Count("pk"),
    )
    waits = [(start, first - start) for start, first in asked if first is not None]
    halves: dict[datetime, list[timedelta]] = {}
    for start, wait in waits:
        halves.setdefault(start.replace(minute=start.minute // 30 * 30, second=0, microsecond=0), []).append(wait)
    return Day(
        asked=len(asked),
        answered=len(waits),
        waiting=now["waiting"],
        answering=now["answering"],
        late=now["late"],
        unowned=now["unowned"],
        open_tonight=now["open"],
        median_wait=_middle([wait for _, wait in waits]) if waits else None,
        waits=tuple((half, _middle(found)) for half, found in sorted(halves.items())),
    )


def _middle(waits: list[timedelta]) -> timedelta:
    return timedelta(seconds=median(wait.total_seconds() for wait in waits))


def late(campaign: Campaign, at: datetime, most: int = 20) -> list[Question]:
    """What is past its clock, owned or not: the highest risk first, then the longest past."""
    rows = Question.objects.filter(campaign=campaign, state__in=[State.WAITING, State.CLAIMED], due_at__lt=at)
    found = list(rows.select_related("owner", "offered_to").order_by("-risk", "due_at")[:most])
    for question in found:
        question.campaign = campaign
    return found


def in_danger(campaign: Campaign) -> list[Question]:
    """Everything open at risk 2 and 3."""
    rows = Question.objects.filter(campaign=campaign, risk__gte=Risk.HIGH).exclude(state=State.CLOSED)
    found = list(rows.select_related("owner", "offered_to").order_by("-risk", "due_at")[:50])
    for question in found:
        question.campaign = campaign
    return found


def campaigns_with_offers_due(at: datetime) -> list[UUID]:
    """Campaigns in which something waits to be offered."""
    rows = Question.objects.filter(state=State.WAITING, offered_at=None, looks_at__lte=at)
    return list(rows.order_by().values_list("campaign", flat=True).distinct())


def clocks_due(at: datetime, most: int = 500) -> list[Question]:
    """Questions whose clock has something to do by `at`, beside offering."""
    rows = Question.objects.filter(looks_at__lte=at).exclude(state=State.WAITING, offered_at=None)
    return list(rows.order_by("looks_at")[:most])


def feedback_of(question: Question) -> Feedback | None:
    """What its resident said of it by a tap."""
    return Feedback.objects.filter(question=question).first()
