"""Who may do what with a question (product.md, "Scope")."""

from collections.abc import Mapping
from dataclasses import dataclass

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.desk.kinds import State
from anxin.desk.rules.load import may_take_more
from anxin.people.kinds import PROFESSION_NAMES, Profession
from anxin.triage import Risk, Topic

MEDIC, COUNSELLOR = Profession.MEDIC, Profession.COUNSELLOR
SOCIAL_WORKER, VOLUNTEER, NEWS = Profession.SOCIAL_WORKER, Profession.VOLUNTEER, Profession.NEWS

_CALM, _DANGER = (Risk.ORDINARY, Risk.DISTRESSED), (Risk.HIGH, Risk.IMMINENT)
_EVERYDAY = (Topic.RESOURCE, Topic.INFORMATION, Topic.OTHER)
_ORDINARY = (SOCIAL_WORKER, VOLUNTEER, NEWS)
# The first profession of each is asked first. Resources in danger (no oxygen, no insulin) need someone who can arrange
# things and someone who can judge the body; a veiled question needs a counsellor, whatever it is dressed in.
ANSWERS: Mapping[tuple[Topic, Risk], tuple[Profession, ...]] = {
    **{(Topic.MEDICAL, risk): (MEDIC,) for risk in Risk},
    (Topic.PSYCHOLOGICAL, Risk.ORDINARY): (COUNSELLOR, SOCIAL_WORKER),
    (Topic.PSYCHOLOGICAL, Risk.DISTRESSED): (COUNSELLOR, SOCIAL_WORKER),
    (Topic.PSYCHOLOGICAL, Risk.HIGH): (COUNSELLOR,),
    (Topic.PSYCHOLOGICAL, Risk.IMMINENT): (COUNSELLOR,),
    **{(topic, risk): _ORDINARY for topic in (Topic.RESOURCE, Topic.INFORMATION, Topic.OTHER) for risk in _CALM},
    (Topic.RESOURCE, Risk.HIGH): (SOCIAL_WORKER, COUNSELLOR),
    (Topic.RESOURCE, Risk.IMMINENT): (MEDIC, SOCIAL_WORKER, COUNSELLOR),
    **{(topic, risk): (COUNSELLOR,) for topic in (Topic.INFORMATION, Topic.OTHER) for risk in _DANGER},
}


@dataclass(frozen=True, slots=True)
class Helper:
    """Who wants to act, as the rules see her."""

    profession: Profession
    on_duty: bool
    coordinator: bool = False
    supervisor: bool = False
    answering: int = 0  # ordinary matters that wait for her answer, where a limit counts
    most: int = 0  # the limit; 0 where none counts


@dataclass(frozen=True, slots=True)
class Matter:
    """The question she wants to act on."""

    topic: Topic
    risk: Risk
    state: State
    owned: bool = False
    mine: bool = False
    to_be_taken: bool = False  # its owner hands it over, keeps it until somebody says yes, and this one may
    wanted: Profession | None = None  # transferred to this profession
    wanted_me: bool = False  # transferred to her by name
    joined: bool = False  # she is in it beside its owner


CLOSED = Finding("already_closed", _("This question is closed."), next_step=_("Reopen it to write again."))
TAKEN = Finding(
    "already_claimed", _("%(name)s is already looking after this question."), next_step=_("Take the next one.")
)
NOT_ON_DUTY = Finding("not_on_duty", _("You are not on duty."), next_step=_("Check in first."))
NOT_OWNER = Finding("not_yours", _("Someone else looks after this question."), next_step=_("Ask for a transfer."))
UNCLAIMED = Finding("not_claimed", _("Nobody looks after this question yet."), next_step=_("Claim it first."))
OUT_OF_SCOPE = Finding(
    "out_of_scope", _("This needs a %(profession)s."), next_step=_("Transfer it, or leave it to them; they can see it.")
)
WAITS_FOR_OTHERS = Finding("not_waiting", _("This question is not waiting."), next_step=_("Load the queue again."))


