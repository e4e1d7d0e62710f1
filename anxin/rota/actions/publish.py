"""A draft becomes the rota that counts: all of it, or nothing."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from anxin.core import bell
from anxin.core.action import action, lock, save
from anxin.core.actor import Actor
from anxin.core.event import record
from anxin.core.finding import Finding
from anxin.core.refusal import Refused
from anxin.core.words import _
from anxin.people.models import Member
from anxin.rota.actions.draft import NO_DRAFT
from anxin.rota.actions.living import CHANGED, changed, changing
from anxin.rota.actions.with_slots import end_with
from anxin.rota.facts import facts_of, living_facts
from anxin.rota.kinds import DrawState, VersionState
from anxin.rota.models import Slot, Version
from anxin.rota.rules import judge
from anxin.rota.rules.facts import Stint

DRAWING = Finding(
    "still_drawing", _("This rota is still being made."), next_step=_("Wait until it is done, or stop it there.")
)
BLOCKED = _("%(count)s places break a rule that cannot be overridden. The first: %(name)s on %(day)s.")


@action
def publish(*, version: Version, revision: int, by: Member, at: datetime) -> Version:
    """The slots of its days become what the draft says. Those that have begun, and those without a kind of shift, stay;
    one with the same person, begin and end stays the same slot.

    `revision` is that of the living rota whose differences one looked at. Refused: not_a_draft, still_drawing,
    changed_meanwhile (somebody else changed the rota meanwhile), rota_blocked (a rule that blocks is broken).
    """
    rules = changing(version.campaign, at)
    version = lock(version)
    if version.state != VersionState.DRAFT:
        raise Refused(NO_DRAFT)
    if version.draws.filter(state__in=[DrawState.QUEUED, DrawState.RUNNING]).exists():
        raise Refused(DRAWING)
    if rules.revision != revision:
        raise Refused(CHANGED)
    drafted = facts_of(version, at)
    blocks = [each for each in judge(drafted) if each.blocks]
    if blocks:
        name = drafted.people[blocks[0].member].name
        day = blocks[0].day or version.first_on
        params: dict[str, object] = {"count": len(blocks), "name": name, "day": f"{day.month}-{day.day}"}
        raise Refused(Finding("rota_blocked", BLOCKED, params, _("They are marked in red on the board.")))
    living = living_facts(version.campaign, version.first_on, version.last_on, at)
    gone, touched = _sync(version, drafted.stints, living.stints)
    end_with(gone, rules, by, at)
    Slot.objects.filter(pk__in=gone).delete()
    changed(rules, at)
    save(version, state=VersionState.PUBLISHED, published_by=by, published_at=at)
    _told(version, touched, by, at)
    return version


def _sync(version: Version, wanted: Iterable[Stint], there: Iterable[Stint]) -> tuple[list[UUID], set[UUID]]:
    """Slots as they should be, but for those that are to go; which these are, and whose shifts change."""
    should = {(each.member, each.begins): each for each in wanted if each.movable}
    have = {(each.member, each.begins): each for each in there if each.movable and each.kind is not None}
    gone = [key for what in have.keys() - should.keys() if (key := have[what].key) is not None]
    touched = {member for member, _begins in have.keys() ^ should.keys()}
    for what in have.keys() & should.keys():
        old, new = have[what], should[what]
        if old.key is not None and (old.ends, old.kind) != (new.ends, new.kind):
            Slot.objects.filter(pk=old.key).update(ends_at=new.ends, kind=new.kind)
            touched |= {old.member} if old.ends != new.ends else set()
    Slot.objects.bulk_create(
        Slot(
            organisation_id=version.organisation_id, campaign_id=version.campaign_id, member_id=should[what].member,
            begins_at=should[what].begins, ends_at=should[what].ends, kind_id=should[what].kind,
        )
        for what in sorted(should.keys() - have.keys())
    )  # fmt: skip
    return gone, touched


def _told(version: Version, touched: set[UUID], by: Actor, at: datetime) -> None:
    """One event; who it is news to stands in it, and hears of it by rota/jobs.py."""
    topics = [bell.topic("rota", version.campaign_id), bell.topic("desk", version.campaign_id)]
    record("rota.published", about=version, by=by, at=at, rings=topics, number=version.number, members=sorted(touched))
