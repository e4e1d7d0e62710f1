"""Who may listen to a rota in the making; the same access functions as its pages."""

from django.http import HttpRequest

from anxin.campaigns.access import campaign_to_oversee
from anxin.core import bell
from anxin.core.live import Grant
from anxin.core.refusal import SIGN_IN, Refused
from anxin.people.doors import COORDINATOR_OR_SUPERVISOR
from anxin.rota.kinds import VersionState
from anxin.rota.models import Version


def rota(request: HttpRequest, slug: str) -> Grant:
    """That something changed in a campaign's rotas: its drafts, the living one, or a drawing."""
    finding = COORDINATOR_OR_SUPERVISOR.lets_in(request)
    if finding is not None:
        raise Refused(finding, 401 if finding.code == SIGN_IN.code else 403)
    campaign, _member = campaign_to_oversee(request, slug)
    drafts = Version.objects.filter(campaign=campaign, state=VersionState.DRAFT).values_list("pk", flat=True)
    return Grant(frozenset(bell.topic("rota", key) for key in [campaign.pk, *drafts]))
