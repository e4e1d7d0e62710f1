"""Who could take a shift over: ranked by what the rules say, then by who serves least and who wants it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anxin.rota.facts import facts_of, living_facts
from anxin.rota.kinds import Can
from anxin.rota.models import Assignment, Slot
from anxin.rota.rules import Judged, judge_adding
from anxin.rota.rules.availability import said_of
from anxin.rota.rules.facts import Facts, Stint


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody for a shift: what would be wrong with it, her minutes of work in these days, and what she said of it."""

    member: UUID
    name: str
    judged: tuple[Judged, ...]
    minutes: int
    said: Can | None

    @property
    def blocks(self) -> bool:
        """Whether a rule forbids it."""
        return any(each.blocks for each in self.judged)


def ranked(of: Slot | Assignment, at: datetime) -> list[Candidate]:
    """Colleagues of the same profession for a slot of the living rota, or a place in a draft: first whom no rule blocks,
    then by the number of warnings, who wants it, and who has the fewest hours in that week (or draft)."""
    if isinstance(of, Slot):
        day = of.begins_at.astimezone(of.campaign.tz).date()
        facts = living_facts(of.campaign, day, day, at)
    else:
        facts = facts_of(of.version, at)
    stint = next((each for each in facts.stints if each.key == of.pk), None)
    return ranked_in(facts, stint) if stint is not None else []


def ranked_in(facts: Facts, stint: Stint, only: Collection[UUID] | None = None) -> list[Candidate]:
    """The same from facts at hand; the stint goes to each of them in turn."""
    holder = facts.people[stint.member]
    rest = facts.but(drop=[stint])
    found = []
    for who in rest.people.values():
        if who.id == stint.member or who.profession != holder.profession or (only is not None and who.id not in only):
            continue
        hers = Stint(who.id, stint.day, stint.begins, stint.ends, stint.minutes, stint.kind)
        minutes = sum(each.minutes for each in rest.by_member.get(who.id, ()))
        found.append(Candidate(who.id, who.name, tuple(judge_adding(rest, hers)), minutes, said_of(rest, hers)))
    return sorted(found, key=_order)


def _order(who: Candidate) -> tuple[object, ...]:
    return who.blocks, len(who.judged), who.said is not Can.WANT, who.minutes, who.name
