"""With whom she wishes to serve, and beside whom she learns."""

from collections.abc import Iterator
from uuid import UUID

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.rota.kinds import Weight
from anxin.rota.rules.facts import Stint
from anxin.rota.rules.found import Found, Her, Rule, on


def judge(her: Her) -> Iterator[Found]:
    """Who learns beside a partner is looked at shift by shift; a wish to serve together is met by one shift."""
    for partner in her.who.train_with:
        for stint in her.movable:
            if partner in her.facts.people and not _together(her, stint, partner):
                sentence = _("%(name)s learns beside %(partner)s, who is not there on %(day)s.")
                yield Found(Finding("partner_missing", sentence, _named(her, partner, stint)), stint, gentle=True)
    for partner in her.who.serve_with:
        if not her.facts.whole or not her.movable or partner not in her.facts.people:
            continue
        if not any(_together(her, each, partner) for each in her.stints):
            sentence = _("%(name)s would like to serve beside %(partner)s, and never does.")
            yield Found(Finding("never_together", sentence, _named(her, partner)), None, gentle=True)


def _together(her: Her, stint: Stint, partner: UUID) -> bool:
    return any(each.member == partner for each in her.facts.near(stint))


def _named(her: Her, partner: UUID, stint: Stint | None = None) -> dict[str, object]:
    said: dict[str, object] = {"name": her.who.name, "partner": her.facts.people[partner].name}
    return said | ({"day": on(stint.day)} if stint else {})


RULE = Rule("wishes", _("With whom they wish to serve"), Weight.WARN, judge, alone=False)
