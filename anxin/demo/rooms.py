"""The demo town's room: some neighbours, those on duty, a question that was answered, and an advertisement that was hidden."""

from datetime import datetime, timedelta

from anxin.campaigns.models import Campaign
from anxin.clients.actions import open_identity
from anxin.clients.models import Resident
from anxin.core.actor import MACHINE
from anxin.desk.actions.rooms.answer import answer_in_room
from anxin.desk.actions.rooms.ask import ask_in_room
from anxin.desk.actions.rooms.join import join_room
from anxin.desk.actions.rooms.keep import open_room
from anxin.desk.actions.rooms.order import hide_post
from anxin.desk.actions.rooms.post import post_in_room
from anxin.desk.actions.transfer import sort_question
from anxin.desk.models import Post, Room
from anxin.desk.rules.rooms import HideWhy
from anxin.people.models import Member
from anxin.triage import Topic

NAME = "安心互助群"
# Minutes ago, who (a neighbour by number, or a login), what.
TALK: tuple[tuple[int, int | str, str], ...] = (
    (95, "chen", "大家好，这里是社区互助群。医生、心理咨询师、社工和志愿者每天轮流值班，有事请说。"),
    (90, 0, "谢谢！终于找到组织了。"),
    (62, 1, "超市早上开门了，菜还挺新鲜的。"),
    (58, "liu", "谢谢提醒。行动不便的邻居可以告诉我楼栋，志愿者统一代买。"),
)
ADVERT = (52, 1, "家里有多的口罩，三十一盒，要的加我微信。")
WHY_HIDDEN = "群规：不在群里买卖。已私下告诉她可以捐给社区登记点。"
ASKED = (40, 2, "家里老人高血压，今早量的150/95，要不要马上加药？")
ANSWER = (33, "lin", "先不要自己加药。静坐十分钟再量一次，把两次的数值发上来，有头痛、胸闷请马上打120。")
THANKS = (28, 2, "好的，休息后量了是138/86，谢谢林医生！")
WELCOME = (26, "lin", "不客气。这几天早晚各量一次，记下来；高于160/100就写给我，别等。")
AFTER = (20, 0, "林医生讲得真清楚，我也给我爸量一下。")


def open_demo_room(campaign: Campaign, people: dict[str, Member], at: datetime) -> Room:
    """Open it and let them talk, as of `at`."""
    began = at - timedelta(minutes=120)
    room = open_room(campaign=campaign, name=NAME, by=MACHINE, at=began)
    neighbours = [open_identity(organisation=campaign.organisation, at=began)[0] for _ in range(3)]
    team = [member for member in people.values() if member.organisation_id == room.organisation_id]
    everyone: list[Resident | Member] = [*neighbours, *team]
    for each in everyone:
        join_room(room=room, by=each, at=began)

    def say(ago: int, who: int | str, text: str, reply_to: Post | None = None) -> Post:
        by: Resident | Member = neighbours[who] if isinstance(who, int) else people[who]
        return post_in_room(room=room, text=text, by=by, reply_to=reply_to, at=at - timedelta(minutes=ago))

    for line in TALK:
        say(*line)
    advert = say(*ADVERT)
    hide_post(post=advert, why=HideWhy.ADVERTISING, reason=WHY_HIDDEN, by=people["chen"], at=at - timedelta(minutes=51))
    asked = say(*ASKED)
    moment = at - timedelta(minutes=ASKED[0])
    question = asked.question or ask_in_room(post=asked, by=neighbours[ASKED[1]], at=moment)
    if not question.private:
        if question.topic != Topic.MEDICAL:
            sort_question(question=question, topic=Topic.MEDICAL, by=people["chen"], at=moment)
        asked.refresh_from_db()
        answer_in_room(post=asked, text=ANSWER[2], by=people[ANSWER[1]], at=at - timedelta(minutes=ANSWER[0]))
        say(*THANKS, reply_to=asked)
        answer_in_room(post=asked, text=WELCOME[2], by=people[WELCOME[1]], at=at - timedelta(minutes=WELCOME[0]))
    say(*AFTER)
    return room
