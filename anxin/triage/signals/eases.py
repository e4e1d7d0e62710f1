"""What speaks for less: over, somebody else's words, a joke, a figure of speech, a denial."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

PAST_AND_RESOLVED = Signal(
    code="past_and_resolved",
    sentence=_("Tells of something past that has turned out well"),
    bearing=Bearing.EASES,
    heard=says(
        r"(?:去年|前年|那年|当年|以前|曾经|小时候|[年]前|上个?月|那时候?|那阵|从前|过去|之前|上次|早年|"
        r"那段)[^。]{0,60}?(?:好了|好多|走出来|过去了|康复|痊愈|挺过|缓过|恢复|正常|没事|救(?:回|过)|利索|停药|"
        r"不再|如今|现在~(?:好|能|有|在|做|是)|都(?:好|挺)|平安|感谢|谢谢|庆幸)|(?:已经|早就?|都|全)~(?:好了|"
        r"痊愈|康复|退烧|没事了|过去了|出院|走出来)|虚惊一场|有惊无险|走出来了|救(?:回|过)来了|熬过来",
        unless=r"又(?:开始|想|犯|来|在)|复发|但是?(?:最近|今天|现在)|可是?(?:最近|今天|现在)|还是(?:想|怕|疼|痛)|这几天又|今天又",
    ),
)
IDIOM = Signal(
    code="idiom",
    sentence=_("Uses a figure of speech"),
    bearing=Bearing.EASES,
    heard=says(
        r"(?:累|饿|笑|困|热|冷|冻|气|烦|吓|急|忙|撑|渴|痒|羡慕|甜|香|美|难|丑|尬|尴尬|臭|吵|爱|坑|无聊|晒|酸|"
        r"辣|馋|贵|堵|卡|懒|穷|干|闷|慌|愁|悔|恨|羞|冤|社|心疼|可爱|萌|帅|好吃|嗑)(?:得)?(?:要)?死(?:了|我|个|"
        r"人|宝宝|啦|掉|$|，)|想死(?:你|我了|他)|死(?:机|党|磕|线|宅|忠|贵|活不|沉|心眼|脑筋)|(?:好吃|帅|美|香|"
        r"尬|丑|甜|嗨)到~(?:死|哭|炸|飞)|累成狗|老命|救命(?:啊|，)?(?:好|太|哈|也太|笑)|打死(?:我|也|都)~不|"
        r"送命题|跳楼价|杀(?:价|疯|时间|青)|秒杀|炸(?:裂|鸡|厨房|毛)|(?:原地|当场)~(?:去世|升天)|见(?:太奶|"
        r"阎王)|飞升|吐血(?:推荐|整理)|血(?:亏|赚)|要(?:了)?(?:我|亲)?命"
    ),
)
QUOTED_OR_JOKING = Signal(
    code="quoted_or_joking",
    sentence=_("Quotes, retells or jokes"),
    bearing=Bearing.EASES,
    heard=says(
        r"哈哈|嘿嘿|嘻嘻|hhh|233|开(?:个)?玩笑|狗头|调皮|好笑|段子|表情包|台词|歌词|歌名|(?:这|那|首|句)歌|"
        r"电影|电视剧|小说|(?:书|剧)(?:里|名|中)|剧本|主角|反派|角色|话剧|排练|作文|游戏|副本|密室|狼人杀|"
        r"演(?:习|练)|谣言|网传|辟谣|新闻|讲座|科普|培训|论文|课题|调查|海报|宣传|标语|横幅|教材|案例分析|梗|"
        r"成语|谜语|读后感"
    ),
)
RETRACTED = Signal(
    code="taken_back",
    sentence=_("Takes back what was said before; that alone settles nothing"),
    bearing=Bearing.MIND,
    heard=says(
        r"当我没(?:说|发)|别当真|说(?:说|着)(?:而已|玩)|气话|发错(?:了|群)|撤回|收回|(?:刚才|昨晚|昨天|"
        r"前面)~(?:冲动|胡说|的话|喝多|发疯|情绪|说要|发的)|骗你们|不会真|不会做傻事|没那个意思|就当没|"
        r"忘了(?:我|吧)",
    ),
)
ABOUT_SOMEONE_ELSE = Signal(
    code="about_someone_else",
    sentence=_("Speaks about someone else"),
    bearing=Bearing.EASES,
    heard=says(
        r"，(?:我|咱)?(?:们)?(?:家|的|有个|一个)?(?:里)?(?:爸|妈|爹|娘|爷|奶|公公|婆婆|外公|外婆|姥|老公|老婆|"
        r"老伴|儿子|女儿|儿媳|女婿|孩子|娃|宝宝|弟|妹|哥|姐|同学|同事|室友|朋友|邻居|对门|楼上|楼下|隔壁|老人|"
        r"他|舅|姨|姑|叔|伯|婶|侄|外甥|孙|男朋友|女朋友|对象|媳妇|丈夫|妻子|表[姐妹弟哥]|闺蜜|网友|群友|"
        r"有(?:个)?人|工友|房东)"
    ),
)
DENIED = Signal(
    code="denied",
    sentence=_("Says in so many words that it is not so"),
    bearing=Bearing.EASES,
    heard=says(
        r"(?:没|没有|不是|不|从没|绝不|不会)(?:真的?)?(?:想|要|打算)?(?:过)?(?:想死|自杀|轻生|伤害自己|寻死|"
        r"去死|死的念头|想不开)|没(?:有)?(?:打|家暴|动手|受伤|大碍)|不(?:疼|痛|痒|烧|发烧|喘|晕)|"
        r"没(?:有)?(?:发烧|症状|不舒服|别的|其他)|(?:精神|吃饭|睡觉|胃口)(?:都)?(?:很|也|挺)?(?:好|正常|不错)|"
        r"各项~正常|医生(?:说|讲)~(?:没事|没问题|不要紧|正常|良性|观察)",
    ),
)
ASKS_IN_GENERAL = Signal(
    code="asks_in_general",
    sentence=_("Asks about a service, a rule or a fact"),
    bearing=Bearing.EASES,
    heard=says(
        r"报名|预约|几点(?:开|下|上|关|到|结)|(?:什么|啥)时候(?:开|发|到|能)|(?:哪里|哪儿|哪)(?:能|可以|有|买|"
        r"领|办|报)|多少钱|怎么(?:报|领|办|申请|走|联系|预约|买|用|填|缴|交)|(?:材料|手续|流程|证明|补贴|社保|"
        r"医保|公积金|营业|名额|费用|收费|免费|团购|接龙|转让|闲置|讲座|培训|志愿者招募)|有没有(?:人)?(?:卖|借|"
        r"推荐|会|拼|出)|求(?:推荐|购|团)|推荐(?:一|个|下|几)",
    ),
)
SIGNALS = (PAST_AND_RESOLVED, IDIOM, QUOTED_OR_JOKING, RETRACTED, ABOUT_SOMEONE_ELSE, DENIED, ASKS_IN_GENERAL)
