"""The people of the town and what they do, as plain verbs. Each verb leaves the question it was given up to date."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from anxin.campaigns.models import Campaign
from anxin.clients.models import Resident
from anxin.conversations.models import Message
from anxin.desk.actions.answer import answer_question, write_back
from anxin.desk.actions.ask import ask_question
from anxin.desk.actions.claim import claim_question, return_question
from anxin.desk.actions.close import close_question, plan_follow_up, reopen_question
from anxin.desk.actions.decide import decide_second
from anxin.desk.actions.risk import confirm_risk, lower_risk, raise_risk
from anxin.desk.actions.transfer import sort_question, transfer_question
from anxin.desk.kinds import LowerReason, Outcome
from anxin.desk.models import Question, SecondYes
from anxin.people.actions import make_token
from anxin.people.kinds import Profession
from anxin.people.models import Member, Notice
from anxin.rota.actions import check_in, check_out
from anxin.rota.models import Attendance
from anxin.triage import Risk, Topic

if TYPE_CHECKING:
    from tests.town import Town

When = datetime | None


class Person:
    """Anyone in the town."""

    def __init__(self, town: Town) -> None:
        self.town = town

    def _did(self, question: Question) -> None:
        question.__dict__.update(self.town.fresh(question).__dict__)


class Asker(Person):
    """A resident. Her `token` is what her phone keeps."""

    def __init__(self, town: Town, resident: Resident, token: str) -> None:
        super().__init__(town)
        self.resident, self.token = resident, token

    def asks(
        self, text: str = "血压150/95要紧吗？", *, topic: Topic = Topic.MEDICAL, risk: Risk = Risk.ORDINARY,
        private: bool = True, at: When = None, campaign: Campaign | None = None,
    ) -> Question:  # fmt: skip
        """Ask; the machine hears `topic` and `risk` in it."""
        self.town.will_hear(text, topic, risk)
        question = ask_question(
            campaign=campaign or self.town.campaign, resident=self.resident, text=text, private=private,
            by=self.resident, at=self.town.at(at),
        )  # fmt: skip
        self._did(question)
        return question

    def writes_back(
        self, question: Question, text: str = "还是有点晕。", *, risk: Risk = Risk.ORDINARY, at: When = None
    ) -> Message:
        self.town.will_hear(text, Topic.MEDICAL, risk)
        message = write_back(question=question, text=text, by=self.resident, at=self.town.at(at))
        self._did(question)
        return message


class Staff(Person):
    """A member of an organisation, and the campaign she serves in."""

    def __init__(self, town: Town, member: Member, campaign: Campaign) -> None:
        super().__init__(town)
        self.member, self.campaign = member, campaign

    def claims(self, question: Question, *, reason: str = "", at: When = None) -> None:
        claim_question(question=question, by=self.member, reason=reason, at=self.town.at(at))
        self._did(question)

    def answers(self, question: Question, text: str = "先休息十分钟再量一次。", *, at: When = None) -> Message:
        message = answer_question(question=question, text=text, by=self.member, at=self.town.at(at))
        self._did(question)
        return message

    def puts_back(self, question: Question, *, at: When = None) -> None:
        return_question(question=question, by=self.member, at=self.town.at(at))
        self._did(question)

    def transfers(
        self, question: Question, to: Staff | Profession, *, reason: str = "需要专业意见", at: When = None
    ) -> None:
        aim: dict[str, Any] = {"to_member": to.member} if isinstance(to, Staff) else {"to_profession": to}
        transfer_question(question=question, reason=reason, by=self.member, at=self.town.at(at), **aim)
        self._did(question)

    def sorts(self, question: Question, topic: Topic, *, at: When = None) -> None:
        sort_question(question=question, topic=topic, by=self.member, at=self.town.at(at))
        self._did(question)

    def raises(self, question: Question, risk: Risk, *, reason: str = "说到了自杀", at: When = None) -> None:
        raise_risk(question=question, risk=risk, reason=reason, by=self.member, at=self.town.at(at))
        self._did(question)

    def confirms(self, question: Question, *, at: When = None) -> None:
        confirm_risk(question=question, by=self.member, at=self.town.at(at))
        self._did(question)

    def lowers(
        self, question: Question, risk: Risk, *, why: LowerReason = LowerReason.IDIOM, reason: str = "", at: When = None
    ) -> SecondYes | None:
        second = lower_risk(question=question, risk=risk, why=why, reason=reason, by=self.member, at=self.town.at(at))
        self._did(question)
        return second

    def closes(self, question: Question, outcome: Outcome = Outcome.ANSWERED, *, at: When = None) -> SecondYes | None:
        second = close_question(question=question, outcome=outcome, by=self.member, at=self.town.at(at))
        self._did(question)
        return second

    def decides(self, question: Question, yes: bool, *, at: When = None) -> None:
        decide_second(question=question, yes=yes, by=self.member, at=self.town.at(at))
        self._did(question)

    def reopens(self, question: Question, *, at: When = None) -> None:
        reopen_question(question=question, by=self.member, at=self.town.at(at))
        self._did(question)

    def plans(self, question: Question, comes_back_at: datetime, *, at: When = None) -> None:
        plan_follow_up(question=question, comes_back_at=comes_back_at, by=self.member, at=self.town.at(at))
        self._did(question)

    def checks_in(self, *, at: When = None) -> Attendance:
        return check_in(campaign=self.campaign, member=self.member, by=self.member, at=self.town.at(at))

    def checks_out(self, *, at: When = None) -> None:
        """Go off duty, and let the desk look after what she had claimed."""
        attendance = Attendance.objects.get(member=self.member, out_at=None)
        check_out(attendance=attendance, by=self.member, at=self.town.at(at))
        self.town.follows()

    def told(self) -> list[str]:
        """Codes of what she has been told and not seen, the oldest first."""
        rows = Notice.objects.filter(member=self.member, seen_at=None).order_by("made_at", "id")
        return list(rows.values_list("code", flat=True))

    def token(self) -> str:
        """A key of hers to the API."""
        return make_token(account=self.member.account, label="", at=self.town.now)[1]
