"""What a day lacks, in a sentence: "14:00–16:00 no medic"."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from anxin.campaigns.models import Campaign
from anxin.core import clock
from anxin.people.kinds import PROFESSION_NAMES
from anxin.rota.expected import lacks
from anxin.rota.rules.shortage import Shortage

SOON = timedelta(hours=2)  # so long before a gap it is told again
MOST_SAID = 4


def gap_sentence(lack: Shortage, campaign: Campaign) -> str:
    """One stretch, in the reader's language and the campaign's zone."""
    params = {
        "begin": _hour(lack.begins, campaign),
        "end": _hour(lack.ends, campaign, of=lack.begins),
        "profession": _(PROFESSION_NAMES[lack.profession]),
        "has": lack.has,
        "need": lack.need,
    }
    if lack.has:
        return _("%(begin)s–%(end)s %(profession)s: %(has)s of %(need)s") % params
    return _("%(begin)s–%(end)s no %(profession)s") % params


def gap_sentences(found: Iterable[Shortage], campaign: Campaign) -> list[str]:
    """Each of them, those with nobody at all first."""
    return [gap_sentence(each, campaign) for each in sorted(found, key=lambda each: (each.has > 0, each.begins))]


def lacks_in_words(about: UUID) -> str:
    """What the rest of today lacks in the campaign with this id, shortly; empty where nothing is lacking."""
    campaign = Campaign.objects.filter(pk=about).first()
    if campaign is None:
        return ""
    at = clock.now()
    said = gap_sentences(lacks(campaign, at.astimezone(campaign.tz).date(), at), campaign)
    return _("; ").join(said[:MOST_SAID])


def _hour(moment: datetime, campaign: Campaign, of: datetime | None = None) -> str:
    local = moment.astimezone(campaign.tz)
    midnight = of is not None and local.hour == local.minute == 0 and moment > of
    return "24:00" if midnight else f"{local:%H:%M}"
