"""What residents asked in the second service. Every word is invented; nobody's case stands here."""

from datetime import datetime, timedelta

from anxin.campaigns.models import Campaign
from anxin.clients.actions import open_identity
from anxin.desk.actions.answer import answer_question
from anxin.desk.actions.ask import ask_question
from anxin.desk.actions.claim import claim_question
from anxin.desk.models import Question
from anxin.people.kinds import Profession
from anxin.rota.queries import on_duty
from anxin.triage import Topic

# Minutes ago, handle, text, whether in private.
ASKED = (
    (4, "石峰小区老李", "我有高血压，今天量了 145/92，药要不要加量？", True),
    (3, "小禾", "老师说下周继续上网课，孩子一天盯屏幕六个小时，想问社区有没有可以借的书？", False),
)
ANSWERED = (26, "河西阿姨", "孙子两岁，手上起了几个小红点，不痒，可以先观察吗？", False)
ANSWER = "可以先观察一天，洗手后不要抓。如果发烧、红点变多或者精神不好，请拍张照片发给我，或者去儿科看看。"


def ask_some(campaign: Campaign, at: datetime) -> list[Question]:
    """A few questions; one is answered by the medic whose shift runs now, if there is one."""
    found = [_ask(campaign, *each, at=at) for each in ASKED]
    medic = next((each for each in on_duty(campaign) if each.member.profession == Profession.MEDIC), None)
    if medic is not None and at - medic.in_at > timedelta(minutes=ANSWERED[0]):
        question = _ask(campaign, *ANSWERED, at=at)
        question.refresh_from_db()
        if question.topic == Topic.MEDICAL:
            claim_question(question=question, by=medic.member, at=at - timedelta(minutes=24))
            answer_question(question=question, text=ANSWER, by=medic.member, at=at - timedelta(minutes=21))
        found.append(question)
    return found


def _ask(campaign: Campaign, ago: int, handle: str, text: str, private: bool, *, at: datetime) -> Question:
    asked_at = at - timedelta(minutes=ago)
    resident, _ = open_identity(organisation=campaign.organisation, handle=handle, at=asked_at)
    return ask_question(campaign=campaign, resident=resident, text=text, private=private, by=resident, at=asked_at)
