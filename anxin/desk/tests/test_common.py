"""Common questions: drafted without names, approved by another person, changed without a gap, withdrawn at once."""

from typing import Any

import pytest
from django.db import connection

from anxin.desk.actions.answers.common import (
    approve_common,
    change_common,
    draft_common,
    send_back_common,
    withdraw_common,
)
from anxin.desk.models import CommonQuestion, Question
from anxin.desk.suggestions.kinds import SuggestionKind
from anxin.desk.suggestions.near import common_of, look_up
from anxin.people.kinds import Profession, Role
from anxin.triage import Risk, Topic
from tests.at_once import at_once
from tests.town import Town, minutes, nine, refused
from tests.townsfolk import Staff

ASK, ANSWER = "口罩戴久了耳朵后面磨破了怎么办？", "洗净擦干，薄涂凡士林，一天两次。"


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.DEMO = True


def editors(town: Town) -> tuple[Staff, Staff, Staff]:
    """One who writes, two who may approve."""
    writes = town.comes(town.campaign, "bian", "小卞", Profession.NEWS, [Role.EDITOR])
    first = town.comes(town.campaign, "shen", "沈编", Profession.NEWS, [Role.APPROVING_EDITOR])
    second = town.comes(town.campaign, "xu", "徐编", Profession.NEWS, [Role.APPROVING_EDITOR])
    return writes, first, second


def drafted(town: Town, by: Staff, **more: Any) -> CommonQuestion:
    said = {"topic": Topic.MEDICAL, "ask": ASK, "answer": ANSWER} | more
    return draft_common(campaign=town.campaign, by=by.member, at=nine, **said)


def near(town: Town, text: str = ASK) -> list[str]:
    organisation = town.organisation.pk
    found = look_up(organisation, text, [SuggestionKind.COMMON])[SuggestionKind.COMMON]
    return [each.answer for each in common_of(organisation, found)]


def open_question(town: Town, ask: str = ASK) -> Question:
    question = town.resident.asks(ask, private=False)
    town.medic.claims(question)
    town.medic.answers(question, ANSWER)
    return town.fresh(question)


def test_nothing_is_shown_before_another_person_says_yes(town: Town) -> None:
    writes, approves, _ = editors(town)
    common = drafted(town, writes)
    assert near(town) == []
    approve_common(common=common, seen=common.drafted_at, by=approves.member, at=nine + minutes(1))
    assert near(town) == [ANSWER]
    assert town.names_of(common) == ["common.drafted", "common.approved"]


def test_nobody_approves_her_own_words(town: Town) -> None:
    _, approves, _ = editors(town)
    common = drafted(town, approves)
    with refused("own_draft"):
        approve_common(common=common, seen=common.drafted_at, by=approves.member, at=nine)


@pytest.mark.parametrize("who", ["medic", "coordinator", "supervisor"])
def test_only_an_approving_editor_approves(town: Town, who: str) -> None:
    writes, _, _ = editors(town)
    common = drafted(town, writes)
    with refused("not_approving"):
        approve_common(common=common, seen=common.drafted_at, by=getattr(town, who).member, at=nine)


def test_only_editors_write(town: Town) -> None:
    with refused("not_an_editor", 403):
        drafted(town, town.medic)
    assert drafted(town, town.coordinator)


def test_what_was_asked_in_private_is_no_source(town: Town) -> None:
    writes, _, _ = editors(town)
    question = town.resident.asks(ASK)
    town.medic.claims(question)
    town.medic.answers(question)
    with refused("private_source"):
        drafted(town, writes, from_question=town.fresh(question))


def test_a_source_that_became_private_is_never_approved(town: Town) -> None:
    writes, approves, _ = editors(town)
    question = open_question(town)
    common = drafted(town, writes, from_question=question)
    town.medic.raises(question, Risk.HIGH)
    with refused("private_source"):
        approve_common(common=common, seen=common.drafted_at, by=approves.member, at=nine)
    assert near(town) == []


def test_words_that_tell_of_somebody_wait_for_a_second_look(town: Town) -> None:
    writes, _, _ = editors(town)
    with refused("still_tells", 422):
        drafted(town, writes, answer="王阿姨您好，打 13812345678 找我。")
    assert drafted(town, writes, answer="王阿姨您好，打 13812345678 找我。", looked=True)


def test_an_edit_needs_a_new_yes_and_leaves_no_gap(town: Town) -> None:
    writes, approves, _ = editors(town)
    common = drafted(town, writes)
    approve_common(common=common, seen=common.drafted_at, by=approves.member, at=nine)
    changed = change_common(
        common=common, topic=Topic.MEDICAL, ask=ASK, answer="新的写法。", by=writes.member, at=nine + minutes(5)
    )
    assert near(town) == [ANSWER]
    with refused("draft_changed"):
        approve_common(common=common, seen=nine, by=approves.member, at=nine + minutes(6))
    approve_common(common=common, seen=changed.drafted_at, by=approves.member, at=nine + minutes(6))
    assert near(town) == ["新的写法。"]


