"""Being relieved (替班): the rest of a member's shift goes to a colleague."""

from datetime import datetime
from uuid import UUID

from anxin.campaigns.access import OVERSEES
from anxin.core import bell
from anxin.core.action import action, lock, save
from anxin.core.event import record
from anxin.core.refusal import Refused, refuse_if
from anxin.people.actions import settle_notices
from anxin.people.kinds import Profession
from anxin.people.models import Member
from anxin.rota.actions.draft import refuse_by
from anxin.rota.actions.living import changed, changing
from anxin.rota.actions.slots import takes_part
from anxin.rota.models import Slot
from anxin.rota.relief import judged_relief
from anxin.rota.rules.relieving import RELIEVED, cut_at, may_relieve, may_take_over


@action
def relieve(*, slot: Slot, of: UUID, to: Member, by: Member, at: datetime, anyway: bool = False) -> Slot:
    """`to` takes the rest of a shift over from the member `of`; gives the shift that is now hers.

    One that has begun is cut at this minute and the rest becomes a new one; one that lies ahead changes hands whole. Both
    hear of it, and what the other has in hand goes on as at the end of a shift. It is undone by hand, under the shifts of
    the day. Refused: not_allowed (403); is_relieved, own_shift, other_profession, takes_no_part; with the code of a rule
    that blocks; with that of one that warns, unless `anyway`.
    """
    refuse_if(may_relieve(oversees=by.holds(*OVERSEES)), 403)
    rules = changing(slot.campaign, at)
    try:
        slot = lock(slot)
    except Slot.DoesNotExist as gone:  # it was taken off the rota meanwhile
        raise Refused(RELIEVED) from gone
    to = lock(to)  # she may be entered in another service at the same moment
    cut = cut_at(slot.begins_at, at)
    both = (Profession(slot.member.profession), Profession(to.profession))
    refuse_if(may_take_over(holder=slot.member_id, of=of, to=to.pk, professions=both, ends=slot.ends_at, cut=cut))
    refuse_if(takes_part(slot.campaign, to))
    refuse_by(judged_relief(slot, to, at), anyway=anyway)
    settle_notices(slot.pk, at=at)  # that she has not come, or that it begins
    if cut > slot.begins_at:
        rest = Slot.objects.create(
            organisation_id=slot.organisation_id, campaign=slot.campaign, member=to, begins_at=cut, ends_at=slot.ends_at,
            kind=slot.kind,
        )  # fmt: skip
        save(slot, ends_at=cut)
    else:
        rest = slot
        save(slot, member=to, told_evening_at=None, told_hour_at=None)
    changed(rules, at)
    topics = [bell.topic("desk", slot.campaign_id), bell.topic("rota", slot.campaign_id)]
    record("slot.relieved", about=slot, by=by, at=at, rings=topics, of=of, to=to.pk, rest=rest.pk)
    return rest
