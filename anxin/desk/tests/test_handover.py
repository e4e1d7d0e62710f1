"""The end of a shift: each matter to somebody who says yes, and nobody in danger left behind."""

from typing import Any
from uuid import UUID

import pytest

from anxin.desk.actions.handover import leave_desk
from anxin.desk.kinds import State, TransferWhy
from anxin.desk.models import Joining, Question, Transfer
from anxin.desk.rules.handover import InHand, may_leave, suggest
from anxin.desk.rules.routing import Candidate
from anxin.desk.rules.scope import Helper, Matter
from anxin.people.actions import deactivate_member
from anxin.people.kinds import Profession
from anxin.rota.models import Attendance
from anxin.triage import Risk, Topic
from tests.town import Town, hours, nine, refused
from tests.townsfolk import Staff

PAGE = "/desk/huzhu/hand-over"
M = Profession.MEDIC


@pytest.fixture
def hers(town: Town, settings: Any) -> list[Question]:
    """The medic has one to answer, one answered, one for tomorrow."""
    settings.DEMO = True  # no second factors
    asked = [town.resident.asks(text, at=nine) for text in ("要答", "已答", "明天")]
    for each in asked:
        town.medic.claims(each)
    for each in asked[1:]:
        town.medic.answers(each)
    town.medic.plans(asked[2], nine + hours(24), reason="明天再问")
    return asked


def leaves_desk(town: Town, who: Staff, *, anyway: bool = False) -> Attendance | None:
    gone = leave_desk(campaign=town.campaign, by=who.member, at=town.now, anyway=anyway)
    town.follows()
    return gone


def test_the_rule_of_leaving() -> None:
    calm, danger = InHand(Risk.ORDINARY, State.CLAIMED), InHand(Risk.HIGH, State.AWAITING_RESIDENT)
    planned = InHand(Risk.HIGH, State.FOLLOW_UP)
    assert may_leave([], anyway=False) is None
    for rows, anyway, code in (
        ([calm], False, "still_open"), ([calm], True, None), ([planned], True, None),
        ([calm, danger], False, "danger_in_hand"), ([danger], True, "danger_in_hand"),
    ):  # fmt: skip
        finding = may_leave(rows, anyway)
        assert (finding.code if finding else None) == code


def test_matters_are_suggested_to_who_carries_least_one_after_the_other() -> None:
    people = [Candidate(UUID(int=n), Helper(M, True), answering=n) for n in (1, 2, 9)]
    matters = [(UUID(int=100 + n), Matter(Topic.MEDICAL, Risk.ORDINARY, State.CLAIMED)) for n in range(4)]
    chosen = suggest(matters, people, but=UUID(int=9))
    assert [chosen[key].int for key, _ in matters] == [1, 1, 2, 1] or [chosen[key].int for key, _ in matters] == [
        1,
        2,
        1,
        2,
    ]
    assert suggest(matters, people[2:], but=UUID(int=9)) == {}


def test_each_is_held_out_with_a_note_and_moves_by_a_yes(town: Town, hers: list[Question]) -> None:
    page = town.browser(town.medic).get(PAGE).content.decode()
    assert all(str(each.pk) in page for each in hers)
    assert f'value="{town.colleague.member.pk}" selected' in page
    assert town.counsellor.member.name not in page  # out of scope
    said: dict[str, Any] = {"send": [str(each.pk) for each in hers]}
    said |= {f"to-{each.pk}": str(town.colleague.member.pk) for each in hers}
    said[f"note-{hers[0].pk}"] = "等她量血压"
    assert town.browser(town.medic).post(PAGE, said).status_code == 302
    town.follows()
    assert {(each.why, each.reason) for each in Transfer.objects.all()} == {
        ("shift_ends", "等她量血压"), ("shift_ends", "换班交接"),
    }  # fmt: skip
    page = town.browser(town.colleague).get(PAGE).content.decode()
    assert "等她量血压" in page
    town.colleague.accepts(hers[0])
    assert town.fresh(hers[1]).owner == town.medic.member  # until she says yes
    assert town.browser(town.colleague).post(f"{PAGE}/accept", {"next": PAGE})["Location"] == PAGE
    fresh = [town.fresh(each) for each in hers]
    assert {each.owner for each in fresh} == {town.colleague.member}
    assert [each.state for each in fresh] == ["claimed", "awaiting_resident", "follow_up"]
    assert "何医生" in town.browser(town.medic).get(f"{PAGE}/state").content.decode()
    assert leaves_desk(town, town.medic)


