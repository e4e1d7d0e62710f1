"""Rest after crisis work: who carried a crisis is not put down for a while after its end."""

from collections.abc import Iterator
from datetime import timedelta

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.rota.kinds import Weight
from anxin.rota.rules.figures import Figures
from anxin.rota.rules.found import Found, Her, Rule, on


def rest_after(level: int, figures: Figures) -> timedelta:
    """How long after a crisis of that level she rests."""
    return timedelta(hours=figures.strain_hours_3 if level >= 3 else figures.strain_hours_2)


def judge(her: Her) -> Iterator[Found]:
    """A shift that begins before that time is over. One that had begun when the crisis ended is not broken off."""
    for ended_at, level in her.who.strains:
        until = ended_at + rest_after(level, her.facts.figures)
        for stint in her.movable:
            if ended_at <= stint.begins < until:
                local = until.astimezone(her.facts.zone)
                sentence = _("%(name)s carried a crisis and rests until %(time)s on %(until)s.")
                params: dict[str, object] = {
                    "name": her.who.name, "time": f"{local:%H:%M}", "until": on(local.date()),
                }  # fmt: skip
                yield Found(Finding("rests_after_crisis", sentence, params), stint)


RULE = Rule("strain", _("Rest after crisis work"), Weight.BLOCK, judge)
