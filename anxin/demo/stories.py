"""What goes on in the demo town, told as what people do. Every word is invented; nobody's case stands here."""

from dataclasses import dataclass

from anxin.triage import Risk, Topic


@dataclass(frozen=True)
class Step:
    """`who` does `verb`, `ago` minutes before the present. The resident asks and says; helpers claim, answer, …"""

    ago: float
    who: str
    verb: str
    text: str = ""


@dataclass(frozen=True)
class Story:
    """One question. `handle` may be empty; `private` as the resident chose; topic and risk as people see it in the end."""

    handle: str
    topic: Topic
    steps: tuple[Step, ...]
    private: bool = True
    risk: Risk = Risk.ORDINARY


STORIES = (
    Story(
        "小安",
        Topic.MEDICAL,
        (
            Step(31, "resident", "asks", "我妈有高血压，今早量了 150/95，药只剩两天的了，现在不敢去医院，怎么配药？"),
            Step(28, "lin", "claims"),
            Step(
                26,
                "lin",
                "answers",
                "您好，我是值班的林医生。先让妈妈坐下休息十分钟再量一次，把数值发给我。胸口闷、说话不清或一侧手脚没力气吗？有一样就马上打 120。",
            ),
            Step(19, "resident", "says", "休息后 142/90，没有那些。"),
            Step(
                17, "lin", "answers", "好的，可以放心一些。药的事社工会联系药房，今天下午送到门口，按原来的量继续吃。"
            ),
        ),
    ),
    Story(
        "",
        Topic.MEDICAL,
        (
            Step(4, "resident", "asks", "隔离第五天，口罩戴久了耳朵后面有点破皮，可以涂红霉素眼膏吗？"),
            Step(2, "he", "claims"),
        ),
    ),
    Story(
        "欣妈",
        Topic.MEDICAL,
        (Step(18, "resident", "asks", "孩子三岁，湿疹又冒出来几颗，不痒，可以先涂凡士林吗？"),),
        private=False,
    ),
    Story(
        "夜里的灯",
        Topic.PSYCHOLOGICAL,
        (Step(4, "resident", "asks", "一个人在家隔离第九天，白天还好，一到晚上就心慌焦虑睡不着，想找人聊聊。"),),
        risk=Risk.DISTRESSED,
    ),
    Story(
        "301 邻居",
        Topic.RESOURCE,
        (Step(3, "resident", "asks", "楼上张奶奶一个人住，想问社区能不能帮忙代买菜，怎么登记？"),),
    ),
    Story(
        "", Topic.INFORMATION, (Step(1, "resident", "asks", "群里都在传喝高度白酒能杀病毒，是真的吗？"),), private=False
    ),
    Story(
        "",
        Topic.PSYCHOLOGICAL,
        (
            Step(42, "resident", "asks", "我撑不下去了，遗书昨晚写好放在抽屉里，谢谢你们这些天陪我说话。"),
            Step(41.8, "zhou", "claims"),
            Step(
                41.5,
                "zhou",
                "answers",
                "我在，我是周老师，很高兴您愿意告诉我。您现在一个人吗？身边有没有可以陪您的人？",
            ),
            Step(40, "resident", "says", "就我一个。我姐住隔壁楼，不想麻烦她。"),
            Step(
                39.7,
                "zhou",
                "answers",
                "这时候请她来不是麻烦。您愿意现在给她打个电话吗？我一直在这里陪着您。也可以随时拨 12356。",
            ),
            Step(33, "resident", "says", "姐姐来了，在我旁边。"),
            Step(32.5, "zhou", "answers", "太好了。请姐姐今晚陪着您，那封信先交给她收着。晚上八点我再联系您，好吗？"),
        ),
        risk=Risk.IMMINENT,
    ),
    Story(
        "老徐",
        Topic.RESOURCE,
        (
            Step(170, "resident", "asks", "父亲的降压药本周五就吃完了，社区能帮忙去医院代配慢病处方吗？"),
            Step(167, "liu", "claims"),
            Step(164, "liu", "answers", "可以的，把医保卡照片和药名发给楼栋志愿者，我周四上午去医院，下午送到。"),
            Step(160, "resident", "says", "太感谢了，已经发给志愿者。"),
            Step(158, "liu", "answers", "收到，周五我再问一声有没有送到。"),
            Step(157, "liu", "plans_follow_up"),
        ),
    ),
    Story(
        "二栋的小李",
        Topic.INFORMATION,
        (
            Step(230, "resident", "asks", "出小区买药需要开什么证明吗？几点到几点可以办？"),
            Step(226, "wu", "claims"),
            Step(224, "wu", "answers", "带身份证到门岗登记即可，8:00-20:00 都能办，一户一次两小时内回来。"),
            Step(215, "resident", "says", "明白了，谢谢小吴。"),
            Step(214, "wu", "answers", "不客气，路上戴好口罩。"),
            Step(213, "wu", "closes"),
        ),
    ),
)

AWAY_STORIES = (Story("", Topic.RESOURCE, (Step(5, "resident", "asks", "请问你们中心周末可以领取生活物资吗？"),)),)
