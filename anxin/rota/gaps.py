"""Why a gap in a draft cannot be filled, and what would fill it: for every stretch that lacks somebody, what the rules say
of each colleague of that profession. Codes and ids only; pages find the words."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from anxin.rota.kinds import Weight
from anxin.rota.rules import RULES, judge, weight_of
from anxin.rota.rules.facts import Facts, Stint
from anxin.rota.rules.found import Her, Rule
from anxin.rota.segments import Wanted, joined, wanted

MOST = 60  # gaps that are explained; more than that is one word: too few people
WOULD_HELP = ("said_cannot", "barred", "too_long_a_week", "too_many_days", "too_many_hours")
"""What a person could change: one whom nothing else keeps away is named."""


def gaps_of(facts: Facts, at: datetime) -> list[dict[str, Any]]:
    """The gaps of a draft, the earliest first: {"code": "gap", "day", "profession", "begins", "ends", "missing", "kinds",
    "why": [{"code", "n"}], "help": [{"code", "members", "kind", "day"}]}; times are ISO, `missing` is people."""
    found = [each for each in _short(facts) if each[0].segment.spans[0][0] > at]
    found.sort(key=lambda each: each[0].segment.spans[0])
    rules = [rule for rule in RULES if weight_of(rule, facts.figures) is Weight.BLOCK]
    return [each for cover, missing in found[:MOST] for each in _told(facts, cover, missing, rules, at)]


def contradicting(facts: Facts) -> list[dict[str, Any]]:
    """Which pinned shifts cannot all stand, so that there is no rota at all: {"code": "pin_breaks", "why", "member", "day",
    "kind"}. Pins are judged when they are set; afterwards figures, availability or other services may have changed."""
    alone = facts.but(drop=[each for each in facts.stints if each.movable and not each.pinned])
    return [
        {
            "code": "pin_breaks",
            "why": each.finding.code,
            "member": str(each.member),
            "day": each.day.isoformat() if each.day else None,
            "kind": str(each.kind) if each.kind else None,
        }
        for each in judge(alone)
        if each.blocks
    ]


def _short(facts: Facts) -> Iterator[tuple[Wanted, int]]:
    counts: Counter[tuple[date, UUID | None, str]] = Counter()
    for stint in facts.stints:
        if stint.movable:
            counts[stint.day, stint.kind, facts.people[stint.member].profession] += 1
    for cover in wanted(facts):
        there = sum(counts[cover.segment.day, kind, cover.profession] for kind in cover.segment.kinds)
        if there < cover.need:
            yield cover, cover.need - there


def _told(facts: Facts, cover: Wanted, missing: int, rules: list[Rule], at: datetime) -> list[dict[str, Any]]:
    why: Counter[str] = Counter()
    could: dict[tuple[str, UUID], list[UUID]] = {}
    working = {each.member for each in facts.by_day.get(cover.segment.day, ()) if each.kind in cover.segment.kinds}
    for who in facts.people.values():
        if who.profession != cover.profession or who.id in working:
            continue
        codes, kind = _least_against(facts, who.id, cover, rules, at)
        why.update([codes[0]] if codes else ["free"])
        if not codes or (len(codes) == 1 and codes[0] in WOULD_HELP):
            could.setdefault((codes[0] if codes else "free", kind), []).append(who.id)
    day = cover.segment.day.isoformat()
    told = {
        "code": "gap",
        "day": day,
        "profession": str(cover.profession),
        "missing": missing,
        "kinds": [str(kind) for kind in cover.segment.kinds],
        "why": [{"code": code, "n": n} for code, n in why.most_common()],
        "help": [
            {"code": code, "members": [str(each) for each in members], "kind": str(kind), "day": day}
            for (code, kind), members in could.items()
        ],
    }
    spans = joined(cover.segment.spans)
    return [told | {"begins": begins.isoformat(), "ends": ends.isoformat()} for begins, ends in spans]


def new_blocks(facts: Facts, member: UUID, day: date, kind: UUID, *, leaves: Collection[Stint] = ()) -> list[str]:
    """Codes of what would block her from this shift, were she to leave those of hers in `leaves`, and does not already."""
    rules = [rule for rule in RULES if weight_of(rule, facts.figures) is Weight.BLOCK]
    hers = tuple(each for each in facts.by_member.get(member, ()) if each not in leaves)
    ordered = tuple(sorted((*hers, facts.stint(member, day, kind)), key=lambda each: (each.begins, each.ends)))
    return list(Counter(_heavy(facts, member, ordered, rules)) - Counter(_heavy(facts, member, hers, rules)))


def _least_against(
    facts: Facts, member: UUID, cover: Wanted, rules: list[Rule], at: datetime
) -> tuple[list[str], UUID]:
    """What blocks her from the shift of this stretch that the fewest rules block, and which that is."""
    options: list[tuple[list[str], UUID]] = []
    hers = facts.by_member.get(member, ())
    before = Counter(_heavy(facts, member, hers, rules))
    for kind in cover.segment.kinds:
        stint = facts.stint(member, cover.segment.day, kind)
        if stint.begins > at:
            ordered = tuple(sorted((*hers, stint), key=lambda each: (each.begins, each.ends)))
            new = Counter(_heavy(facts, member, ordered, rules)) - before
            options.append((list(new), kind))
    return min(options, key=lambda each: len(each[0]), default=(["shift_begun"], cover.segment.kinds[0]))


def _heavy(facts: Facts, member: UUID, stints: tuple[Stint, ...], rules: list[Rule]) -> list[str]:
    """Codes of what blocks; the sentences are not needed."""
    her = Her(facts.people[member], stints, facts)
    return [each.finding.code for rule in rules for each in rule.judge(her) if not each.gentle]
