"""Drafts of the rota: begun, edited by hand, dropped. A hand edit is pinned, so that the solver leaves it where it is."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from anxin.campaigns.models import Campaign
from anxin.core import bell
from anxin.core.action import action, lock, save
from anxin.core.event import record
from anxin.core.finding import Finding
from anxin.core.refusal import Refused
from anxin.core.words import _
from anxin.people.models import Member
from anxin.rota.actions.living import changing
from anxin.rota.facts import facts_of
from anxin.rota.kinds import VersionState
from anxin.rota.models import Assignment, Barred, ShiftKind, Slot, Version
from anxin.rota.rules import Judged, judge_adding
from anxin.rota.rules.facts import Facts

LONGEST = timedelta(days=93)

NO_DRAFT = Finding(
    "not_a_draft", _("This rota is no draft any more."), next_step=_("Begin a new one from the published rota.")
)
DAYS = Finding("rota_days", _("A rota is for 1 to 93 days within the dates of the service."))
NO_KINDS = Finding(
    "no_shift_kinds", _("There are no kinds of shifts yet."), next_step=_("Say first which shifts there are.")
)
EDITED = Finding(
    "edited_meanwhile", _("Somebody else has changed this draft since you looked."), next_step=_("Look at it again.")
)
ANYWAY = _("It may be done all the same: say so.")
OTHER_DAY = Finding("other_day", _("This day is not in the rota."))
BEGUN = Finding("shift_begun", _("That shift has begun already."), next_step=_("Change who is on duty now instead."))
OTHER_KIND = Finding("other_kind", _("This kind of shift is no longer used."))


@action
def begin_draft(
    *, campaign: Campaign, first_on: date, last_on: date, from_living: bool, by: Member, at: datetime
) -> Version:
    """A new draft for `first_on` to `last_on`, empty or with what the living rota has for these days.

    Refused: rota_days (422), no_shift_kinds.
    """
    inside = campaign.starts_on <= first_on <= last_on <= campaign.ends_on
    if not inside or last_on - first_on >= LONGEST:
        raise Refused(DAYS, 422)
    kinds = {kind.pk: kind for kind in ShiftKind.objects.filter(campaign=campaign)}
    if not any(kind.ended_at is None for kind in kinds.values()):
        raise Refused(NO_KINDS)
    rules = changing(campaign, at)
    last = Version.objects.filter(campaign=campaign).order_by("-number").first()
    version = Version.objects.create(
        organisation_id=campaign.organisation_id, campaign=campaign, number=last.number + 1 if last else 1,
        first_on=first_on, last_on=last_on, revision=rules.revision, made_by=by, made_at=at,
    )  # fmt: skip
    if from_living:
        Assignment.objects.bulk_create(_living(version, at), ignore_conflicts=True)
    record("rota.begun", about=version, by=by, at=at, rings=_rings(version), from_living=from_living)
    return version


def _living(version: Version, at: datetime) -> Iterable[Assignment]:
    zone = version.campaign.tz
    begin = datetime.combine(version.first_on, datetime.min.time(), zone)
    end = datetime.combine(version.last_on + timedelta(days=1), datetime.min.time(), zone)
    rows = Slot.objects.filter(campaign=version.campaign, begins_at__gte=begin, begins_at__lt=end, kind__isnull=False)
    for slot in rows.order_by("begins_at", "id"):
        assert slot.kind_id is not None
        yield Assignment(
            organisation_id=version.organisation_id, version=version, member_id=slot.member_id, kind_id=slot.kind_id,
            day=slot.begins_at.astimezone(zone).date(),
        )  # fmt: skip


@action
def assign(
    *, version: Version, member: Member, kind: ShiftKind, day: date, edits: int | None = None, by: Member, at: datetime,
    anyway: bool = False,
) -> Assignment:  # fmt: skip
    """Put `member` down by hand; she stays there when it is drawn anew. Where she is already, she is pinned.

    `edits` is that of the draft one looked at. Refused: not_a_draft, edited_meanwhile, other_day, shift_begun, other_kind
    (422); with the code of a rule that blocks; with that of one that warns, unless `anyway`.
    """
    version = _editing(version, edits)
    _may_stand(version, kind, day, at)
    facts = facts_of(version, at, said_by=[member.pk])
    row = Assignment.objects.filter(version=version, member=member, kind=kind, day=day).first()
    if row is None:
        refuse_by(would_break(facts, member, kind, day), anyway=anyway)
        row = Assignment(organisation_id=version.organisation_id, version=version, member=member, kind=kind, day=day)
    row.pinned = row.by_hand = True
    row.save()
    _edited(version, "rota.assigned", by, at, member, kind, day)
    return row


@action
def unassign(
    *, version: Version, member: Member, kind: ShiftKind, day: date, edits: int | None = None, by: Member, at: datetime,
    bar: bool = True,
) -> None:  # fmt: skip
    """Take `member` off by hand; with `bar` she is kept off this shift when it is drawn anew, too. Twice is once.

    Refused: not_a_draft, edited_meanwhile, other_day (422), shift_begun.
    """
    version = _editing(version, edits)
    _may_stand(version, kind, day, at, ended=True)
    gone, _rows = Assignment.objects.filter(version=version, member=member, kind=kind, day=day).delete()
    if bar:
        _bar(version, member, day, kind)
    if gone or bar:
        _edited(version, "rota.unassigned", by, at, member, kind, day)


@action
def pin(
    *, version: Version, member: Member, kind: ShiftKind, day: date, edits: int | None = None, by: Member, at: datetime
) -> None:
    """She stays on this shift when it is drawn anew. Refused: not_a_draft, edited_meanwhile, not_assigned."""
    _set_pin(version, member, kind, day, edits, by, at, pinned=True)


@action
def unpin(
    *, version: Version, member: Member, kind: ShiftKind, day: date, edits: int | None = None, by: Member, at: datetime
) -> None:
    """The solver may move her again. Refused: not_a_draft, edited_meanwhile, not_assigned."""
    _set_pin(version, member, kind, day, edits, by, at, pinned=False)


def _set_pin(
    version: Version, member: Member, kind: ShiftKind, day: date, edits: int | None, by: Member, at: datetime, *,
    pinned: bool,
) -> None:  # fmt: skip
    version = _editing(version, edits)
    if not Assignment.objects.filter(version=version, member=member, kind=kind, day=day).update(pinned=pinned):
        raise Refused(Finding("not_assigned", _("She is not put down for this shift.")))
    _edited(version, "rota.pinned" if pinned else "rota.unpinned", by, at, member, kind, day)


@action
def bar(
    *, version: Version, member: Member, kind: ShiftKind | None, day: date, edits: int | None = None, by: Member,
    at: datetime,
) -> None:  # fmt: skip
    """Keep `member` off a kind of shift of a day, or (without a kind) off the whole day; who stands there is taken off.

    Refused: not_a_draft, edited_meanwhile, other_day (422).
    """
    version = _editing(version, edits)
    _in_days(version, day)
    there = Assignment.objects.filter(version=version, member=member, day=day)
    (there if kind is None else there.filter(kind=kind)).delete()
    _bar(version, member, day, kind)
    _edited(version, "rota.barred", by, at, member, kind, day)


@action
def unbar(
    *, version: Version, member: Member, kind: ShiftKind | None, day: date, edits: int | None = None, by: Member,
    at: datetime,
) -> None:  # fmt: skip
    """Allow it again. Twice is once. Refused: not_a_draft, edited_meanwhile."""
    version = _editing(version, edits)
    gone, _rows = Barred.objects.filter(version=version, member=member, kind=kind, day=day).delete()
    if gone:
        _edited(version, "rota.unbarred", by, at, member, kind, day)


@action
def drop_draft(*, version: Version, by: Member, at: datetime) -> Version:
    """Put a draft away; a drawing of it stops. Twice is once. Refused: not_a_draft."""
    version = lock(version)
    if version.state == VersionState.PUBLISHED:
        raise Refused(NO_DRAFT)
    if version.state == VersionState.DRAFT:
        save(version, state=VersionState.DROPPED)
        version.draws.filter(ended_at=None).update(stop_asked=True)
        record("rota.dropped", about=version, by=by, at=at, rings=_rings(version))
    return version


def would_break(facts: Facts, member: Member, kind: ShiftKind, day: date) -> list[Judged]:
    """What putting her down would break that is not broken yet."""
    return judge_adding(facts, facts.stint(member.pk, day, kind.pk)) if member.pk in facts.people else []


def refuse_by(judged: Iterable[Judged], *, anyway: bool) -> None:
    """Stop at the first that blocks, or, unless `anyway`, at the first that warns (409; one can say yes to it)."""
    found = sorted(judged, key=lambda each: not each.blocks)
    if found and (found[0].blocks or not anyway):
        finding = found[0].finding
        if not found[0].blocks and not finding.next_step:
            finding = Finding(finding.code, finding.sentence, finding.params, ANYWAY)
        raise Refused(finding)


def _editing(version: Version, edits: int | None) -> Version:
    """The draft, held; refused where it is none any more or was edited since one looked."""
    version = lock(version)
    if version.state != VersionState.DRAFT:
        raise Refused(NO_DRAFT)
    if edits is not None and edits != version.edits:
        raise Refused(EDITED)
    return version


def _in_days(version: Version, day: date) -> None:
    if not version.first_on <= day <= version.last_on:
        raise Refused(OTHER_DAY, 422)


def _may_stand(version: Version, kind: ShiftKind, day: date, at: datetime, *, ended: bool = False) -> None:
    _in_days(version, day)
    if kind.campaign_id != version.campaign_id or (kind.ended_at is not None and not ended):
        raise Refused(OTHER_KIND, 422)
    if datetime.combine(day, kind.begins, version.campaign.tz) <= at:
        raise Refused(BEGUN)


def _bar(version: Version, member: Member, day: date, kind: ShiftKind | None) -> None:
    Barred.objects.get_or_create(
        version=version, member=member, kind=kind, day=day, defaults={"organisation_id": version.organisation_id}
    )


def _edited(
    version: Version, name: str, by: Member, at: datetime, member: Member, kind: ShiftKind | None, day: date
) -> None:
    save(version, edits=version.edits + 1)
    record(
        name, about=version, by=by, at=at, rings=_rings(version), member=member.pk, day=day,
        kind=kind.pk if kind else None,
    )  # fmt: skip


def _rings(version: Version) -> list[bell.Topic]:
    return [bell.topic("rota", version.campaign_id)]
