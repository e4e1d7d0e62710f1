"""Who hears of a swap, and offers that nobody took."""

from datetime import datetime
from uuid import UUID

from anxin.campaigns.models import Campaign
from anxin.campaigns.queries import coordinators_of
from anxin.core.actor import MACHINE
from anxin.core.jobs import DEFAULT, RETRY, app
from anxin.core.models import Event
from anxin.core.refusal import Refused
from anxin.people.actions import notify, settle_notices
from anxin.people.models import Member
from anxin.rota.actions.swap import lapse_swap
from anxin.rota.kinds import SwapState
from anxin.rota.models import Swap
from anxin.rota.replacements import ranked
from anxin.rota.swaps import ROWS, stale_swaps

MOST_TOLD = 12  # colleagues who hear that a shift is offered to all: those whom it would fit best


@app.task(name="rota.tell_swap", queue=DEFAULT, retry=RETRY)
def tell_swap(event: int) -> None:
    """Whoever has to do something about a swap, or whose shift changed by it, hears of it; who no longer has to, does not."""
    row = Event.objects.get(pk=event)
    swap = Swap.objects.filter(pk=row.about_id).select_related(*ROWS).first()
    if swap is None:
        return
    settle_notices(swap.pk, at=row.at)
    for member, code in _to_tell(swap, row):
        if member is not None and member.pk != row.actor_id and member.active:
            notify(member, code, swap.pk, at=row.at)


def _to_tell(swap: Swap, row: Event) -> list[tuple[Member | None, str]]:
    if row.name == "swap.asked" and swap.state == SwapState.OPEN:
        if swap.to_member is not None:
            return [(swap.to_member, "swap_asked")]
        return [(member, "swap_offered") for member in _colleagues(swap, row.at)]
    if row.name == "swap.taken" and swap.state == SwapState.ACCEPTED:
        return [(each, "swap_waits") for each in coordinators_of(swap.campaign) if each.pk != swap.taken_by_id]
    code = {
        "swap.done": "swap_done", "swap.undone": "swap_undone", "swap.declined": "swap_declined",
        "swap.withdrawn": "swap_declined",
        "swap.lapsed": "swap_lapsed",
    }.get(row.name)  # fmt: skip
    if row.name == "swap.gone":
        return [(each, "swap_gone") for each in (swap.from_member, swap.taken_by or swap.to_member)]
    if code is None:
        return []
    return [(swap.from_member, code), (swap.taken_by if code != "swap_lapsed" else None, code)]


def _colleagues(swap: Swap, at: datetime) -> list[Member]:
    fit = [each.member for each in ranked(swap.shift, at) if not each.blocks][:MOST_TOLD]
    rows: dict[UUID, Member] = {row.pk: row for row in Member.objects.filter(pk__in=fit)}
    return [rows[key] for key in fit if key in rows]


def lapse(at: datetime) -> None:
    """Offers whose shift has begun, or went elsewhere, are over."""
    for swap in stale_swaps(at):
        try:
            lapse_swap(swap=swap, by=MACHINE, at=at)
        except (Refused, Swap.DoesNotExist, Campaign.DoesNotExist):
            continue  # somebody was quicker
