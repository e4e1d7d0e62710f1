"""The coordinator's rota in a browser: shifts and cover, asking who can when, the board, edits by hand, publishing, paper."""

import io
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from openpyxl import load_workbook

from anxin.core.models import Event
from anxin.people.models import Notice
from anxin.rota.actions.draft import assign, begin_draft
from anxin.rota.kinds import Can
from anxin.rota.models import (
    Assignment,
    Availability,
    AvailabilityCall,
    Barred,
    CallAnswer,
    CoverNeed,
    RotaRules,
    ShiftKind,
    Slot,
    Version,
)
from tests.town import SHANGHAI, Town, nine

ROTA = "/rota/huzhu"
FIRST, LAST = date(2026, 3, 6), date(2026, 3, 8)
HX: Any = {"HTTP_HX_REQUEST": "true"}
ENGLISH: Any = {"HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.DEMO = True


def text_of(response: Any) -> str:
    return str(response.content.decode())


def shifts(town: Town) -> dict[str, ShiftKind]:
    """The first offer, taken."""
    town.browser(town.coordinator).post(f"{ROTA}/cover/offer")
    return {each.name: each for each in ShiftKind.objects.order_by("begins")}


def drafted(town: Town) -> tuple[Version, list[ShiftKind]]:
    kinds = list(shifts(town).values())
    version = begin_draft(
        campaign=town.campaign, first_on=FIRST, last_on=LAST, from_living=False, by=town.coordinator.member, at=town.now
    )
    return version, kinds


def at(town: Town, who: Any, day: date = FIRST) -> str:
    return f"{who.member.pk.hex[-10:]}-{(day - FIRST).days}"


def edit(town: Town, version: Version, do: str, who: Any, kind: Any, **more: Any) -> Any:
    said = {"do": do, "at": at(town, who), "kind": str(kind.pk) if kind else "", "edits": version.edits, **more}
    response = town.browser(town.coordinator).post(f"{ROTA}/v/{version.pk}/edit", said, **HX)
    version.refresh_from_db()
    return response


# Shifts and cover -------------------------------------------------------------------------------------------------------
def test_a_new_service_gets_an_offer_by_one_tap_and_only_once(town: Town) -> None:
    browser = town.browser(town.coordinator)
    assert "/cover/offer" in text_of(browser.get(f"{ROTA}/cover"))
    browser.post(f"{ROTA}/cover/offer")
    found = [(each.begins.hour, each.ends.hour) for each in ShiftKind.objects.order_by("begins")]
    assert found == [(8, 13), (13, 18), (18, 22)]
    assert CoverNeed.objects.filter(need=1, begins=time(8), ends=time(22)).count() == 4
    assert browser.post(f"{ROTA}/cover/offer").status_code == 409
    assert ShiftKind.objects.count() == 3


def test_cover_is_laid_over_what_is_there(town: Town) -> None:
    shifts(town)
    browser = town.browser(town.coordinator)
    evening = {"professions": ["counsellor"], "people": "2", "begins": "18:00", "ends": "22:00", "weekdays": ["4", "5"]}
    assert browser.post(f"{ROTA}/cover/want", evening).status_code == 302
    rows = CoverNeed.objects.filter(profession="counsellor", day=None)
    assert {(tuple(r.weekdays), r.begins.hour, r.ends.hour, r.need) for r in rows} == {
        ((0, 1, 2, 3, 6), 8, 22, 1), ((4, 5), 8, 18, 1), ((4, 5), 18, 22, 2),
    }  # fmt: skip
    browser.post(
        f"{ROTA}/cover/want", {**evening, "weekdays": [], "day": "2026-03-08", "people": "0", "begins": "08:00"}
    )
    assert list(CoverNeed.objects.filter(day=date(2026, 3, 8)).values_list("need", flat=True)) == [0]
    browser.post(f"{ROTA}/cover/as-usual", {"day": "2026-03-08"})
    assert not CoverNeed.objects.filter(day__isnull=False).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"professions": []},
        {"weekdays": []},
        {"begins": "22:00", "ends": "08:00"},
        {"people": "51"},
        {"people": "-1"},
        {"weekdays": [], "day": "2027-01-01"},
        {"begins": "25:00"},
    ],
)
def test_cover_that_cannot_be_is_refused_with_words(town: Town, wrong: dict[str, Any]) -> None:
    said = {"professions": ["medic"], "people": "1", "begins": "08:00", "ends": "12:00", "weekdays": ["0"], **wrong}
    response = town.browser(town.coordinator).post(f"{ROTA}/cover/want", said)
    assert response.status_code == 422
    assert not CoverNeed.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "status"),
    [({"name": ""}, 422), ({"begins": "08:00", "ends": "01:00"}, 422), ({"break_minutes": "200"}, 422), ({}, 409)],
)
def test_a_kind_of_shift_that_cannot_be_is_refused(town: Town, wrong: dict[str, str], status: int) -> None:
    names = list(shifts(town))
    said = {"name": names[0], "begins": "08:00", "ends": "12:00", "break_minutes": "0"} | wrong
    assert town.browser(town.coordinator).post(f"{ROTA}/kinds", said).status_code == status
    assert ShiftKind.objects.count() == 3


