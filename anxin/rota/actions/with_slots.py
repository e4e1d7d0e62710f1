"""What ends with a shift that is taken off the rota: swaps of it. Their rows stay."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from anxin.core import bell
from anxin.core.action import save
from anxin.core.actor import Actor
from anxin.core.event import record
from anxin.rota.kinds import SwapState
from anxin.rota.models import RotaRules, Swap


def end_with(slots: Collection[UUID], rules: RotaRules, by: Actor, at: datetime) -> None:
    """Called by an action before it deletes `slots`, while it holds the rota (`rules`): each swap of them that is under way
    is over, with its own event, so that both sides hear of it."""
    topics = [bell.topic("rota", rules.pk), bell.topic("desk", rules.pk)]
    swaps = Swap.objects.filter(Q(slot__in=slots) | Q(in_return__in=slots))
    swaps = swaps.filter(state__in=[SwapState.OPEN, SwapState.ACCEPTED])
    for swap in swaps.select_for_update(of=("self",), no_key=True).order_by("id"):
        save(swap, state=SwapState.GONE, ended_at=at)
        record("swap.gone", about=swap, by=by, at=at, rings=topics, to=swap.to_member_id, taken=swap.taken_by_id)
