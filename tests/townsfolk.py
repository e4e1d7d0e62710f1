"""The people of the town and what they do, as plain verbs. Each verb leaves the question it was given up to date."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from anxin.campaigns.models import Campaign
from anxin.clients.models import Resident
from anxin.conversations.models import Message
from anxin.desk.actions.accept import accept_question, decline_question
from anxin.desk.actions.answer import answer_question, write_back
from anxin.desk.actions.ask import ask_question
from anxin.desk.actions.claim import claim_question, return_question
from anxin.desk.actions.close import close_question, reopen_question
from anxin.desk.actions.decide import decide_second
from anxin.desk.actions.feedback import give_feedback
from anxin.desk.actions.followup import record_contact
from anxin.desk.actions.join import ask_in, join_question, leave_question
from anxin.desk.actions.merge import merge_question
from anxin.desk.actions.note import write_note
from anxin.desk.actions.protocol import record_step
from anxin.desk.actions.risk import confirm_risk, lower_risk, raise_risk
from anxin.desk.actions.snooze import snooze_question, wake_question
from anxin.desk.actions.transfer import sort_question, take_back_transfer, transfer_question
from anxin.desk.kinds import Feeling, Helped, LowerReason, Outcome, TransferWhy
from anxin.desk.models import Feedback, FollowUp, Note, ProtocolStep, Question, SecondYes
from anxin.desk.rules.followup import Contact
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

    def says(
        self, question: Question, *, helped: Helped | None = None, feeling: Feeling | None = None, at: When = None
    ) -> Feedback:
        """What she says of the answer, by a tap."""
        return give_feedback(question=question, helped=helped, feeling=feeling, by=self.resident, at=self.town.at(at))


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
        self, question: Question, to: Staff | Profession, *, reason: str = "需要专业意见",
        why: TransferWhy = TransferWhy.OTHER, at: When = None,
    ) -> None:  # fmt: skip
        aim: dict[str, Any] = {"to_member": to.member} if isinstance(to, Staff) else {"to_profession": to}
        transfer_question(question=question, reason=reason, why=why, by=self.member, at=self.town.at(at), **aim)
        self._did(question)

    def accepts(self, question: Question, *, at: When = None) -> None:
        accept_question(question=question, by=self.member, at=self.town.at(at))
        self._did(question)

    def declines(self, question: Question, reason: str = "手上太多", *, at: When = None) -> None:
        decline_question(question=question, reason=reason, by=self.member, at=self.town.at(at))
        self._did(question)

    def takes_back(self, question: Question, *, at: When = None) -> None:
        take_back_transfer(question=question, by=self.member, at=self.town.at(at))
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

    def records(self, question: Question, step: str, answer: str, words: str = "", *, at: When = None) -> ProtocolStep:
        row = record_step(question=question, step=step, answer=answer, words=words, by=self.member, at=self.town.at(at))
        self._did(question)
        return row

    def contacts(
        self, question: Question, follow_up: FollowUp, contact: Contact, words: str = "", *, at: When = None
    ) -> FollowUp:
        row = record_contact(follow_up=follow_up, contact=contact, words=words, by=self.member, at=self.town.at(at))
        self._did(question)
        return row

    def reopens(self, question: Question, *, at: When = None) -> None:
        reopen_question(question=question, by=self.member, at=self.town.at(at))
        self._did(question)

    def notes(self, question: Question, text: str = "她说明天去医院", *, at: When = None) -> Note:
        return write_note(question=question, text=text, by=self.member, at=self.town.at(at))

    def merges(self, question: Question, into: Question, *, at: When = None) -> Question:
        merge_question(question=question, into=into, by=self.member, at=self.town.at(at))
        self._did(question)
        self._did(into)
        return into

    def plans(self, question: Question, until: datetime, *, reason: str = "", at: When = None) -> None:
        snooze_question(question=question, until=until, reason=reason, by=self.member, at=self.town.at(at))
        self._did(question)

    def wakes(self, question: Question, *, at: When = None) -> None:
        wake_question(question=question, by=self.member, at=self.town.at(at))
        self._did(question)

    def asks_in(self, question: Question, whom: Staff, *, at: When = None) -> None:
        ask_in(question=question, member=whom.member, by=self.member, at=self.town.at(at))
        self._did(question)

    def joins(self, question: Question, *, at: When = None) -> None:
        join_question(question=question, by=self.member, at=self.town.at(at))
        self._did(question)

    def leaves(self, question: Question, *, at: When = None) -> None:
        leave_question(question=question, by=self.member, at=self.town.at(at))
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