def test_changing_a_shift_tells_who_edits_a_draft(town: Town) -> None:
    version, kinds = drafted(town)
    said = {"name": "清早", "begins": "07:00", "ends": "13:00", "break_minutes": "30", "professions": ["medic"]}
    assert town.browser(town.coordinator).post(f"{ROTA}/kinds/{kinds[0].pk}", said).status_code == 302
    assert edit(town, Version(pk=version.pk, edits=0), "assign", town.medic, kinds[0]).status_code == 409
    town.browser(town.coordinator).post(f"{ROTA}/kinds/{kinds[0].pk}", {"end": "1"})
    assert ShiftKind.objects.get(pk=kinds[0].pk).ended_at == town.now


def test_the_rules_figures_are_kept_where_they_differ(town: Town) -> None:
    browser = town.browser(town.coordinator)
    page = browser.get(f"{ROTA}/rules")
    said = {name: field.initial for name, field in page.context["form"].fields.items()}
    assert browser.post(f"{ROTA}/rules", {**said, "rest_hours": 8, "rule-rest": "warn"}).status_code == 302
    assert RotaRules.objects.get().figures == {"rest_hours": 8, "weights": {"rest": "warn"}}
    assert browser.post(f"{ROTA}/rules", {**said, "rest_hours": 99}).status_code == 422


# Who can when -----------------------------------------------------------------------------------------------------------
def asks(town: Town, **wrong: str) -> Any:
    said = {
        "first_on": "2026-03-06",
        "last_on": "2026-03-08",
        "until": "2026-03-05",
        "hour": "20:00",
        "text": "",
        **wrong,
    }
    return town.browser(town.coordinator).post(f"{ROTA}/call", said)


def test_a_call_tells_everybody_and_shows_who_answered(town: Town) -> None:
    kind = next(iter(shifts(town).values()))
    assert asks(town).status_code == 302
    call = AvailabilityCall.objects.get()
    assert town.medic.told() == ["availability_asked"]
    own = {"organisation": town.organisation, "member": town.medic.member}
    CallAnswer.objects.create(**own, call=call, answered_at=town.now, note="周六要陪孩子")
    Availability.objects.create(**own, campaign=town.campaign, kind=kind, day=FIRST, can=Can.WANT, said_at=town.now)
    page = text_of(town.browser(town.coordinator).get(f"{ROTA}/call"))
    assert "周六要陪孩子" in page
    assert 'class="want"' in page
    browser = town.browser(town.coordinator)
    assert browser.post(f"{ROTA}/call/{call.pk}/remind").status_code == 302
    assert "availability_reminder" not in town.medic.told()
    assert town.counsellor.told() == ["availability_reminder"]
    assert browser.post(f"{ROTA}/call/{call.pk}/remind").status_code == 409  # so soon again
    browser.post(f"{ROTA}/call/{call.pk}/close")
    assert not Notice.objects.filter(about_id=call.pk, seen_at=None).exists()
    assert town.names_of(call) == ["call.opened", "call.reminded", "call.closed"]


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"last_on": "2026-03-05"}, 422),
        ({"last_on": "2026-04-05"}, 422),
        ({"until": "2026-03-01"}, 422),
        ({"first_on": "31"}, 422),
    ],
)
def test_a_call_that_cannot_be_is_refused(town: Town, wrong: dict[str, str], status: int) -> None:
    shifts(town)
    assert asks(town, **wrong).status_code == status
    assert not AvailabilityCall.objects.exists()


