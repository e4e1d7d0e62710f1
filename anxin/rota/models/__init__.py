"""Shifts, cover, availability, versions of the rota, swaps, duty; a file for each."""

from anxin.rota.models.cover import AvailabilityCall, CoverNeed, RotaRules, ShiftKind
from anxin.rota.models.duty import Attendance, FeedKey, HandOverNote, Slot, Strain
from anxin.rota.models.swaps import Swap
from anxin.rota.models.versions import Assignment, Barred, Draw, Version
from anxin.rota.models.wishes import Availability, CallAnswer, Wish

__all__ = [
    "Assignment", "Attendance", "Availability", "AvailabilityCall", "Barred", "CallAnswer", "CoverNeed", "Draw", "FeedKey",
    "HandOverNote", "RotaRules", "ShiftKind", "Slot", "Strain", "Swap", "Version", "Wish",
]  # fmt: skip
