"""Which campaign a member may work in; the only way a view gets one."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest

from anxin.campaigns.models import Campaign, Opening, Participant
from anxin.core.finding import Finding
from anxin.core.prepared import Prepared
from anxin.core.refusal import NOT_YOURS, Refused
from anxin.core.words import _
from anxin.people.access import member_at
from anxin.people.kinds import Role
from anxin.people.models import Member

NO_PART = Finding("takes_no_part", _("You do not take part in this service."), next_step=_("Ask its coordinator."))
BY_SLUG = Prepared(lambda slug: Campaign.objects.select_related("organisation", "on_call").filter(slug=slug), "example")
TAKES_PART = Prepared(
    lambda campaign, member: Participant.objects.filter(campaign=campaign, member=member, left_at=None),
    UUID(int=1),
    UUID(int=2),
)
OVERSEES = (Role.COORDINATOR, Role.SUPERVISOR)


def campaign_for_staff(request: HttpRequest, slug: str) -> tuple[Campaign, Member]:
    """The campaign, and who she is in it; 404 to anyone of another organisation, refused to who takes no part in it."""
    campaign = BY_SLUG.first(slug)
    if campaign is None:
        raise Http404
    member = member_at(request, campaign.organisation_id)
    if not member.holds(*OVERSEES) and not TAKES_PART.all(campaign.pk, member.pk):
        raise Refused(NO_PART, 403)
    return campaign, member


def campaign_to_oversee(request: HttpRequest, slug: str) -> tuple[Campaign, Member]:
    """The same, for its coordinators and supervisors; refused (403, not_allowed) to others of the organisation."""
    campaign, member = campaign_for_staff(request, slug)
    if not member.holds(*OVERSEES):
        raise Refused(NOT_YOURS, 403)
    return campaign, member


def campaigns_of(members: Iterable[Member]) -> list[Campaign]:
    """Where she works: what she takes part in, and all of an organisation that she oversees; the running ones first."""
    members = list(members)
    overseen = [member.organisation_id for member in members if member.holds(*OVERSEES)]
    taking_part = Participant.objects.filter(member__in=members, left_at=None).values("campaign")
    rows = Campaign.objects.filter(Q(organisation__in=overseen) | Q(pk__in=taking_part))
    return list(rows.select_related("organisation").order_by("closed_at", "-starts_on", "slug")[:50])


def opening_in(campaign: Campaign, id: UUID) -> Opening:
    """A stretch against the usual hours of this campaign; else 404."""
    opening = Opening.objects.filter(campaign=campaign, pk=id).select_related("campaign").first()
    if opening is None:
        raise Http404
    return opening
