"""The published rota of the second service, made as a coordinator makes it: a draft, the solver, the look, publishing."""

from datetime import date, datetime

from anxin.campaigns.models import Campaign
from anxin.people.models import Member
from anxin.rota.actions.draft import begin_draft
from anxin.rota.actions.draw import ask_for_draw, begin_draw, end_draw, take_best
from anxin.rota.actions.publish import publish
from anxin.rota.drawing.process import Drawing
from anxin.rota.drawing.task import Task
from anxin.rota.facts import facts_of
from anxin.rota.gaps import gaps_of
from anxin.rota.kinds import DrawState
from anxin.rota.models import Version
from anxin.rota.problem import cells_of, problem_of
from anxin.rota.remedies import remedies_of

SECONDS = 12  # at most: on a quiet machine it is proven to be the best after three
WORKERS, SEED = 2, 1


def publish_rota(campaign: Campaign, first: date, last: date, *, by: Member, at: datetime) -> Version:
    """Make the rota from `first` to `last` and publish it, all as of `at`, which lies before its first shift."""
    draft = begin_draft(campaign=campaign, first_on=first, last_on=last, from_living=False, by=by, at=at)
    # The worker will find that it is over: the first start needs it now.
    asked = ask_for_draw(version=draft, seconds=SECONDS, seed=SEED, by=by, at=at)
    draw = begin_draw(id=asked.pk, at=at)
    if draw is not None:
        facts = facts_of(draft, at)
        with Drawing(Task(problem_of(facts, at), SECONDS, WORKERS, SEED, None)) as drawing:
            while not drawing.wait(0.2):
                pass
            news = drawing.latest()
        if news.roster is not None and news.cost is not None:
            curve = [[round(news.seconds, 1), news.cost, news.bound, 0]]
            cells = cells_of(facts, news.roster)
            take_best(draw=draw, cells=cells, cost=news.cost, bound=news.bound, curve=curve, at=at)
        draft.refresh_from_db()
        facts = facts_of(draft, at)
        found = [*gaps_of(facts, at), *remedies_of(facts, news.remedies, at)]
        end_draw(draw=draw, state=DrawState.DONE, status=news.status or "", findings=found, at=at)
    draft.refresh_from_db()
    return publish(version=draft, revision=draft.revision, by=by, at=at)
