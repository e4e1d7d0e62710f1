"""Solving again stays close to what people have read."""

from anxin.rota.solver.again import Change, as_far_as_possible, diff, keep, touched
from anxin.rota.solver.answer import Progress, Status
from anxin.rota.solver.check import violations
from anxin.rota.solver.cost import cost_of
from anxin.rota.solver.problem import Problem, Share
from anxin.rota.solver.solve import solve
from anxin.rota.tests.solver.small import changed, person, problem, wanted


def _team() -> Problem:
    people = [
        person(name, shares=(Share("shifts", frozenset((d, s) for d in range(7) for s in "EL"), (0, 1, 3, 6, 10, 15)),))
        for name in ("刘", "周", "吴", "陈")
    ]
    return problem(*people, days=7, cover=wanted(7, "E", "L"))


def test_after_an_illness_only_her_days_find_somebody_else() -> None:
    given = _team()
    before = solve(given, seconds=10, workers=1).roster
    days = sorted(before["刘"])[:1]
    ill = keep(changed(given, "刘", days_off=frozenset(days)), before)
    answer = solve(ill, seconds=10, start=as_far_as_possible(ill, before))
    changes = diff(before, answer.roster)
    assert violations(ill, answer.roster) == []
    assert Change("刘", days[0], before["刘"][days[0]], None) in changes
    assert len(touched(changes)) == 2
    assert len(changes) == 2


def test_without_a_reason_nothing_changes_and_days_that_are_over_never_do() -> None:
    given = _team()
    before = solve(given, seconds=10, workers=1).roster
    kept = keep(given, before, weight=1)
    assert cost_of(kept, before).total == cost_of(given, before).total
    assert diff(before, solve(kept, seconds=10, start=before).roster) == []
    later = keep(changed(given, "刘", days_off=frozenset(range(7))), before, weight=0, fixed_before=3)
    after = solve(later, seconds=10).roster
    assert all(change.day >= 3 or change.person == "刘" for change in diff(before, after))


def test_one_worker_and_a_seed_give_the_same_each_time() -> None:
    given = _team()
    first, second = (solve(given, seconds=20, workers=1, seed=7) for _turn in range(2))
    assert first.status is Status.OPTIMAL
    assert first.roster == second.roster


def test_who_watches_hears_of_each_better_roster_and_can_stop_it() -> None:
    heard: list[Progress] = []

    def enough(progress: Progress) -> bool:
        heard.append(progress)
        return progress.cost is not None

    answer = solve(_team(), seconds=20, workers=1, watch=enough)
    told = [each for each in heard if each.roster is not None]
    assert told
    assert all(each.cost == cost_of(_team(), each.roster or {}).total for each in told)
    assert answer.roster == told[-1].roster
