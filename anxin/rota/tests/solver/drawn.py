"""Problems drawn at random, every part of them."""

from hypothesis import strategies as st

from anxin.rota.solver.problem import Cover, Link, Past, Person, Problem, Request, Roster, Share, Shift, Spell

DAYS = 9
IDS = ("E", "L", "N")
SHIFTS = (
    Shift("E", 240, begins=480, ends=720),
    Shift("L", 300, frozenset({"E"}), 840, 1140),
    Shift("N", 480, frozenset({"E", "L"}), 1320, 360),
)
days = st.integers(0, DAYS - 1)
shifts = st.sampled_from(IDS)
cells = st.frozensets(st.tuples(days, shifts), max_size=8)
prices = st.integers(0, 50)


@st.composite
def shares(draw: st.DrawFn) -> Share:
    """Costs whose steps never fall."""
    steps = sorted(draw(st.lists(st.integers(0, 9), max_size=4)))
    costs = [draw(prices)]
    for step in steps:
        costs.append(costs[-1] + step)
    return Share(draw(st.sampled_from(("evenings", "weekends"))), draw(cells), tuple(costs))


@st.composite
def spells(draw: st.DrawFn) -> Spell:
    """Some days in their order."""
    first = draw(days)
    return Spell(first, draw(st.integers(first, DAYS - 1)), draw(st.integers(0, 2000)), draw(st.integers(0, 300)))


pasts = st.builds(
    Past,
    worked=st.integers(0, 3),
    off=st.none() | st.integers(1, 4),
    last=st.none() | shifts,
    weekend=st.booleans(),
)


def people(name: str) -> st.SearchStrategy[Person]:
    """Somebody with any limits, those that contradict included."""
    return st.builds(
        Person,
        id=st.just(name),
        most=st.dictionaries(shifts, st.integers(0, DAYS)),
        most_minutes=st.integers(600, 5000),
        least_minutes=st.sampled_from((0, 0, 480)),
        most_run=st.integers(1, 6),
        least_run=st.integers(1, 3),
        least_off=st.integers(1, 3),
        most_weekends=st.integers(0, 3),
        cannot=cells,
        days_off=st.frozensets(days, max_size=2),
        pins=st.dictionaries(days, st.none() | shifts, max_size=2),
        spells=st.lists(spells(), max_size=2).map(tuple),
        shares=st.lists(shares(), max_size=2).map(tuple),
        past=st.none() | pasts,
        groups=st.frozensets(st.sampled_from(("medic", "counsellor"))),
    )


names = st.frozensets(st.sampled_from(("刘", "周")))
several = st.lists(shifts, min_size=1, max_size=2, unique=True).map(tuple)
problems = st.builds(
    Problem,
    days=st.just(DAYS),
    shifts=st.just(SHIFTS),
    people=st.tuples(people("刘"), people("周")),
    requests=st.lists(
        st.builds(Request, st.sampled_from(("刘", "周")), days, shifts, prices, st.booleans()), max_size=3
    ).map(tuple),
    cover=st.lists(
        st.builds(Cover, days, several, st.integers(0, 3), prices, prices, st.sampled_from((None, "medic"))), max_size=6
    ).map(tuple),
    links=st.lists(st.builds(Link, days, several, names, names, st.integers(0, 2), prices), max_size=2).map(tuple),
    first_weekday=st.integers(0, 6),
)
rows = st.dictionaries(days, shifts, max_size=DAYS)
rosters: st.SearchStrategy[Roster] = st.fixed_dictionaries({"刘": rows, "周": rows})