def test_two_calls_for_the_same_days_are_one_too_many(town: Town) -> None:
    shifts(town)
    asks(town)
    assert asks(town).status_code == 409


# The board --------------------------------------------------------------------------------------------------------------
def test_the_board_begins_a_draft(town: Town) -> None:
    shifts(town)
    browser = town.browser(town.coordinator)
    assert browser.get(f"{ROTA}/").status_code == 200
    response = browser.post(f"{ROTA}/", {"first_on": "2026-03-06", "last_on": "2026-03-08"})
    page = text_of(browser.get(response["Location"]))
    assert "林医生" in page
    assert f'value="{at(town, town.medic)}"' in page
    assert browser.post(f"{ROTA}/", {"first_on": "2026-03-08", "last_on": "2026-03-06"}).status_code == 422


def test_an_edit_sends_back_only_the_lines_that_changed(town: Town) -> None:
    version, kinds = drafted(town)
    answer = text_of(edit(town, version, "assign", town.medic, kinds[0]))
    assert Assignment.objects.get().member == town.medic.member
    assert f'id="r-{town.medic.member.pk.hex[-10:]}"' in answer
    assert f'id="r-{town.colleague.member.pk.hex[-10:]}"' not in answer
    assert 'id="g-medic"' in answer
    assert 'id="h-medic-0306"' in answer
    assert 'id="h-medic-0308"' not in answer


def test_a_cell_tells_blocks_from_warnings_before_one_taps(town: Town) -> None:
    version, kinds = drafted(town)
    own = {
        "organisation": town.organisation,
        "campaign": town.campaign,
        "member": town.medic.member,
        "said_at": town.now,
    }
    Availability.objects.create(**own, kind=kinds[0], day=FIRST, can=Can.CANNOT)
    Availability.objects.create(**own, kind=kinds[1], day=FIRST, can=Can.RATHER_NOT)
    page = town.browser(town.coordinator).get(f"{ROTA}/v/{version.pk}/cell?at={at(town, town.medic)}", **HX)
    first, second, _third = page.context["cell"]["kinds"]
    assert first["blocks"]
    assert second["warnings"]
    assert not second["blocks"]
    refused = edit(town, version, "assign", town.medic, kinds[0])
    assert refused.status_code == 409
    assert edit(town, version, "assign", town.medic, kinds[1]).status_code == 409  # a warning wants a yes
    assert edit(town, version, "assign-anyway", town.medic, kinds[1]).status_code == 200
    assert edit(town, version, "assign-anyway", town.medic, kinds[0]).status_code == 409  # a block takes none


def test_every_edit_can_be_undone(town: Town) -> None:
    version, kinds = drafted(town)
    for do in ("assign", "pin", "unpin", "bar", "unassign"):
        if do != "assign":
            edit(town, version, "assign", town.medic, kinds[0])
        before = state(version)
        answer = edit(town, version, do, town.medic, kinds[0])
        assert answer.status_code == 200
        undone = town.browser(town.coordinator).post(
            f"{ROTA}/v/{version.pk}/undo",
            {"token": answer.context["token"], "edits": version.edits, "at": at(town, town.medic)},
            **HX,
        )
        assert undone.status_code == 200
        version.refresh_from_db()
        assert state(version) == before


