"""The living rota over HTTP."""

from typing import Any

import pytest

from anxin.rota.actions.publish import publish
from anxin.rota.tests.team import FRIDAY, Team
from tests.town import Town, days, nine
from tests.townsfolk import Staff


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.DEMO = True  # there, coordinators and supervisors need no second step at the sign-in


def rota(town: Town, who: Staff | None, query: str = "") -> Any:
    browser = town.browser(who)
    return browser.get(f"/api/v1/rota/huzhu{query}")


def published(town: Town) -> None:
    team = Team(town)
    version = team.draft()
    for ahead in (0, 1, 2):
        team.puts(version, town.medic.member, team.early, FRIDAY + days(ahead))
    publish(version=version, revision=0, by=town.coordinator.member, at=nine)


def test_who_serves_there_reads_the_rota_day_by_day(town: Town) -> None:
    published(town)
    answer = rota(town, town.volunteer).json()
    assert [each["begins_at"][:10] for each in answer["items"]] == ["2026-03-06", "2026-03-07", "2026-03-08"]
    assert answer["next"] is None
    first = answer["items"][0]
    assert (first["name"], first["profession"], first["kind"]) == ("林医生", "medic", "早班")
    only = rota(town, town.volunteer, "?from=2026-03-07&to=2026-03-07").json()["items"]
    assert [each["begins_at"][:10] for each in only] == ["2026-03-07"]


def test_others_find_nothing_and_strangers_sign_in(town: Town) -> None:
    assert rota(town, town.stranger).status_code == 404
    assert rota(town, None).status_code == 401


def test_what_is_no_day_is_told(town: Town) -> None:
    for query in ("?from=tomorrow", "?to=2026-02-30"):
        assert rota(town, town.medic, query).status_code == 422
    assert rota(town, town.medic, "?to=9999-12-31").status_code == 200
    assert rota(town, town.medic, "?cursor=x").status_code == 400
