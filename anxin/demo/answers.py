"""Common questions and saved replies of the demo town. Every word is invented; advice is the plain kind that leaflets give."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from anxin.campaigns.models import Campaign
from anxin.desk.actions.answers.common import approve_common, draft_common
from anxin.desk.actions.answers.replies import save_reply
from anxin.people.models import Member
from anxin.triage import Topic

COMMON: tuple[tuple[Topic, str, str], ...] = (
    (
        Topic.MEDICAL,
        "高血压的药快吃完了，现在不方便去医院，怎么配药？",
        "不要自己停药，也不要隔天吃来省药。把药名、规格和每天的用量发给我们，社工会联系社区卫生服务站或药房代配，一般当天送到门口。"
        "如果血压超过 180/110，或者胸口痛、说话不清、一侧手脚没力气，马上打 120，不要等药。",
    ),
    (
        Topic.MEDICAL,
        "发烧了在家怎么办？什么时候必须去医院？",
        "先量体温并记下时间，多喝温水，多休息；38.5℃ 以上或很不舒服时，可以按说明书吃退烧药，两种退烧药不要一起吃。"
        "出现下面任何一种就去发热门诊或打 120：喘不上气、胸口痛、叫不醒或说胡话、三天不退烧、喝不下水。"
        "老人、孕妇、三个月以内的婴儿发烧，请当天就问医生。出门戴好口罩，尽量不坐公共交通。",
    ),
    (
        Topic.MEDICAL,
        "口罩戴久了耳朵后面磨破了怎么办？",
        "温水洗净擦干，破皮的地方可以薄涂一点凡士林或红霉素眼膏，一天两次。换成头带式口罩，或用别针、回形针把耳绳连到脑后，让耳朵歇一歇。"
        "红肿、流脓或越来越痛，请拍张照片发给值班医生。",
    ),
    (
        Topic.PSYCHOLOGICAL,
        "一直刷疫情消息，越看越慌，停不下来怎么办？",
        "心慌是身体在想办法保护您，不是您不坚强。可以试着：每天只在固定的两个时间看官方消息，每次二十分钟；手机睡前放到另一个房间；"
        "慌的时候双脚踩地，慢慢吸气数四下，呼气数六下，做十轮。"
        "如果连着两周睡不好、吃不下，或者有不想活的念头，请马上告诉我们，也可以随时拨打 12356。",
    ),
    (
        Topic.PSYCHOLOGICAL,
        "隔离在家天天和家人吵架，怎么相处？",
        "关在一起久了，谁都容易急。可以先约定“暂停”的信号：谁觉得要发火了就说暂停，各自待二十分钟再谈。每人每天留一段不被打扰的时间。"
        "说“我很累，想要……”，比说“你总是……”更容易被听见。如果有人动手，或者您害怕，请到安全的房间马上打 110，也请告诉我们。",
    ),
    (
        Topic.PSYCHOLOGICAL,
        "孩子在家上网课不专心，一说就发脾气，怎么办？",
        "孩子也在适应变化。先把作息贴在墙上：上课、休息、运动都有时间；一节课后起来动十分钟。少说“快点”，多说看到的努力：“你把这页写完了”。"
        "发脾气时先陪着、不讲道理，等平静下来再谈。家长也要给自己留一点喘气的时间。",
    ),
    (
        Topic.RESOURCE,
        "老人独居，不会用手机，买菜买药怎么办？",
        "把老人的楼栋和需要的东西告诉社工（不要写在群里，用私下提问），志愿者会上门登记，一般每两天送一次菜，药由社区卫生服务站代配。"
        "志愿者会出示工作证，不收跑腿费，也不会问银行卡密码。",
    ),
    (
        Topic.RESOURCE,
        "家里没有口罩和消毒用品了，哪里可以领？",
        "社区服务站每天 9:00–11:00、15:00–17:00 登记发放，每户每周一份，带身份证或让邻居代领。"
        "行动不便的人可以留下楼栋，由志愿者送到门口。"
        "大批捐赠请联系社工，我们会告诉您目前最缺什么。",
    ),
    (
        Topic.INFORMATION,
        "网上说熏醋、喝白酒可以杀灭病毒，是真的吗？",
        "不是。熏醋达不到消毒的浓度，气味还会刺激呼吸道；喝酒不能杀灭进入身体的病毒，反而伤身。管用的是：戴好口罩、勤洗手、勤通风、少聚集。"
        "看到拿不准的消息，可以截图发来，我们帮您查出处。",
    ),
    (
        Topic.INFORMATION,
        "居家隔离要多少天？期间可以出门倒垃圾吗？",
        "天数以社区发给您的通知为准，从通知上写的那天算起；期间不出门，垃圾放在门口，由工作人员每天来收。"
        "每天早晚各量一次体温告诉社区。如果发烧、咳嗽、喘不上气，马上联系社区或打 120，出门前先说明正在隔离。",
    ),
)
REPLIES: tuple[tuple[Topic | None, str, str], ...] = (
    (None, "问候", "{称呼}您好，我是今天值班的，您写的我看到了，我们一起来看看。"),
    (None, "稍等核实", "{称呼}，这个我需要核实一下，半小时内回复您；如果这期间有变化，请随时写给我。"),
    (Topic.MEDICAL, "先量体温", "请先坐下休息十分钟，量一次体温和（有的话）血压，把数值和时间发给我。有没有胸闷、喘不上气？"),
    (Topic.MEDICAL, "请打 120", "这种情况不要等，请现在就打 120；等车时让人坐着或侧躺，不要喂水喂药，把门打开。我陪着您。"),
    (Topic.PSYCHOLOGICAL, "我在听", "{称呼}，谢谢您愿意说出来，这些放在谁身上都不轻松。您现在一个人吗？此刻最难受的是什么？"),
    (Topic.RESOURCE, "登记需要", "请告诉我三件事：需要什么、几个人用、哪一天之前要。地址不用写在这里，社工会和您单独联系。"),
)  # fmt: skip


def load_answers(campaign: Campaign, people: Mapping[str, Member], at: datetime, *, editor: str, approver: str) -> None:
    """Write all of them: drafted by `editor`, approved by `approver` (who holds that role) a day before `at`.

    The last one still waits for a second yes, so that its screen has something to show.
    """
    for place, (topic, ask, answer) in enumerate(COMMON):
        drafted_at = at - timedelta(days=2, minutes=len(COMMON) - place)
        common = draft_common(
            campaign=campaign, topic=topic, ask=ask, answer=answer, by=people[editor], at=drafted_at, looked=True
        )
        if place < len(COMMON) - 1:
            approved_at = drafted_at + timedelta(days=1)
            approve_common(common=common, seen=common.drafted_at, by=people[approver], at=approved_at)
    for about, title, text in REPLIES:
        save_reply(title=title, text=text, topic=about, everyones=True, by=people[editor], at=at - timedelta(days=2))
