"""One limit of a person in words."""

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.rota.solver.model.limits import Name
from anxin.rota.solver.problem import Person, Problem, Spell

SAID = {
    "day_off": _("day %(day)s is a day off"),
    "cannot": _("she cannot work %(shift)s on day %(day)s"),
    "not_hers": _("%(shift)s is not hers"),
    "pin": _("she is pinned to %(shift)s on day %(day)s"),
    "pin_off": _("she is pinned to be off on day %(day)s"),
    "most": _("at most %(limit)s of %(shift)s"),
    "most_minutes": _("at most %(limit)s minutes"),
    "least_minutes": _("at least %(limit)s minutes"),
    "spell_most": _("at most %(limit)s minutes from day %(day)s to %(last)s"),
    "spell_least": _("at least %(limit)s minutes from day %(day)s to %(last)s"),
    "rest": _("rest before day %(day)s"),
    "most_run": _("at most %(limit)s days in a row"),
    "least_run": _("at least %(limit)s days in a row"),
    "least_off": _("at least %(limit)s days off in a row"),
    "most_weekends": _("at most %(limit)s weekends"),
}


def phrase(problem: Problem, person: Person, name: Name) -> Finding:
    """`name` as a part of a sentence; its code is that of `check`."""
    pinned_off = name.code == "pin" and name.shift is None
    params = {
        "person": person.id,
        "day": name.day,
        "shift": name.shift,
        "last": name.last,
        "limit": _limit(problem, person, name),
    }
    given: dict[str, object] = {key: value for key, value in params.items() if value is not None}
    return Finding(name.code, SAID["pin_off" if pinned_off else name.code], given)


def _limit(problem: Problem, person: Person, name: Name) -> int | None:
    if name.code == "most":
        return person.most.get(name.shift or "")
    if name.code in ("spell_most", "spell_least"):
        spell = next(each for each in person.spells if same(problem, each, name))
        return spell.most if name.code == "spell_most" else spell.least
    limit = getattr(person, name.code, None)
    return limit if isinstance(limit, int) else None


def same(problem: Problem, spell: Spell, name: Name) -> bool:
    """Whether `name` is of this spell."""
    return (max(0, spell.first), min(spell.last, problem.days - 1)) == (name.day, name.last)
