"""Ways to reach a member, and what can become of a message."""

from enum import StrEnum

from anxin.core.words import _


class Way(StrEnum):
    """By what a message goes."""

    PAGE = "page"
    PUSH = "push"
    EMAIL = "email"


class What(StrEnum):
    """Why a message went out."""

    CALL = "call"  # she is to know something now
    IN_HAND = "in_hand"  # what she was called for is in hand: her phone may be quiet
    TEST = "test"


class Sent(StrEnum):
    """How a message stands. What waits is tried again; the rest is over."""

    WAITING = "waiting"
    SENT = "sent"  # the push service or the mail server took it
    ARRIVED = "arrived"  # her browser said that it showed it
    FAILED = "failed"
    GIVEN_UP = "given_up"
    NOT_NEEDED = "not_needed"


WAY_NAMES = {Way.PAGE: _("on the page"), Way.PUSH: _("on the phone"), Way.EMAIL: _("by e-mail")}

SENT_NAMES = {
    Sent.WAITING: _("under way"),
    Sent.SENT: _("sent"),
    Sent.ARRIVED: _("arrived"),
    Sent.FAILED: _("did not arrive"),
    Sent.GIVEN_UP: _("given up"),
    Sent.NOT_NEEDED: _("no longer needed"),
}

# Why a message did not arrive, or not yet: codes of `Delivery.fault`.
FAULTS = {
    "timeout": _("no answer in time"),
    "no_connection": _("cannot be reached"),
    "not_allowed": _("an address that we do not send to"),
    "gone": _("this browser no longer takes messages"),
    "refused": _("refused by the other side"),
    "busy": _("the other side is busy"),
    "bad_keys": _("this browser's keys do not work"),
    "off": _("not set up on this server"),
    "no_address": _("no address"),
    "left": _("no longer on the team"),
}
