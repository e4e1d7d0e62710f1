"""The second service of the demo town runs by its rota, at any hour of any day."""

import json
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from anxin import demo
from anxin.campaigns.models import Campaign
from anxin.demo.zhuzhou import TEAM, roll_zhuzhou
from anxin.people.kinds import Profession
from anxin.rota.expected import lacks
from anxin.rota.kinds import DrawState, VersionState
from anxin.rota.models import Slot, Version
from anxin.rota.queries import on_duty
from tests.town import SHANGHAI

pytestmark = pytest.mark.django_db
TEN = datetime(2026, 3, 5, 10, 0, tzinfo=SHANGHAI)


def test_43_people_serve_by_a_published_rota(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    demo.load(TEN)
    campaign = Campaign.objects.get(slug="zhuzhou")
    assert Counter(each.profession for each in TEAM) == {
        Profession.MEDIC: 11, Profession.COUNSELLOR: 16, Profession.VOLUNTEER: 8, Profession.SOCIAL_WORKER: 8,
    }  # fmt: skip
    assert (campaign.ends_on - campaign.starts_on).days == 14
    accounts = json.loads((tmp_path / "demo-accounts.json").read_text())
    assert [each["username"] for each in accounts[8:]] == [each.username for each in TEAM]

    days = [campaign.starts_on + timedelta(days=n) for n in range(15)]
    found = [lack for day in days for lack in lacks(campaign, day, TEN - timedelta(days=9))]
    assert len(found) <= 3  # of 360 hours; with eight volunteers now and then nobody can
    version = Version.objects.get(campaign=campaign)
    assert (version.state, version.draws.get().state) == (VersionState.PUBLISHED, DrawState.DONE)

    for hours in (0, 4, 13, 24 * 20):
        at = TEN + timedelta(hours=hours)
        roll_zhuzhou(at)
        running = Slot.objects.filter(campaign=campaign, begins_at__lte=at, ends_at__gt=at)
        assert {each.member_id for each in on_duty(campaign)} == set(running.values_list("member", flat=True))
        assert running.exists() == (hours != 13)
    assert Version.objects.filter(campaign=campaign).count() == 2
