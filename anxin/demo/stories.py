"""What goes on in the demo town, told as what people do. Every word is invented; nobody's case stands here."""

from dataclasses import dataclass

from anxin.triage import Risk, Topic


@dataclass(frozen=True)
class Step:
    """`who` does `verb` (demo/verbs.py), `ago` minutes before the present; `code` is what a verb wants beside words."""

    ago: float
    who: str
    verb: str
    text: str = ""
    code: str = ""


@dataclass(frozen=True)
class Story:
    """One question. `handle` may be empty; `private` as the resident chose; topic and risk as people see it in the end."""

    handle: str
    topic: Topic
    steps: tuple[Step, ...]
    private: bool = True
    risk: Risk = Risk.ORDINARY


STORIES = (
    # First of all, so that nothing else waits when the machine holds it out.
    Story(
        "六楼的老周",
        Topic.RESOURCE,
        (
            Step(205, "resident", "asks", "老伴腿脚不好下不了楼，我们楼的爱心菜今天能送上门吗？"),
            Step(189.5, "machine", "runs_late"),
            Step(187, "liu", "claims"),
            Step(186, "liu", "answers", "让您久等了，对不起。可以送上门，志愿者小吴十一点前到，敲三下门，菜放在门口。"),
            Step(128, "resident", "says", "菜收到了，谢谢，志愿者很客气。"),
            Step(126, "liu", "answers", "那就好。以后每两天送一次，有变化随时写给我。"),
            Step(125, "liu", "closes"),
            Step(120, "resident", "feels", code="partly better"),
            Step(
                90,
                "chen",
                "explains",
                "早上爱心菜登记和提问挤在一起，社工只有一位。明天这个时段加一位志愿者。",
                "overload",
            ),
        ),
    ),
    Story(
        "雨停了",
        Topic.PSYCHOLOGICAL,
        (
            Step(1500, "resident", "asks", "和家里大吵了一架，一个人在房间哭，不想活了，觉得活着没有意思。"),
            Step(1499, "zhou", "claims"),
            Step(
                1498.5,
                "zhou",
                "answers",
                "我是周老师，谢谢您告诉我。吵成这样，一定很难受。您现在安全吗？是想过不活了，还是已经打算怎么做？",
            ),
            Step(1496, "resident", "says", "只是想想，没有打算怎么做。我妈在客厅，我在三栋二单元 402。"),
            Step(1495.5, "zhou", "records", code="safe thoughts"),
            Step(1495, "zhou", "records", "三栋二单元 402", "where known"),
            Step(
                1494.5, "zhou", "answers", "谢谢您说得这么清楚。身边有没有能伤到自己的东西？可以请妈妈进来坐一会儿吗？"
            ),
            Step(1480, "resident", "says", "没有。我妈进来了，抱着我哭了。"),
            Step(1479.5, "zhou", "records", "妈妈", "alone with_someone"),
            Step(1479, "zhou", "records", code="means none"),
            Step(1478.5, "zhou", "records", "妈妈今晚陪睡", "who_comes coming"),
            Step(1478, "zhou", "answers", "真好。今晚请妈妈陪着您。您愿意先喝点热水，我们慢慢说吗？"),
            Step(1450, "resident", "says", "说开了，好多了。我妈说今晚陪我睡。"),
            Step(1449, "zhou", "records", "和秦督导商量过", "called not_needed"),
            Step(1448.5, "zhou", "records", code="reached reached"),
            Step(
                1448,
                "zhou",
                "answers",
                "您今天做得很不容易。明天这个时候我再来问问您；这期间任何时候都可以写给我们，也可以打 12356。",
            ),
            Step(1405, "zhou", "closes"),
            Step(1400, "qin", "agrees"),
            Step(1399.5, "zhou", "is_offered_a_talk"),
            Step(1390, "resident", "feels", code="yes better"),
        ),
        risk=Risk.HIGH,
    ),
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
            Step(
                16,
                "lin",
                "notes",
                "请刘社工下午送药时带血压计再量一次；高于 160/100 就叫我。妈妈不会用手机，打女儿电话。",
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
        (
            Step(18, "resident", "asks", "孩子三岁，湿疹又冒出来几颗，不痒，可以先涂凡士林吗？"),
            Step(2.9, "machine", "runs_late"),
        ),
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
            Step(41.6, "qin", "joins"),
            Step(
                41.5,
                "zhou",
                "answers",
                "我在，我是周老师，很高兴您愿意告诉我。您现在一个人吗？身边有没有可以陪您的人？",
            ),
            Step(41.4, "zhou", "confirms"),
            Step(41.2, "zhou", "records", "遗书在抽屉里", "safe plan"),
            Step(40, "resident", "says", "就我一个。我姐住隔壁楼，不想麻烦她。"),
            Step(39.9, "zhou", "records", code="alone alone"),
            Step(39.8, "qin", "records", "楼栋登记：四栋一单元 301；姐姐住五栋", "where known"),
            Step(
                39.7,
                "zhou",
                "answers",
                "这时候请她来不是麻烦。您愿意现在给她打个电话吗？我一直在这里陪着您。也可以随时拨 12356。",
            ),
            Step(38, "qin", "records", "已打 110，社区民警在楼下等消息", "called by_us"),
            Step(37, "zhou", "records", "姐姐，五分钟内到", "who_comes coming"),
            Step(33, "resident", "says", "姐姐来了，在我旁边。"),
            Step(32.9, "zhou", "records", "姐姐", "alone with_someone"),
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
            Step(157, "liu", "sets_aside", "等医院配好药：明天问一声有没有送到，没有就自己跑一趟。"),
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
            Step(205, "resident", "feels", code="yes better"),
        ),
    ),
    Story(
        "三单元王姐",
        Topic.RESOURCE,
        (
            Step(14, "resident", "asks", "我们楼团购的米面什么时候送到？"),
            Step(12, "wu", "claims"),
            Step(
                11,
                "resident",
                "asks_again",
                "刚才那条不知道发出去没有。我们楼团购的米面，一共两袋米一桶油，什么时候送？",
            ),
            Step(10, "wu", "merges"),
            Step(
                9,
                "wu",
                "answers",
                "王姐好，两条都收到了，我合在一起回您：车下午三点到小区东门，两袋米一桶油，我帮您送到楼下。",
            ),
        ),
    ),
    Story(
        "小杨",
        Topic.RESOURCE,
        (
            Step(9, "resident", "asks", "社区给我婆婆代配的药换了厂家，盒子和以前不一样，能帮忙问问是不是配错了吗？"),
            Step(8, "liu", "claims"),
            Step(
                7, "liu", "answers", "您好，是我去配的，医院说原来的牌子没货了。您把新旧两个药盒上的字打给我看看好吗？"
            ),
            Step(5, "resident", "says", "旧的写每片 5 mg，新的写每片 2.5 mg，还是一天一片吗？"),
            Step(4, "liu", "sorts", code="medical"),
            Step(
                3,
                "liu",
                "holds_out",
                "药是我代配的，同一种降压药，规格从 5 mg 换成 2.5 mg，一天几片要请您看。婆婆今天的还没吃。",
                "lin",
            ),
        ),
    ),
)

AWAY_STORIES = (Story("", Topic.RESOURCE, (Step(5, "resident", "asks", "请问你们中心周末可以领取生活物资吗？"),)),)
