"""Which of several services somebody works in: the one whose pages she opened last, kept in her session."""

from collections.abc import Sequence

from django.http import HttpRequest

from anxin.campaigns.models import Campaign
from anxin.core import clock

SERVICE = "campaigns.service"  # the session's key of the campaign


def running(found: Sequence[Campaign]) -> list[Campaign]:
    """Those of `found` that are not over; all of them where none runs."""
    return [campaign for campaign in found if campaign.ends_at > clock.now()] or list(found)


def remember(request: HttpRequest, campaign: Campaign) -> None:
    """She works in this one now. A program with a token has no session and chooses by itself."""
    session = getattr(request, "session", None)
    if session is not None and session.get(SERVICE) != str(campaign.pk):
        session[SERVICE] = str(campaign.pk)


def remembered(request: HttpRequest, found: Sequence[Campaign]) -> Campaign | None:
    """The one she worked in last; None where it is not (or no longer) among `found`."""
    session = getattr(request, "session", None)
    last = session.get(SERVICE) if session is not None else None
    return next((campaign for campaign in found if str(campaign.pk) == last), None)
