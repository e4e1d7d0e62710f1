"""What the solver found would fill a gap, held against the rules: they know why a shift is closed to her, it does not.

The solver offers a change only where with it every one of its limits holds; here stays what the rules say to it as well, in
the words of the rules. Codes and ids only; pages find the words.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from anxin.rota.gaps import new_blocks
from anxin.rota.kinds import DrawState
from anxin.rota.models import Version
from anxin.rota.rules.facts import Facts
from anxin.rota.solver.explain.gaps import Way

REMEDY = "remedy"
ASKED_FOR = frozenset({"said_cannot", "barred", "too_long_a_week", "too_many_hours"})
"""What a person can give way in by her own word, or the coordinator by hers; a rest is not given up for a gap."""
HOURS = frozenset({"too_long_a_week", "too_many_hours"})
Finding = Mapping[str, Any]


def remedies_of(facts: Facts, said: Iterable[Finding], at: datetime) -> list[dict[str, Any]]:
    """What came out of the solver's process, as findings of a version: {"code": "remedy", "way", "member", "day", "kind",
    "profession"}; only what the rules of the draft as it stands in `facts` agree to. `member` is None for somebody new."""
    found = [
        {
            "code": REMEDY, "way": each["way"], "member": each["person"], "kind": each["shift"],
            "day": (facts.first + timedelta(days=each["day"])).isoformat(), "profession": each["group"],
        }
        for each in said
    ]  # fmt: skip
    return [each for each in found if _code(facts, each, at)]


def stored_in(version: Version) -> list[Finding]:
    """The remedies of its newest draw; none while it is drawn, or once the draft was edited since that draw was asked for."""
    last = version.draws.order_by("-asked_at", "-id").first()
    if last is None or last.state not in (DrawState.DONE, DrawState.STOPPED) or last.edits != version.edits:
        return []
    return [each for each in version.findings if each.get("code") == REMEDY]


def help_for(gap: Finding, stored: Sequence[Finding], facts: Facts, at: datetime) -> list[dict[str, Any]]:
    """What the solver offers for this gap and the rules still allow (who said "cannot" may have opened since, figures may be
    others), as `help` of a gap: [{"code", "members", "kind", "day"}], at last, where that is too little, {"code": "one_more",
    "n", …}. Empty where the solver looked at another draft, not at this gap, or knows of nobody where the rules do."""
    mine = [
        each
        for each in stored
        if each["day"] == gap["day"] and each["profession"] == gap["profession"] and each["kind"] in gap["kinds"]
    ]
    could: dict[tuple[str, str], list[str]] = {}
    for each in mine:
        code = _code(facts, each, at)
        if code and code != Way.ONE_MORE:
            could.setdefault((code, each["kind"]), []).append(each["member"])
    found: list[dict[str, Any]] = [
        {"code": code, "members": members, "kind": kind, "day": gap["day"]} for (code, kind), members in could.items()
    ]
    if not found and gap["help"]:
        return []  # somebody to whom nothing at all is open is unknown to the solver; the rules may name her
    left = gap["missing"] - sum(len(members) for members in could.values())
    if mine and left > 0 and (found or any(each["way"] == Way.ONE_MORE for each in mine)):
        found.append({"code": Way.ONE_MORE.value, "members": [], "kind": mine[0]["kind"], "day": gap["day"], "n": left})
    return found


def _code(facts: Facts, found: Finding, at: datetime) -> str:
    """What has to give way, as the rules call it; "" where they do not let her take the shift even then."""
    if found["way"] == Way.ONE_MORE:
        return Way.ONE_MORE.value
    member, kind, day = UUID(found["member"]), UUID(found["kind"]), date.fromisoformat(found["day"])
    if member not in facts.people or kind not in facts.kinds or facts.stint(member, day, kind).begins <= at:
        return ""
    moves = found["way"] == Way.MOVES
    leaves = [each for each in facts.by_member.get(member, ()) if each.day == day and each.movable]
    if moves != bool(leaves) or any(each.pinned for each in leaves):
        return ""
    codes = set(new_blocks(facts, member, day, kind, leaves=leaves))
    if not codes:
        return Way.MOVES.value if moves else "free"
    if moves or not codes <= ASKED_FOR:
        return ""
    if len(codes) == 1:
        return next(iter(codes))
    return "more" if codes <= HOURS else ""