def test_what_is_declined_comes_back_to_the_list(town: Town, hers: list[Question]) -> None:
    town.medic.transfers(hers[0], town.colleague, why=TransferWhy.SHIFT_ENDS)
    assert f'name="to-{hers[0].pk}"' not in town.browser(town.medic).get(PAGE).content.decode()
    town.colleague.declines(hers[0], "too_much")
    page = town.browser(town.medic).get(PAGE).content.decode()
    assert f'name="to-{hers[0].pk}"' in page
    assert "I have too much in hand" in page or "手上" in page


def test_what_cannot_be_held_out_says_why_and_the_rest_goes(town: Town, hers: list[Question]) -> None:
    town.colleague.checks_out()
    said = {"send": [str(each.pk) for each in hers[:2]], f"to-{hers[0].pk}": str(town.colleague.member.pk),
            f"to-{hers[1].pk}": str(town.counsellor.member.pk)}  # fmt: skip
    response = town.browser(town.medic).post(PAGE, said)
    assert response.status_code == 409
    assert list(Transfer.objects.values_list("question", flat=True)) == [hers[1].pk]
    nobody = {"send": [str(hers[0].pk)], f"to-{hers[0].pk}": "x"}
    assert town.browser(town.medic).post(PAGE, nobody).status_code == 404


def test_leaving_with_open_matters_takes_a_second_tap(town: Town, hers: list[Question]) -> None:
    with refused("still_open"):
        leaves_desk(town, town.medic)
    browser = town.browser(town.medic)
    assert browser.post("/duty/huzhu/out")["Location"] == f"{PAGE}?leaving=1"
    assert browser.post("/duty/huzhu/out", {"anyway": "1"})["Location"] == "/duty/huzhu"
    town.follows()
    assert [town.fresh(each).state for each in hers] == ["waiting", "awaiting_resident", "follow_up"]
    assert leaves_desk(town, town.medic) is None  # twice is once


def test_nobody_leaves_who_has_somebody_in_danger(town: Town, hers: list[Question]) -> None:
    town.medic.raises(hers[1], Risk.HIGH)
    with refused("danger_in_hand"):
        leaves_desk(town, town.medic, anyway=True)
    town.medic.transfers(hers[1], town.colleague, why=TransferWhy.SHIFT_ENDS)
    with refused("danger_in_hand"):
        leaves_desk(town, town.medic, anyway=True)
    town.colleague.accepts(hers[1])
    assert leaves_desk(town, town.medic, anyway=True)


def test_a_coordinator_gives_away_what_somebody_left_and_reads_no_words(town: Town, hers: list[Question]) -> None:
    town.medic.checks_out()
    of = f"{PAGE}?of={town.medic.member.pk}"
    page = town.browser(town.coordinator).get(of).content.decode()
    assert str(hers[1].pk) in page
    assert "已答" not in page
    said = {"of": str(town.medic.member.pk), "send": [str(hers[1].pk)],
            f"to-{hers[1].pk}": str(town.colleague.member.pk)}  # fmt: skip
    assert town.browser(town.coordinator).post(PAGE, said)["Location"] == of
    town.colleague.accepts(hers[1])
    assert hers[1].owner == town.colleague.member
    assert town.browser(town.colleague).get(of).status_code == 403
    assert town.browser(town.coordinator).get(f"{PAGE}?of={town.stranger.member.pk}").status_code == 404
    assert town.browser(town.coordinator).get(f"{PAGE}?of=nonsense").status_code == 404
    for path in (of, f"{PAGE}/state"):
        assert town.browser(town.stranger).get(path).status_code == 404


def test_whose_place_is_closed_mid_answer_everything_returns_at_once(town: Town, hers: list[Question]) -> None:
    other = town.resident.asks("别人的")
    town.colleague.claims(other)
    town.colleague.asks_in(other, town.medic)
    town.medic.joins(other)
    town.colleague.transfers(other, town.medic)
    town.medic.transfers(hers[0], town.colleague)
    deactivate_member(member=town.medic.member, by=town.coordinator.member, at=nine)
    with refused("not_on_duty"):  # with a page that still knows her
        town.medic.accepts(other)
    town.follows()
    assert [town.fresh(each).state for each in hers] == ["waiting", "waiting", "follow_up"]
    assert not Transfer.objects.filter(ended_at=None).exists()
    assert not Joining.objects.filter(left_at=None).exists()
    assert not Attendance.objects.filter(member=town.medic.member, out_at=None).exists()
    fresh = town.fresh(other)
    assert (fresh.owner, fresh.handing_over) == (town.colleague.member, False)
    town.ticks(nine + hours(24))  # the follow-up comes to all, as nobody has it any more
    assert town.fresh(hers[2]).state == State.WAITING
