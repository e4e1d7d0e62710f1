"""A page of what was found, with the words that she may read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from anxin.campaigns.models import Campaign
from anxin.core.models import Look
from anxin.core.search import Looked, Piece, snippet
from anxin.desk.access import readable
from anxin.desk.models import Question
from anxin.desk.rules.scope import Helper
from anxin.desk.search import hers, opened, rows
from anxin.desk.search.hers import Reach, texts_of
from anxin.desk.search.walk import BUDGET, ZERO, Place, Walked, read, together, walk, write
from anxin.desk.search.wish import Wish
from anxin.people.models import Member

SIZE = 50


@dataclass(frozen=True, slots=True)
class Hit:
    """A question that was found; `pieces` are its words around what was looked for, empty where they are not hers."""

    question: Question
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Found:
    """A page. With `next`, there is more, or it was not looked for yet: `back_to` says how far back this page goes."""

    hits: list[Hit]
    next: str | None
    back_to: datetime | None


def find(
    campaign: Campaign, member: Member, helper: Helper, wish: Wish, at: datetime, *,
    cursor: str | None = None, everything: bool = False,
) -> Found:  # fmt: skip
    """What `member` looks for. `everything`: a supervisor looks through all that is private, and each hit keeps her look.

    Refused (400): bad_cursor.
    """
    looked = wish.looked
    floor, before = span_of(campaign, wish, cursor, at)
    reach = Reach(
        in_the_open=helper.on_duty or helper.coordinator or helper.supervisor,
        all_private=everything and helper.supervisor,
    )
    walked = together(_walks(campaign, member, reach, looked, wish, before, floor), SIZE)
    hits = _hits(campaign, member, helper, walked.places, looked, reach, at)
    if looked or wish.handle:
        _keep_looks(hits, member, reach, at)
    complete = len(walked.places) == SIZE
    return Found(hits, write(walked.reached), walked.reached[0] if walked.reached and not complete else None)


def _walks(
    campaign: Campaign, member: Member, reach: Reach, looked: Looked, wish: Wish, before: Place, floor: datetime
) -> list[Walked]:
    most = SIZE + 1
    hers_from = (campaign, member, reach, looked, wish, before)
    if wish.handle:
        return [hers.look_through(*hers_from, floor, most, BUDGET)]
    if not looked:
        ask = rows.step(campaign, wish)
        if not rows.has_index(wish):
            return [walk(ask, before, floor, most, budget=BUDGET)]
        places = list(ask(floor, before, most)) if before[0] >= floor else []
        return [Walked(places, places[-1] if len(places) == most else None)]
    if not reach.in_the_open:
        return [hers.look_through(*hers_from, floor, most, BUDGET)]
    in_open = walk(opened.step(campaign, looked, wish), before, floor, most, budget=BUDGET / 2)
    # Her own need not be looked through further back than the page will reach.
    floor = max(floor, in_open.reached[0]) if in_open.reached else floor
    return [in_open, _above(hers.look_through(*hers_from, floor, most, BUDGET / 2), in_open.reached)]


def _above(walked: Walked, reached: Place | None) -> Walked:
    """A walk that went as far back as it had to says that it went as far as the other one."""
    return walked if walked.reached is not None else Walked(walked.places, reached)


def span_of(campaign: Campaign, wish: Wish, cursor: str | None, at: datetime) -> tuple[datetime, Place]:
    """From when on, and before which place."""
    since, until = wish.span(campaign)
    first = Question.objects.filter(campaign=campaign).order_by("asked_at").values_list("asked_at", flat=True).first()
    floor = max(each for each in (first or at, since) if each is not None)
    now = at + timedelta(seconds=1)  # the clocks of two machines may differ a little
    newest = min(until, now) if until else now
    place = read(cursor, newest.astimezone(UTC))
    return floor.astimezone(UTC), min(place, (newest.astimezone(UTC), ZERO))


def _hits(
    campaign: Campaign, member: Member, helper: Helper, places: Sequence[Place], looked: Looked, reach: Reach, at: datetime
) -> list[Hit]:  # fmt: skip
    questions = by_id([id for _, id in places])
    found = [questions[id] for _, id in places if id in questions]
    for question in found:
        question.campaign = campaign
    # A supervisor's look is kept where she is shown words, so a list shows her none of what is not hers already.
    open_to_her = readable(found, member, helper if reach.all_private else replace(helper, supervisor=False), at)
    texts = texts_of({each.conversation_id for each in found if each.pk in open_to_her})
    hits = [Hit(each, _pieces(texts.get(each.conversation_id, []), looked)) for each in found]
    if not looked.exact:
        return hits
    # A name that no dictionary knows was found by its characters; it must stand there as it was typed.
    held = {id for id, said in texts.items() if looked.stands_in("\n".join(said))}
    return [each for each in hits if each.question.conversation_id in held]


def by_id(ids: Sequence[UUID]) -> dict[UUID, Question]:
    """Questions with what a line of a list shows."""
    related = ("resident", "owner", "offered_to")
    return {each.pk: each for each in Question.objects.filter(pk__in=ids).select_related(*related)}


def _pieces(texts: Sequence[str], looked: Looked) -> list[Piece]:
    if not texts:
        return []
    best = max(texts, key=lambda text: sum(mark in text.lower() for mark in looked.marks))
    return snippet(best, looked.marks)


def _keep_looks(hits: Sequence[Hit], member: Member, reach: Reach, at: datetime) -> None:
    reason = "searched_as_supervisor" if reach.all_private else "searched_her_own"
    Look.objects.bulk_create(
        Look(
            organisation_id=each.question.organisation_id, actor_id=member.pk, about_kind="desk.question",
            about_id=each.question.pk, reason=reason, at=at,
        )
        for each in hits
        if each.question.private and each.pieces
    )  # fmt: skip