def state(version: Version) -> Any:
    rows = Assignment.objects.filter(version=version).values_list("member", "kind", "day", "pinned", "by_hand")
    return set(rows), set(Barred.objects.filter(version=version).values_list("member", "kind", "day"))


def test_a_forged_undo_does_nothing(town: Town) -> None:
    version, _kinds = drafted(town)
    said = {"token": "x", "edits": version.edits, "at": at(town, town.medic)}
    assert town.browser(town.coordinator).post(f"{ROTA}/v/{version.pk}/undo", said).status_code == 400


def test_two_coordinators_on_one_draft_lose_nothing(town: Town) -> None:
    version, kinds = drafted(town)
    assign(
        version=version, member=town.colleague.member, kind=kinds[0], day=FIRST, by=town.supervisor.member, at=town.now
    )
    answer = edit(town, version, "assign", town.medic, kinds[1])  # she looked before that
    assert answer.status_code == 409
    assert 'id="rota-grid" hx-swap-oob' in text_of(answer)  # she sees how it stands now
    assert Assignment.objects.count() == 1
    assert edit(town, version, "assign", town.medic, kinds[1]).status_code == 200


def test_another_takes_her_shift_in_one_go(town: Town) -> None:
    version, kinds = drafted(town)
    edit(town, version, "assign", town.medic, kinds[0])
    where = f"{ROTA}/v/{version.pk}/others?at={at(town, town.medic)}&kind={kinds[0].pk}"
    page = town.browser(town.coordinator).get(where, **HX)
    assert [each["name"] for each in page.context["others"]] == ["何医生"]
    edit(town, version, "replace", town.medic, kinds[0], other=str(town.colleague.member.pk))
    assert Assignment.objects.get().member == town.colleague.member


@pytest.mark.parametrize(
    "wrong",
    [{"do": "explode"}, {"kind": "x"}, {"edits": "x"}, {"edits": "9" * 30}, {"do": "replace"}, {"kind": ""}],
)
def test_an_edit_that_cannot_be_read_is_refused(town: Town, wrong: dict[str, str]) -> None:
    version, kinds = drafted(town)
    said = {"do": "assign", "at": at(town, town.medic), "kind": str(kinds[0].pk), "edits": "0", **wrong}
    assert town.browser(town.coordinator).post(f"{ROTA}/v/{version.pk}/edit", said, **HX).status_code == 400
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("place", ["", "x", "0-0", "-1", "abcdef0123-999999"])
def test_a_cell_that_is_not_there_is_404(town: Town, place: str) -> None:
    version, _kinds = drafted(town)
    assert town.browser(town.coordinator).get(f"{ROTA}/v/{version.pk}/cell?at={place}").status_code == 404


def test_every_gap_says_why_and_what_would_fill_it(town: Town) -> None:
    version, kinds = drafted(town)
    for who in (town.medic, town.colleague):
        Availability.objects.create(
            organisation=town.organisation, campaign=town.campaign, member=who.member, kind=kinds[0], day=FIRST,
            can=Can.CANNOT, said_at=town.now,
        )  # fmt: skip
    page = town.browser(town.coordinator).get(f"{ROTA}/v/{version.pk}/troubles", **ENGLISH)
    gap = next(each for each in page.context["gaps"] if "08:00" in each["words"] and "medic" in each["words"])
    assert "2 said they cannot" in gap["why"]
    assert "何医生" in gap["help"][0]["words"]


# Publishing, paper ------------------------------------------------------------------------------------------------------
def test_publishing_shows_the_differences_first_and_refuses_when_they_are_others_by_now(town: Town) -> None:
    version, kinds = drafted(town)
    edit(town, version, "assign", town.medic, kinds[0])
    browser = town.browser(town.coordinator)
    page = browser.get(f"{ROTA}/v/{version.pk}/publish")
    assert [each["name"] for each in page.context["members"]] == ["林医生"]
    seen = {"revision": page.context["revision"], "edits": version.edits}
    assert browser.post(f"{ROTA}/v/{version.pk}/publish", {**seen, "edits": 0}).status_code == 409
    assert browser.post(f"{ROTA}/v/{version.pk}/publish", {**seen, "revision": 99}).status_code == 409
    assert not Slot.objects.exists()
    assert browser.post(f"{ROTA}/v/{version.pk}/publish", seen)["Location"] == f"{ROTA}/"
    assert Slot.objects.get().begins_at == datetime(2026, 3, 6, 8, tzinfo=SHANGHAI)