def test_it_is_sent_back_with_a_reason_and_withdrawn_by_any_editor(town: Town) -> None:
    writes, approves, _ = editors(town)
    common = drafted(town, writes)
    with refused("empty"):
        send_back_common(common=common, why=" ", by=approves.member, at=nine)
    assert send_back_common(common=common, why="出处呢？", by=approves.member, at=nine).sent_back == "出处呢？"
    approve_common(common=common, seen=common.drafted_at, by=approves.member, at=nine)
    withdraw_common(common=common, by=writes.member, at=nine)
    assert near(town) == []
    with refused("nothing_waits"):
        withdraw_common(common=common, by=writes.member, at=nine)
    with refused("withdrawn"):
        change_common(common=common, topic=Topic.MEDICAL, ask=ASK, answer=ANSWER, by=writes.member, at=nine)


def test_two_who_approve_at_once(busy_town: Town) -> None:
    writes, first, second = editors(busy_town)
    common = drafted(busy_town, writes)
    ended = at_once(
        *(
            lambda who=who: approve_common(common=common, seen=common.drafted_at, by=who.member, at=nine)
            for who in (first, second)
        )
    )
    assert [each for each in ended if isinstance(each, str)] == ["nothing_waits"]
    assert busy_town.names_of(common) == ["common.drafted", "common.approved"]


# Pages ------------------------------------------------------------------------------------------------------------------
def test_an_editor_drafts_from_an_open_question_with_names_covered(town: Town) -> None:
    writes, approves, _ = editors(town)
    question = open_question(town, "我叫王小丽，电话13812345678，口罩磨破耳朵怎么办")
    browser = town.browser(writes)
    page = browser.get(f"/desk/huzhu/common/new?from={question.pk}").content.decode()
    assert "口罩磨破耳朵怎么办" in page
    assert "王小丽" not in page
    assert "13812345678" not in page
    sent = {"from": str(question.pk), "topic": "medical", "ask": ASK, "answer": ANSWER}
    where = browser.post("/desk/huzhu/common/new", sent)["Location"]
    common = CommonQuestion.objects.get()
    assert common.from_question_id == question.pk
    assert browser.get(where).status_code == 200
    other = town.browser(approves)
    assert other.get("/desk/huzhu/common").status_code == 200
    said = {"seen": common.drafted_at.isoformat()}
    assert other.post(f"/desk/huzhu/common/{common.pk}/approve", said).status_code == 302
    assert ANSWER in town.browser().get("/c/huzhu/common").content.decode()


def test_a_private_question_is_not_proposed(town: Town) -> None:
    writes, _, _ = editors(town)
    question = town.resident.asks("一段私下的话")
    town.medic.claims(question)
    town.medic.answers(question)
    assert town.browser(writes).get(f"/desk/huzhu/common/new?from={question.pk}").status_code == 403
    page = town.browser(town.supervisor).get(f"/desk/huzhu/common/new?from={question.pk}")
    assert page.status_code == 409
    assert "一段私下的话" not in page.content.decode()


def test_refusals_come_back_with_what_was_typed(town: Town) -> None:
    writes, _, _ = editors(town)
    browser = town.browser(writes)
    for bad in ({"ask": ""}, {"answer": "长" * 3001}, {"answer": "我叫王小丽。"}, {"topic": "nothing"}):
        said = {"topic": "medical", "ask": ASK, "answer": ANSWER} | bad
        response = browser.post("/desk/huzhu/common/new", said)
        assert response.status_code == 422
        assert said["answer"] in response.content.decode()
    assert not CommonQuestion.objects.exists()


def test_own_draft_is_refused_in_the_page(town: Town) -> None:
    _, approves, _ = editors(town)
    common = drafted(town, approves)
    browser = town.browser(approves)
    assert "/approve" not in browser.get(f"/desk/huzhu/common/{common.pk}").content.decode()
    said = {"seen": common.drafted_at.isoformat()}
    assert browser.post(f"/desk/huzhu/common/{common.pk}/approve", said).status_code == 409
    assert browser.post(f"/desk/huzhu/common/{common.pk}/approve", {"seen": "x"}).status_code == 400
    assert browser.post(f"/desk/huzhu/common/{common.pk}/nothing").status_code == 404


def test_another_organisations_row_is_not_there(town: Town) -> None:
    writes, _, _ = editors(town)
    common = drafted(town, writes)
    assert town.browser(town.stranger).get(f"/desk/huzhu/common/{common.pk}").status_code == 404
    assert town.browser(town.stranger).get(f"/desk/chenguang/common/{common.pk}").status_code == 404
    assert town.browser(town.medic).get("/desk/huzhu/common").status_code == 403


def test_the_table_holds_no_half_draft(town: Town) -> None:
    writes, _, _ = editors(town)
    common = drafted(town, writes)
    with connection.cursor() as cursor, pytest.raises(Exception, match="common_draft_whole"):
        cursor.execute("UPDATE desk_commonquestion SET draft_ask = '' WHERE id = %s", [common.pk])
