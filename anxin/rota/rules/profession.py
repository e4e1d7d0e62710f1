"""The kind of shift is for her profession."""

from collections.abc import Iterator

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.people.kinds import PROFESSION_NAMES
from anxin.rota.kinds import Weight
from anxin.rota.rules.found import Found, Her, Rule


def judge(her: Her) -> Iterator[Found]:
    """A kind that names no profession is for all."""
    for stint in her.movable:
        kind = her.facts.kinds.get(stint.kind) if stint.kind else None
        if kind is not None and kind.professions and her.who.profession not in kind.professions:
            sentence = _("“%(kind)s” is not a shift for a %(profession)s.")
            params: dict[str, object] = {"kind": kind.name, "profession": PROFESSION_NAMES[her.who.profession]}
            yield Found(Finding("other_profession", sentence, params), stint)


RULE = Rule("profession", _("Profession fits the shift"), Weight.BLOCK, judge)
