"""Every rule at its edge: the last that is allowed, the first that is not."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from anxin.people.kinds import Profession, Standing
from anxin.rota.kinds import Can, Weight
from anxin.rota.rules import RULES, judge, judge_adding, weight_of
from anxin.rota.rules.facts import Colleague, Facts, Kind, Paper, Stint
from anxin.rota.rules.figures import FIELDS, Figures, faults_in, read_figures

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 3, 2)
LI, WANG, SUN = (UUID(int=n) for n in (1, 2, 3))
EARLY, LATE, NIGHT = (UUID(int=n) for n in (11, 12, 13))
KINDS = {
    EARLY: Kind(EARLY, "早", time(8), time(13)),
    LATE: Kind(LATE, "晚", time(17), time(22)),
    NIGHT: Kind(NIGHT, "夜", time(22), time(6), professions=frozenset({Profession.MEDIC})),
}


def moment(text: str) -> datetime:
    """ "3 08:00": the third of March."""
    day, clock = text.split()
    return datetime.combine(MONDAY.replace(day=int(day)), time.fromisoformat(clock), ZONE)


def stint(begins: str, ends: str, who: UUID = LI, **more: Any) -> Stint:
    a, b = moment(begins), moment(ends)
    minutes = more.pop("minutes", int((b - a).total_seconds() / 60))
    return Stint(who, a.date(), a, b, minutes, **more)


def days_of_work(*days: int, who: UUID = LI, movable: bool = True, hours: int = 5) -> list[Stint]:
    return [stint(f"{day} 08:00", f"{day} {8 + hours:02}:00", who, movable=movable) for day in days]


def li(**more: Any) -> Colleague:
    return Colleague(LI, "李", more.pop("profession", Profession.COUNSELLOR), **more)


def facts(
    *stints: Stint, people: tuple[Colleague, ...] = (), said: Any = None, barred: Any = (), **figures: Any
) -> Facts:
    everybody = (
        *people,
        *(c for c in (li(), Colleague(WANG, "王", Profession.COUNSELLOR)) if c.id not in {p.id for p in people}),
    )
    return Facts(
        MONDAY, MONDAY + timedelta(days=13), ZONE, Figures(**figures), {each.id: each for each in everybody}, KINDS,
        stints, said or {}, frozenset(barred),
    )  # fmt: skip


def codes(of: Facts) -> set[str]:
    return {each.finding.code for each in judge(of, only=[LI])}


def sole(of: Facts) -> Any:
    found = judge(of, only=[LI])
    assert len(found) == 1, [each.finding.code for each in found]
    found[0].finding.sentence % found[0].finding.params  # its places are all given
    return found[0]


@pytest.mark.parametrize(
    ("after", "codes_"),
    [
        ("3 09:00", set()),  # exactly eleven hours
        ("3 08:59", {"rest_too_short"}),
        ("2 22:01", {"rest_too_short"}),
        ("2 21:59", {"slot_clashes"}),
    ],
)
def test_rest_is_eleven_hours_to_the_minute(after: str, codes_: set[str]) -> None:
    found = codes(facts(stint("2 18:00", "2 22:00"), stint(after, "3 12:00")))
    assert found & {"rest_too_short", "slot_clashes"} == codes_


def test_rest_after_a_shift_past_midnight_counts_from_its_end() -> None:
    night = stint("2 22:00", "3 06:00", minutes=300)
    assert codes(facts(night, stint("3 17:00", "3 21:00"), break_minutes=0)) == set()
    found = sole(facts(night, stint("3 16:59", "3 21:00"), break_minutes=0))
    assert (found.finding.code, found.weight, found.day) == ("rest_too_short", Weight.BLOCK, date(2026, 3, 3))
    assert found.finding.params["hours"] == "10.98"


def test_shifts_without_a_gap_are_one_and_as_long_as_one() -> None:
    assert codes(facts(stint("2 08:00", "2 13:00"), stint("2 13:00", "2 18:00"), break_after_hours=16)) == set()
    through = (stint("2 20:00", "3 00:00"), stint("3 00:00", "3 06:01"))
    assert codes(facts(*through, break_after_hours=16)) == {"too_long_a_day"}
    assert codes(facts(through[0], stint("3 00:00", "3 06:00"), break_after_hours=16)) == set()


def test_what_stands_of_another_service_counts_and_is_not_judged_itself() -> None:
    elsewhere = stint("2 18:00", "2 22:00", movable=False, here=False)
    assert sole(facts(elsewhere, stint("3 08:00", "3 12:00"))).day == date(2026, 3, 3)
    assert sole(facts(stint("2 08:00", "2 12:00"), elsewhere)).day == date(2026, 3, 2)
    assert codes(facts(elsewhere, stint("2 21:00", "3 00:00", movable=False))) == set()


@pytest.mark.parametrize(("end", "clashes"), [("2 12:00", False), ("2 12:01", True)])
def test_one_that_ends_as_the_other_begins_does_not_clash(end: str, clashes: bool) -> None:
    assert ("slot_clashes" in codes(facts(stint("2 08:00", end), stint("2 12:00", "2 14:00")))) == clashes


def test_six_days_in_a_row_are_allowed_and_not_seven() -> None:
    assert codes(facts(*days_of_work(2, 3, 4, 5, 6, 7))) == set()
    found = sole(facts(*days_of_work(2, 3, 4, 5, 6, 7, 8)))
    assert (found.finding.code, found.day) == ("too_many_days", date(2026, 3, 8))
    assert codes(facts(*days_of_work(2, 3, 4, 5, 6, 7, 9, 10))) == set()


def test_a_run_that_began_before_the_first_day_counts_on() -> None:
    before = [
        Stint(LI, day, datetime.combine(day, time(8), ZONE), datetime.combine(day, time(9), ZONE), 60, movable=False)
        for day in (MONDAY - timedelta(days=n) for n in (1, 2, 3))
    ]
    assert codes(facts(*before, *days_of_work(2, 3, 4))) == set()
    assert sole(facts(*before, *days_of_work(2, 3, 4, 5))).day == date(2026, 3, 5)


def test_a_run_that_goes_on_after_the_last_day_is_broken_where_it_can_be() -> None:
    after = days_of_work(4, 5, 6, 7, 8, movable=False)
    assert sole(facts(*days_of_work(2, 3), *after)).day == date(2026, 3, 3)
    assert codes(facts(*days_of_work(3), *after)) == set()


@pytest.mark.parametrize(("end", "too_long"), [("2 18:00", False), ("2 18:01", True)])
def test_ten_hours_a_day(end: str, too_long: bool) -> None:
    assert ("too_long_a_day" in codes(facts(stint("2 08:00", end)))) == too_long


def test_a_break_is_no_work_and_two_shifts_of_a_day_are_summed() -> None:
    assert "too_long_a_day" not in codes(facts(stint("2 08:00", "2 18:30", minutes=600)))
    assert "too_long_a_day" in codes(facts(stint("2 00:00", "2 05:01"), stint("2 17:00", "2 22:00")))


def test_hours_of_a_week_from_monday() -> None:
    eight = days_of_work(2, 3, 4, 5, 6, 7, hours=8)
    usual: dict[str, Any] = {"break_after_hours": 16, "days_in_a_row": 31}
    assert codes(facts(*eight, **usual)) == set()  # 48 hours
    assert codes(facts(*eight, *days_of_work(9, hours=8), **usual)) == set()  # the next week
    found = sole(facts(*eight, stint("8 08:00", "8 08:01"), **usual))
    assert (found.finding.code, found.day) == ("too_long_a_week", date(2026, 3, 8))
    assert codes(facts(*eight, stint("8 08:00", "8 08:01"), week_hours=0, **usual)) == set()


def test_hours_of_the_whole_service_with_what_lies_beyond() -> None:
    who = li(beyond_minutes=5 * 60)
    assert codes(facts(*days_of_work(2), people=(who,), campaign_hours=10)) == set()
    assert codes(facts(*days_of_work(2), people=(who,))) == set()
    assert codes(facts(*days_of_work(2), people=(li(beyond_minutes=301),), campaign_hours=10)) == {"too_many_hours"}
    elsewhere = stint("3 08:00", "3 10:00", movable=False, here=False)
    assert codes(facts(*days_of_work(2), elsewhere, people=(who,), campaign_hours=10)) == set()


@pytest.mark.parametrize(
    ("level", "begins", "rests"),
    [(2, "3 09:59", True), (2, "3 10:00", False), (3, "3 21:59", True), (3, "3 22:00", False), (3, "2 21:59", False)],
)
def test_rest_after_a_crisis_by_its_level(level: int, begins: str, rests: bool) -> None:
    who = li(strains=((moment("2 22:00"), level),))
    assert ("rests_after_crisis" in codes(facts(stint(begins, "3 23:00"), people=(who,)))) == rests


@pytest.mark.parametrize(
    ("valid", "begins", "ends", "fits"),
    [
        ((None, MONDAY), "2 18:00", "2 22:00", True),
        ((None, MONDAY), "2 18:00", "3 00:00", True),  # nothing of the next day
        ((None, MONDAY), "2 18:00", "3 00:01", False),
        ((None, MONDAY), "3 08:00", "3 12:00", False),
        ((date(2026, 3, 3), None), "2 18:00", "2 22:00", False),
        ((date(2026, 3, 3), None), "3 08:00", "3 12:00", True),
    ],
)
def test_a_credential_holds_to_the_end_of_its_last_day(valid: Any, begins: str, ends: str, fits: bool) -> None:
    who = li(papers=(Paper("咨询师证", (valid,)),))
    assert ("credential_not_valid" in codes(facts(stint(begins, ends), people=(who,)))) != fits


def test_without_the_credential_that_is_asked_of_her_nothing_fits() -> None:
    assert sole(facts(*days_of_work(2), people=(li(papers=(Paper("证"),)),))).finding.params["paper"] == "证"


def test_training_blocks_who_learns_and_warns_of_who_serves() -> None:
    learns = li(lacks=("入门",), pledged=False, standing=Standing.LEARNING)
    found = judge(facts(*days_of_work(2), people=(learns,)), only=[LI])
    assert [(each.finding.code, each.blocks) for each in found] == [
        ("still_learning", True), ("course_missing", True), ("pledge_missing", True),
    ]  # fmt: skip
    serves = li(lacks=("入门",))
    assert not sole(facts(*days_of_work(2), people=(serves,))).blocks


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ({"standing": Standing.LEFT}, "has_left"),
        ({"takes_part": False}, "takes_no_part"),
        ({"pauses": ((date(2026, 3, 3), date(2026, 3, 4)),)}, ""),
        ({"pauses": ((MONDAY, MONDAY),)}, "is_paused"),
        ({"pauses": ((date(2026, 3, 1), MONDAY),)}, "is_paused"),
        ({"pauses": ((date(2026, 2, 1), date(2026, 3, 1)),)}, ""),
        ({"pauses": ((date(2026, 2, 1), None),)}, "is_paused"),
        ({"standing": Standing.PAUSED}, ""),  # until when says the pause
    ],
)
def test_only_who_serves_on_that_day(who: dict[str, Any], code: str) -> None:
    assert codes(facts(*days_of_work(2), people=(li(**who),))) == ({code} if code else set())


def test_a_shift_is_for_its_professions() -> None:
    night = stint("2 22:00", "3 06:00", kind=NIGHT, minutes=420)
    assert codes(facts(night)) == {"other_profession"}
    assert codes(facts(night, people=(li(profession=Profession.MEDIC),))) == set()


def test_what_she_said_blocks_or_warns() -> None:
    early = stint("2 08:00", "2 13:00", kind=EARLY)
    for can, code, blocks in ((Can.CANNOT, "said_cannot", True), (Can.RATHER_NOT, "rather_not", False)):
        found = sole(facts(early, said={(LI, MONDAY, EARLY): can}))
        assert (found.finding.code, found.blocks) == (code, blocks)
    for said in (
        {(LI, MONDAY, EARLY): Can.WANT},
        {(LI, MONDAY, LATE): Can.CANNOT},
        {(WANG, MONDAY, EARLY): Can.CANNOT},
    ):
        assert codes(facts(early, said=said)) == set()


@pytest.mark.parametrize(("kind", "barred"), [(EARLY, True), (None, True), (LATE, False)])
def test_the_coordinators_own_word(kind: UUID | None, barred: bool) -> None:
    early = stint("2 08:00", "2 13:00", kind=EARLY)
    assert ("barred" in codes(facts(early, barred=[(LI, MONDAY, kind)]))) == barred


def test_a_new_volunteer_stands_beside_somebody_experienced_all_the_time() -> None:
    new = li(profession=Profession.VOLUNTEER, experienced=False)
    also = Colleague(SUN, "孙", Profession.VOLUNTEER, experienced=False)
    hers = stint("2 08:00", "2 13:00")
    assert codes(facts(hers, people=(new,))) == {"nobody_beside"}
    assert codes(facts(hers, stint("2 08:00", "2 13:00", WANG), people=(new,))) == set()
    assert codes(facts(hers, stint("2 08:00", "2 12:59", WANG), people=(new,))) == {"nobody_beside"}
    two = (hers, stint("2 08:00", "2 13:00", WANG), stint("2 09:00", "2 10:00", SUN))
    assert codes(facts(*two, people=(new, also))) == set()
    assert codes(facts(*two, people=(new, also), newcomers_beside=1)) == {"nobody_beside"}
    assert codes(facts(hers)) == set()  # she is not new


@pytest.mark.parametrize(
    ("end", "minutes", "missing"),
    [("2 14:00", 360, False), ("2 14:01", 361, True), ("2 15:00", 390, False), ("2 15:00", 391, True)],
)
def test_longer_than_six_hours_has_a_break_of_thirty_minutes(end: str, minutes: int, missing: bool) -> None:
    assert ("no_break" in codes(facts(stint("2 08:00", end, minutes=minutes)))) == missing


def test_shifts_as_many_as_she_wished() -> None:
    four = days_of_work(2, 3, 4, 5)
    assert codes(facts(*four, people=(li(most_shifts=4, least_shifts=4),))) == set()
    assert codes(facts(*four, people=(li(most_shifts=3),))) == {"too_many_shifts"}
    assert codes(facts(*four, people=(li(least_shifts=5),))) == {"too_few_shifts"}
    assert codes(facts(*four, people=(li(most_shifts=4),), most_shifts=3)) == set()  # her wish goes before
    assert codes(facts(*four, most_shifts=3)) == {"too_many_shifts"}
    assert not sole(facts(*four, most_shifts=3, weights={"shifts_count": Weight.BLOCK})).blocks  # it only ever warns


def test_evenings_are_shared() -> None:
    evenings = [stint(f"{day} 17:00", f"{day} 18:01") for day in (2, 3, 4)]
    afternoons = [stint(f"{day} 13:00", f"{day} 18:00") for day in (2, 3, 4)]
    assert codes(facts(*evenings)) == {"many_evenings"}
    assert codes(facts(*evenings[:2])) == set()
    assert codes(facts(*afternoons)) == set()
    assert codes(facts(*evenings, stint("2 17:00", "2 20:00", WANG))) == set()  # 3 beside 1: two more
    assert codes(facts(*[stint(f"{d} 08:00", f"{d} 09:00") for d in (7, 8, 14)])) == {"many_weekends"}


def test_wishes_for_company() -> None:
    hers = stint("2 08:00", "2 13:00")
    learner, friend = li(train_with=frozenset({WANG})), li(serve_with=frozenset({WANG}))
    assert codes(facts(hers, people=(learner,))) == {"partner_missing"}
    assert codes(facts(hers, people=(friend,))) == {"never_together"}
    together = stint("2 12:00", "2 17:00", WANG)
    for who in (learner, friend):
        assert codes(facts(hers, together, people=(who,))) == set()


def test_a_campaign_says_what_blocks_warns_and_is_off() -> None:
    short = (stint("2 18:00", "2 22:00"), stint("3 08:00", "3 12:00"))
    assert sole(facts(*short)).blocks
    assert not sole(facts(*short, weights={"rest": Weight.WARN})).blocks
    assert codes(facts(*short, weights={"rest": Weight.OFF})) == set()
    assert codes(facts(*short, rest_hours=10)) == set()


def test_only_what_is_new_is_held_against_a_change() -> None:
    short = (stint("2 18:00", "2 22:00"), stint("3 08:00", "3 12:00"))
    assert judge_adding(facts(*short), stint("6 08:00", "6 12:00")) == []
    assert [each.finding.code for each in judge_adding(facts(*short), stint("4 08:00", "4 12:00", minutes=661))] == [
        "too_long_a_day"
    ]
    moved = judge_adding(facts(*short), stint("3 09:00", "3 12:00"), drop=[short[1]])
    assert moved == []


def test_figures_are_read_as_they_were_checked() -> None:
    assert read_figures({}) == Figures()
    assert {each.name: each.usual for each in FIELDS} == {each.name: getattr(Figures(), each.name) for each in FIELDS}
    assert read_figures({"rest_hours": 12, "weights": {"rest": "warn", "run": "never"}}) == Figures(
        rest_hours=12, weights={"rest": Weight.WARN}
    )
    for bad in (17, -1, "11", True, None, 10.5):
        assert read_figures({"rest_hours": bad}).rest_hours == 11
        assert [each.name for each in faults_in({"rest_hours": bad})] == ["rest_hours"]


def test_rules_have_names_of_their_own() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.title for rule in RULES}) == len(RULES) == 16
    assert {weight_of(rule, Figures()) for rule in RULES} == {Weight.BLOCK, Weight.WARN}
