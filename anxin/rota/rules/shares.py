"""Evenings and weekends are shared fairly among those of one profession."""

from collections.abc import Iterator

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.rota.kinds import Weight
from anxin.rota.rules.found import Found, Her, Rule

EVENINGS = _("%(name)s has %(count)s evenings; her colleagues have %(mean)s on average.")
WEEKENDS = _("%(name)s has %(count)s weekend shifts; her colleagues have %(mean)s on average.")


def judge(her: Her) -> Iterator[Found]:
    """More than her colleagues have on average and what is still fair."""
    if not her.facts.whole or not her.movable:
        return
    facts = her.facts
    others = [each for each in facts.peers[her.who.profession] if each != her.who.id]
    for code, sentence, counts, all_counts in (
        ("many_evenings", EVENINGS, facts.is_evening, facts.evenings),
        ("many_weekends", WEEKENDS, facts.is_weekend, facts.weekends),
    ):
        mine = [each for each in her.stints if each.here and facts.within(each.day) and counts(each)]
        if len(mine) <= facts.figures.share_over or not others:
            continue
        mean = sum(all_counts.get(each, 0) for each in others) / len(others)
        if len(mine) > mean + facts.figures.share_over:
            last = next((each for each in reversed(mine) if each.movable), None)
            params: dict[str, object] = {"name": her.who.name, "count": len(mine), "mean": f"{mean:.1f}"}
            yield Found(Finding(code, sentence, params), last, gentle=True)


RULE = Rule("shares", _("A fair share of evenings and weekends"), Weight.WARN, judge, alone=False)
