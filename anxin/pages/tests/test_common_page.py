"""What others asked, for everyone: found by words, offered while somebody types, silent where there is danger."""

from typing import Any

import pytest

from anxin.core.models import Event
from anxin.desk.actions.answers.common import approve_common, draft_common, withdraw_common
from anxin.desk.models import CommonQuestion
from anxin.people.kinds import Profession, Role
from anxin.triage import Topic
from tests.town import Town, nine

ASK, ANSWER = "口罩戴久了耳朵后面磨破了怎么办？", "洗净擦干，薄涂凡士林，一天两次。"


@pytest.fixture
def common(town: Town) -> CommonQuestion:
    """One that is shown."""
    editor = town.comes(town.campaign, "shen", "沈编", Profession.NEWS, [Role.APPROVING_EDITOR])
    drafted = draft_common(
        campaign=town.campaign, topic=Topic.MEDICAL, ask=ASK, answer=ANSWER, by=town.coordinator.member, at=nine
    )
    return approve_common(common=drafted, seen=drafted.drafted_at, by=editor.member, at=nine)


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return str(response.content.decode())


def test_everyone_reads_it_without_an_account(town: Town, common: CommonQuestion) -> None:
    page = text_of(town.browser().get("/c/huzhu/common"))
    assert ASK in page
    assert "陈姐" not in page
    assert "沈编" not in page
    assert text_of(town.browser().get("/c/huzhu/common?topic=medical")).count(ASK) == 1
    assert ASK not in text_of(town.browser().get("/c/huzhu/common?topic=resource"))
    assert ASK in text_of(town.browser().get("/c/huzhu/common?topic=<script>"))
    assert town.browser().get("/c/huzhu/common/")["Location"] == "/c/huzhu/common"
    assert town.browser().get("/c/nothing/common").status_code == 404


def test_another_organisations_page_does_not_show_it(town: Town, common: CommonQuestion) -> None:
    assert ASK not in text_of(town.browser().get("/c/chenguang/common"))
    assert ASK not in text_of(town.browser().post("/c/chenguang/common/near", {"text": ASK}))


def test_it_is_found_by_words(town: Town, common: CommonQuestion) -> None:
    assert ANSWER in text_of(town.browser().post("/c/huzhu/common", {"words": "耳朵磨破了"}))
    assert ANSWER not in text_of(town.browser().post("/c/huzhu/common", {"words": "孩子网课"}))
    assert text_of(town.browser().post("/c/huzhu/common", {"words": "\x00<b>" + "长" * 9000}))


def test_it_is_offered_while_somebody_types_and_nothing_is_kept(town: Town, common: CommonQuestion) -> None:
    before = Event.objects.count()
    assert ANSWER in text_of(town.browser().post("/c/huzhu/common/near", {"text": "戴口罩耳朵磨破怎么办"}))
    assert ANSWER not in text_of(town.browser().post("/c/huzhu/common/near", {"text": "耳"}))
    assert Event.objects.count() == before
    assert town.browser().get("/c/huzhu/common/near").status_code == 405


def test_danger_meets_people_and_numbers_not_leaflets(town: Town, common: CommonQuestion) -> None:
    said = "耳朵磨破了怎么办，我不想活了，药都准备好了，今晚就走"
    assert ANSWER not in text_of(town.browser().post("/c/huzhu/common/near", {"text": said}))
    assert "tel:120" in text_of(town.browser().post("/c/huzhu/common", {"words": said}))


def test_the_home_page_leads_there_only_where_there_is_something(town: Town, common: CommonQuestion) -> None:
    assert "/c/huzhu/common" in text_of(town.browser().get("/c/huzhu"))
    withdraw_common(common=common, by=town.coordinator.member, at=nine)
    assert "/c/huzhu/common" not in text_of(town.browser().get("/c/huzhu"))
    assert ASK not in text_of(town.browser().get("/c/huzhu/common"))
