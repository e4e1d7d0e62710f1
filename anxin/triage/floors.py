"""What is sure enough to raise a level whatever the fitted model thinks: two things that bear each other out."""

from collections.abc import Collection

from anxin.triage.risk import Risk
from anxin.triage.signals.signal import Signal

_EASED = frozenset({"idiom", "quoted_or_joking", "past_and_resolved", "denied", "asks_in_general", "taken_back"})

SURE: tuple[tuple[frozenset[str], Risk], ...] = (
    (frozenset({"plan_and_means", "hopeless"}), Risk.IMMINENT),
    (frozenset({"plan_and_means", "wish_to_die"}), Risk.IMMINENT),
    (frozenset({"act_under_way", "farewell"}), Risk.IMMINENT),
    (frozenset({"act_under_way", "wish_to_die"}), Risk.IMMINENT),
    (frozenset({"unconscious", "cry_for_help"}), Risk.IMMINENT),
    (frozenset({"breathing_trouble", "unconscious"}), Risk.IMMINENT),
    (frozenset({"wish_to_die", "burden"}), Risk.HIGH),
    (frozenset({"wish_to_die", "farewell"}), Risk.HIGH),
    (frozenset({"dangerous_reading", "breathing_trouble"}), Risk.HIGH),
)
"""Signals that together give a risk, where nothing eases what they say."""


def floor(heard: Collection[Signal]) -> Risk:
    """The least risk of a message in which these signals were heard."""
    codes = {signal.code for signal in heard}
    if not _EASED.isdisjoint(codes):
        return Risk.ORDINARY
    alone = [signal.floor for signal in heard]
    return max(alone + [risk for together, risk in SURE if together <= codes], default=Risk.ORDINARY)
