"""Every write of the rota; a file for each group of verbs."""

from anxin.rota.actions.duty import (
    GONE,
    check_in,
    check_out,
    come_back,
    rest,
)
from anxin.rota.actions.slots import enter_slot, remove_slot

__all__ = ["GONE", "check_in", "check_out", "come_back", "enter_slot", "remove_slot", "rest"]