def in_scope(helper: Helper, matter: Matter) -> bool:
    """Whether her profession answers this topic at this risk; a supervisor stands in for anyone from risk 2 on."""
    if matter.wanted_me or (helper.supervisor and matter.risk >= Risk.HIGH):
        return True
    if matter.wanted is not None:
        return helper.profession == matter.wanted
    return helper.profession in ANSWERS[matter.topic, matter.risk]


def _outside(matter: Matter) -> Finding:
    needed = matter.wanted or ANSWERS[matter.topic, matter.risk][0]
    return Finding(
        OUT_OF_SCOPE.code, OUT_OF_SCOPE.sentence, {"profession": PROFESSION_NAMES[needed]}, OUT_OF_SCOPE.next_step
    )


def may_claim(helper: Helper, matter: Matter, overriding: bool = False) -> Finding | None:
    """Anyone on duty whose profession answers it may take a waiting question; a coordinator may take any, with a reason."""
    if matter.state is State.CLOSED:
        return CLOSED
    coordinating = helper.coordinator and overriding
    if not (helper.on_duty or coordinating):
        return NOT_ON_DUTY
    if matter.mine:
        return None  # she takes back what she was handing over
    if matter.owned and not (matter.to_be_taken or coordinating):
        return TAKEN
    if not matter.owned and matter.state is not State.WAITING:
        return WAITS_FOR_OTHERS
    if coordinating:
        return None
    return may_take_more(helper.answering, helper.most, matter.risk) if in_scope(helper, matter) else _outside(matter)


def may_answer(helper: Helper, matter: Matter) -> Finding | None:
    """The owner answers, as long as her profession may at this risk (she took it over: with a reason on record).

    Who joined answers beside her; where nobody owns it any more she has to take it first, so that it has an owner.
    """
    if matter.state is State.CLOSED:
        return CLOSED
    if matter.mine or (matter.joined and matter.owned):
        return None
    return NOT_OWNER if matter.owned else UNCLAIMED


def may_decide(helper: Helper, matter: Matter) -> Finding | None:
    """Transfer, raise, lower, close, plan a follow-up: for the owner, and for coordinator and supervisor."""
    if matter.state is State.CLOSED:
        return CLOSED
    if matter.mine or helper.coordinator or helper.supervisor:
        return None
    return NOT_OWNER if matter.owned else UNCLAIMED


def may_receive(helper: Helper, matter: Matter, receiver: Profession) -> Finding | None:
    """To which profession `helper` may hand it: to any, as a hand-over says that the topic was another; but in danger
    only to one that answers it or can act (medic, counsellor). A coordinator may override, as each transfer has a reason.
    """
    if matter.risk < Risk.HIGH or helper.coordinator or receiver in (MEDIC, COUNSELLOR):
        return None
    return None if receiver in ANSWERS[matter.topic, matter.risk] else _outside(matter)


def may_raise(helper: Helper, matter: Matter) -> Finding | None:
    """Danger may be named by anyone on duty, whoever owns the question."""
    if matter.state is State.CLOSED:
        return CLOSED
    return None if helper.on_duty or helper.coordinator or helper.supervisor else NOT_ON_DUTY


def may_reopen(helper: Helper, matter: Matter) -> Finding | None:
    """Who had it, whoever is on duty, the coordinator and the supervisor open it again."""
    there = matter.mine or helper.on_duty or helper.coordinator or helper.supervisor
    return None if there else NOT_ON_DUTY


def may_read(helper: Helper, matter: Matter, private: bool, accepted: bool) -> bool:
    """Who reads the words (product.md, "Private by default"): its owner, those who accepted it, who joined, the supervisor.

    A question that was asked in the open is read by everyone on duty.
    """
    in_it = matter.mine or matter.joined or accepted or helper.supervisor
    return in_it or (not private and (helper.on_duty or helper.coordinator))
