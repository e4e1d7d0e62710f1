"""Gaps in words: why nobody fills one, and what would."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from anxin.people.kinds import PROFESSION_NAMES, Profession
from anxin.rota.board.grid import short
from anxin.rota.board.look import on_date
from anxin.rota.rules.facts import Facts

MOST_NAMES = 4
ONE_MORE = "one_more"
WHY = {
    "free": gettext_lazy("free, but not put down"),
    "said_cannot": gettext_lazy("said they cannot"),
    "barred": gettext_lazy("kept off by you"),
    "slot_clashes": gettext_lazy("on another shift then"),
    "rest_too_short": gettext_lazy("too little rest before or after"),
    "rests_after_crisis": gettext_lazy("rest after a crisis"),
    "too_long_a_day": gettext_lazy("enough hours that day"),
    "too_long_a_week": gettext_lazy("enough hours that week"),
    "too_many_hours": gettext_lazy("enough hours in all"),
    "too_many_days": gettext_lazy("enough days in a row"),
    "too_many_shifts": gettext_lazy("as many shifts as they may"),
    "credential_not_valid": gettext_lazy("no valid credential"),
    "course_missing": gettext_lazy("training not done"),
    "pledge_missing": gettext_lazy("pledge not given"),
    "is_paused": gettext_lazy("on a pause"),
    "still_learning": gettext_lazy("still learning"),
    "takes_no_part": gettext_lazy("not in this service"),
    "has_left": gettext_lazy("left"),
    "other_profession": gettext_lazy("not for their profession"),
    "no_break": gettext_lazy("no break in it"),
    "shift_begun": gettext_lazy("begun already"),
}
HELP = {
    "free": gettext_lazy("%(names)s could take it now"),
    "said_cannot": gettext_lazy("if %(names)s could come after all, it would be filled"),
    "barred": gettext_lazy("if you no longer keep off %(names)s, it would be filled"),
    "too_long_a_week": gettext_lazy("if %(names)s worked a little more that week, it would be filled"),
    "too_many_days": gettext_lazy("if %(names)s worked one day more in a row, it would be filled"),
    "too_many_hours": gettext_lazy("if %(names)s worked a little more in all, it would be filled"),
    "more": gettext_lazy("if %(names)s worked a little more than that week and in all, it would be filled"),
    "moves": gettext_lazy("if %(names)s took it in place of the other shift that day, less would be missing"),
}
NOTES = {
    "drawn_before_last_change": gettext_lazy("The draft was changed while it was made; make it once more."),
    "infeasible": gettext_lazy("What is pinned breaks the rules, so it cannot be kept: look at what is marked in red."),
}


def notes(findings: Iterable[Mapping[str, Any]]) -> list[str]:
    """What the solver left to say besides gaps."""
    return [str(NOTES[each["code"]]) for each in findings if each.get("code") in NOTES]


def gap(found: Mapping[str, Any], facts: Facts, checked: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """One gap as the page shows it: what the solver has `checked` would fill it goes before what the rules only suggest."""
    day = date.fromisoformat(found["day"])
    begins, ends = (datetime.fromisoformat(found[name]).astimezone(facts.zone) for name in ("begins", "ends"))
    why = "、".join(
        ngettext("%(n)s %(why)s", "%(n)s %(why)s", each["n"])
        % {"n": each["n"], "why": WHY.get(each["code"], each["code"])}
        for each in found["why"]
    )
    words = _("%(day)s %(begins)s–%(ends)s lacks %(n)s × %(profession)s")
    return {
        "words": words % {
            "day": on_date(day), "begins": f"{begins:%H:%M}", "ends": f"{ends:%H:%M}", "n": found["missing"],
            "profession": _(PROFESSION_NAMES[Profession(found["profession"])]),
        },
        "why": why or _("nobody of this profession takes part"),
        "checked": bool(checked),
        "help": [
            _help(each, facts, (day - facts.first).days, found["missing"]) for each in (checked or found["help"])
        ],
    }  # fmt: skip


def _help(found: Mapping[str, Any], facts: Facts, place: int, missing: int) -> dict[str, Any]:
    if found["code"] == ONE_MORE:
        words = ngettext(
            "%(n)s more of this profession who can come then would fill it",
            "%(n)s more of this profession who can come then would fill it",
            found["n"],
        )
        return {"words": words % {"n": found["n"]}, "kind": "", "cells": []}
    people = [facts.people[id] for each in found["members"] if (id := UUID(each)) in facts.people]
    people = people[:MOST_NAMES]
    names = "、".join(each.name for each in people)
    if len(people) > missing:
        names = _("any %(n)s of %(names)s") % {"n": missing, "names": names}
    sentence = HELP.get(found["code"], HELP["free"])
    kind = facts.kinds.get(UUID(found["kind"]))
    return {
        "words": sentence % {"names": names},
        "kind": kind.name if kind else "",
        "cells": [{"name": each.name, "value": f"{short(each.id)}-{place}"} for each in people],
    }