def test_the_rota_goes_to_paper_and_to_a_sheet_and_who_took_it_is_kept(town: Town) -> None:
    version, kinds = drafted(town)
    edit(town, version, "assign", town.medic, kinds[0])
    browser = town.browser(town.coordinator)
    own = {
        "organisation": town.organisation,
        "campaign": town.campaign,
        "member": town.medic.member,
        "said_at": town.now,
    }
    Availability.objects.create(**own, kind=kinds[1], day=LAST, can=Can.CANNOT)
    page = text_of(browser.get(f"{ROTA}/print?version={version.pk}"))
    assert "林医生" in page
    assert "✕" not in page  # what she said of her time goes on no wall
    response = browser.post(f"{ROTA}/export", {"version": str(version.pk)})
    book = load_workbook(io.BytesIO(response.content))
    people, list_of = book.worksheets
    row = next(row for row in people.iter_rows(values_only=True) if row[0] == "林医生")
    assert row[2] == kinds[0].name
    assert next(list_of.iter_rows(min_row=2, values_only=True))[::5] == ("2026-03-06", "林医生")
    assert Event.objects.filter(name="rota.exported", actor_id=town.coordinator.member.pk, about_id=version.pk).exists()
    assert browser.post(f"{ROTA}/export", {"version": "x"}).status_code == 404


def test_drawing_is_asked_for_and_watched(town: Town) -> None:
    version, _kinds = drafted(town)
    browser = town.browser(town.coordinator)
    answer = browser.post(f"{ROTA}/v/{version.pk}/draw", {"seconds": "5"}, **HX)
    draw = answer.context["draw"]
    assert draw["queued"]
    row = version.draws.get()
    row.curve = [[0.4, 900, 10.0, 42.0], [3.2, 300, 12.0, 3.0], [12.1, 120, 20.5, 1.0]]
    row.save(update_fields=["curve"])
    pulse = browser.get(f"{ROTA}/v/{version.pk}/pulse")
    assert "3 → 1" in pulse.context["draw"]["curve"].steps[0]
    assert browser.post(f"{ROTA}/v/{version.pk}/draw", {"seconds": "5"}, **HX).status_code == 409
    browser.post(f"{ROTA}/v/{version.pk}/stop", **HX)
    assert not browser.get(f"{ROTA}/v/{version.pk}/pulse").context["draw"]["open"]


def test_helpers_and_others_are_kept_out(town: Town) -> None:
    version, kinds = drafted(town)
    said = {"do": "assign", "at": at(town, town.medic), "kind": str(kinds[0].pk), "edits": "0"}
    assert town.browser(town.medic).post(f"{ROTA}/v/{version.pk}/edit", said).status_code == 403
    assert town.browser(town.stranger).post(f"{ROTA}/v/{version.pk}/edit", said).status_code == 404
    assert town.browser(town.stranger).post(f"/rota/chenguang/v/{version.pk}/edit", said).status_code == 404
    assert not Assignment.objects.exists()


def test_days_before_today_are_not_edited(town: Town) -> None:
    kinds = list(shifts(town).values())
    version = begin_draft(
        campaign=town.campaign, first_on=nine.date() - timedelta(days=1), last_on=LAST, from_living=False,
        by=town.coordinator.member, at=town.now,
    )  # fmt: skip
    said = {"do": "assign", "at": f"{town.medic.member.pk.hex[-10:]}-0", "kind": str(kinds[0].pk), "edits": "0"}
    assert town.browser(town.coordinator).post(f"{ROTA}/v/{version.pk}/edit", said, **HX).status_code == 409
