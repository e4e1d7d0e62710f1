"""Changing the living rota: whoever does holds its row first, so that one change is judged after the other."""

from datetime import datetime

from anxin.campaigns.models import Campaign
from anxin.core.action import lock, save
from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.rota.models import RotaRules

CHANGED = Finding(
    "changed_meanwhile",
    _("The rota has changed since you looked."),
    next_step=_("Look at the differences again; nothing of yours is lost."),
)


def changing(campaign: Campaign, at: datetime) -> RotaRules:
    """The row of the campaign's rota, held until the transaction ends. To be called in an action, before any slot or
    version is read that the change depends on; then `changed`."""
    RotaRules.objects.get_or_create(
        campaign=campaign, defaults={"organisation_id": campaign.organisation_id, "changed_at": at}
    )
    return lock(RotaRules(pk=campaign.pk))


def changed(rules: RotaRules, at: datetime) -> RotaRules:
    """Say that slots have changed: who looked at an earlier revision is told so when she publishes."""
    save(rules, revision=rules.revision + 1, changed_at=at)
    return rules
