"""The figures by which the rules of a campaign's rota judge."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import F

from anxin.campaigns.models import Campaign
from anxin.core import bell
from anxin.core.action import action, lock, save
from anxin.core.actor import Actor
from anxin.core.event import record
from anxin.core.finding import Finding
from anxin.core.refusal import refuse_if
from anxin.core.words import _
from anxin.rota.kinds import VersionState, Weight
from anxin.rota.models import RotaRules, Version
from anxin.rota.rules import RULES
from anxin.rota.rules.figures import NAMES, WEIGHTS, faults_in

BAD_FIGURE = Finding("rota_figure_bad", _("%(title)s: a whole number from %(least)s to %(most)s."))


@action
def set_figures(
    *, campaign: Campaign, figures: Mapping[str, int], weights: Mapping[str, str], by: Actor, at: datetime
) -> RotaRules:
    """Write the figures and which rules block, warn or are off; what is as usual is not kept.

    Refused (422): rota_figure_bad.
    """
    for fault in faults_in(figures):
        said = {"title": fault.title, "least": fault.least, "most": fault.most}
        refuse_if(Finding(BAD_FIGURE.code, BAD_FIGURE.sentence, said), 422)
    row, _fresh = RotaRules.objects.get_or_create(
        campaign=campaign, defaults={"organisation_id": campaign.organisation_id, "changed_at": at}
    )
    row = lock(row)
    said = {name: value for name, value in figures.items() if name in NAMES and value != NAMES[name].usual}
    usual = {rule.code: rule.weight for rule in RULES}
    heavy = {code: value for code, value in weights.items() if code in usual and value in list(Weight)}
    heavy = {code: str(value) for code, value in heavy.items() if value != usual[code]}
    save(row, figures={**said, **({WEIGHTS: heavy} if heavy else {})}, changed_at=at)
    Version.objects.filter(campaign=campaign, state=VersionState.DRAFT).update(edits=F("edits") + 1)
    record(
        "rota_figures.changed", about=row, by=by, at=at, rings=[bell.topic("rota", campaign.pk)],
        figures=sorted(said), rules=sorted(heavy),
    )  # fmt: skip
    return row
