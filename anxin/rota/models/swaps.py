"""Swaps."""

from django.db import models

from anxin.campaigns.models import Campaign
from anxin.core.fields import SealedText
from anxin.core.ids import new_id
from anxin.people.models import Member, Organisation
from anxin.rota.kinds import SwapState
from anxin.rota.models.duty import Slot


class Swap(models.Model):
    """That a member gives a shift away or exchanges it (换班): offered to all who may, or asked of one colleague.

    When it is done the slots have changed hands; `slot` and `in_return` keep their ids, so that it can be undone. A shift
    that is taken off the rota leaves the row, and ends a swap that is under way (rota/actions/with_slots.py).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="swaps")
    slot = models.ForeignKey(Slot, on_delete=models.SET_NULL, null=True, related_name="swaps")
    begins_at = models.DateTimeField(null=True)  # of that shift; kept when it was taken off the rota
    ends_at = models.DateTimeField(null=True)
    from_member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="swaps_asked")
    to_member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="swaps_held_out")
    in_return = models.ForeignKey(Slot, on_delete=models.SET_NULL, null=True, related_name="swaps_in_return")
    note = SealedText(null=True)
    state = models.CharField(max_length=10, default=SwapState.OPEN, choices=[(s.value, s.value) for s in SwapState])
    needs_yes = models.JSONField(default=list)  # codes of the rules for which a coordinator has to say yes
    taken_by = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slot"],
                condition=models.Q(state__in=[SwapState.OPEN, SwapState.ACCEPTED]),
                name="swap_open_once",
            )
        ]
        indexes = [models.Index(fields=["campaign", "state"], name="swap_of_campaign")]

    @property
    def shift(self) -> Slot:
        """Its shift, of a swap that somebody can still do something with."""
        assert self.slot is not None
        return self.slot
