"""The protocol of a crisis (危机流程): which steps, in which order, and who may record one.

The words of each step stand in `protocol_steps`. Nothing here is a diagnosis: it keeps a tired person from forgetting what
matters, and says which step is next. docs/crisis.md names the sources, and what nobody has reviewed.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.desk.kinds import State
from anxin.desk.rules.protocol_steps import STEPS, Answer, Step
from anxin.desk.rules.scope import CLOSED, NOT_OWNER, UNCLAIMED, Helper, Matter
from anxin.triage import Risk, Topic

Given = Mapping[str, str]  # step → the answer that stands now


class Variant(StrEnum):
    """Which protocol fits."""

    PERSON = "person"  # thoughts of dying, violence, somebody at risk
    BODY = "body"  # a medical emergency


ORDER: Mapping[Variant, tuple[str, ...]] = {
    Variant.PERSON: ("safe", "where", "alone", "means", "who_comes", "called", "reached"),
    Variant.BODY: ("conscious", "breathing", "called", "where", "alone", "reached"),
}
# Once something has happened to the body, it goes first; who comes to help needs an address before anything else.
HAPPENED = ("safe", "where", "called", "conscious", "breathing", "alone", "means", "who_comes", "reached")

NO_DANGER = Finding("not_in_danger", _("This question is not at high risk."), next_step=_("Raise its level first."))
UNKNOWN = Finding("unknown_answer", _("The protocol does not know this step or this answer."))


def variant_of(topic: Topic, risk: Risk) -> Variant:
    """A medical matter, or want of something that the body needs this minute, is an emergency of the body."""
    body = topic is Topic.MEDICAL or (topic is Topic.RESOURCE and risk is Risk.IMMINENT)
    return Variant.BODY if body else Variant.PERSON


def answer_of(step: str, code: str) -> Answer | None:
    """The answer `code` of a step; None where there is no such."""
    found = STEPS.get(step)
    return next((each for each in found.answers if each.code == code), None) if found else None


def path(variant: Variant, given: Given) -> tuple[str, ...]:
    """The steps in order, as far as is known now: an answer can bring in others. What was answered never leaves it."""
    happened = any(_answer(step, given).happened for step in given if _known(step, given))
    order = HAPPENED if happened and variant is Variant.PERSON else ORDER[variant]
    return order + tuple(step for step in given if step not in order and _known(step, given))


def _known(step: str, given: Given) -> bool:
    return answer_of(step, given[step]) is not None


def _answer(step: str, given: Given) -> Answer:
    found = answer_of(step, given[step])
    assert found is not None
    return found


def following(variant: Variant, given: Given) -> Step | None:
    """The step to take now; None when all are answered. An answer that needs help at once brings the call forward."""
    steps = path(variant, given)
    calls = any(_answer(step, given).call for step in given if _known(step, given))
    order: Sequence[str] = ("where", "called", *steps) if calls else steps
    return next((STEPS[step] for step in order if step in steps and step not in given), None)


def passed_over(variant: Variant, given: Given) -> frozenset[str]:
    """Steps without an answer that stand before one with an answer: skipped, and to be seen as such."""
    steps = path(variant, given)
    last = max((place for place, step in enumerate(steps) if step in given), default=-1)
    return frozenset(step for step in steps[: max(last, 0)] if step not in given)


def may_record(helper: Helper, matter: Matter, begun: bool) -> Finding | None:
    """Its owner, who joined her, coordinator and supervisor record steps while it stands in danger."""
    if matter.state is State.CLOSED:
        return CLOSED
    if not begun or matter.risk < Risk.HIGH:
        return NO_DANGER
    if matter.mine or matter.joined or helper.coordinator or helper.supervisor:
        return None
    return NOT_OWNER if matter.owned else UNCLAIMED
