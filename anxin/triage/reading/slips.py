"""Words that are written one way and meant another: slang that dodges filters, dialect, pinyin, English."""

import re

SAID_FOR = {
    # slang and slips for dying
    "紫砂": "自杀", "自鲨": "自杀", "自沙": "自杀", "自s": "自杀", "自刹": "自杀", "想四": "想死", "想鼠": "想死", "想s": "想死",
    "去四": "去死", "去鼠": "去死", "寻思路": "寻死路", "鲨了": "杀了", "刀了": "杀了", "似了算": "死了算", "鼠了算": "死了算",
    "si了": "死了", "不想火": "不想活", "不想或": "不想活", "活不下区": "活不下去", "割碗": "割腕", "割万": "割腕", "鸽腕": "割腕",
    "遗疏": "遗书", "仪书": "遗书", "遗叔": "遗书", "一书写好": "遗书写好", "安眠要": "安眠药", "安绵药": "安眠药", "农要": "农药",
    "百草哭": "百草枯", "抑玉": "抑郁", "忧玉": "抑郁", "抑遇": "抑郁", "抑欲": "抑郁", "玉玉": "抑郁", "emo": "难过", "蓝瘦": "难受",
    "被家抱": "被家暴", "家抱": "家暴", "芭比q": "完了", "笑死": "好笑",
    # slips in sickness
    "发骚": "发烧", "发绕": "发烧", "心绞通": "心绞痛", "胸通": "胸痛", "头通": "头痛", "肚子通": "肚子痛", "抽蓄": "抽搐", "抽触": "抽搐",
    "哮踹": "哮喘", "呼息": "呼吸", "昏到": "昏倒", "晕到": "晕倒", "摔到": "摔倒", "跌到": "跌倒", "休克": "休克", "流掺": "流产",
    # dialect
    "冇得": "没有", "冇": "没", "没得": "没有", "莫得": "没有", "木有": "没有", "依家": "现在", "而家": "现在", "宜家": "现在", "今朝": "今天",
    "今儿个": "今天", "今儿": "今天", "今日": "今天", "今晚黑": "今晚", "今宵": "今晚", "明儿": "明天", "明朝": "明天", "听日": "明天",
    "琴日": "昨天", "寻日": "昨天", "昨儿": "昨天", "么斯": "什么", "啥子": "什么", "咋个": "怎么", "咋": "怎么", "啥": "什么",
    "哪个晓得": "谁知道", "晓得": "知道", "不要得": "不行", "老汉儿": "爸", "爹爹": "爷爷", "细伢": "孩子", "伢": "孩子", "小囡": "孩子",
    "囡囡": "孩子", "娃儿": "孩子", "娃娃": "孩子", "细路": "孩子", "细蚊仔": "孩子", "脑壳": "头", "脑阔": "头", "脑袋": "头", "屋里头": "家里",
    "屋企": "家里", "屋头": "家里", "堂客": "老婆", "婆娘": "老婆", "阿拉": "我们", "不勒": "没有", "勿要": "不要", "勿想": "不想",
    "莫想": "不要想", "不有": "没有", "医院嚟": "医院", "遭不住": "受不了", "顶不顺": "受不了", "熬不住": "受不了", "雄黄": "雄黄",
    "呒没": "没有", "白相": "玩", "甭": "不用", "別": "别", "系咪": "是不是", "系唔系": "是不是",
    # pinyin and English
    "jiu ming": "救命", "jiuming": "救命", "xiang si": "想死", "xiangsi": "想死", "bu xiang huo": "不想活", "zi sha": "自杀", "zisha": "自杀",
    "da wo": "打我", "ta suo men": "他锁门", "bao jing": "报警", "tou yun": "头晕", "xiong tong": "胸痛", "fa shao": "发烧", "bie da dian hua": "别打电话",
    "da dian hua": "打电话", "bu neng shuo hua": "不能说话", "huo bu xia qu": "活不下去", "yi shu": "遗书", "tiao lou": "跳楼", "ge wan": "割腕",
    "an mian yao": "安眠药", "chi yao": "吃药", "chi le": "吃了", "hao tong": "好痛", "hao lei": "好累", "wo": "我", "ta": "他", "mama": "妈妈", "baba": "爸爸",
    "zai": "在", "bu": "不", "yao": "药", "bang wo": "帮我", "bang": "帮", "kuai": "快", "huo": "活", "si": "死", "xue": "血", "men": "门", "lai": "来", "ren": "人",
    "end it all": "结束一切", "kill myself": "自杀", "suicide": "自杀", "suicidal": "想自杀", "want to die": "想死", "wanna die": "想死",
    "self harm": "自残", "cut myself": "割自己", "no longer here": "不在了", "disappear": "消失", "goodbye": "永别", "depression": "抑郁",
    "depressed": "抑郁", "anxiety": "焦虑", "help me": "救我", "domestic violence": "家暴", "hopeless": "绝望", "hurt myself": "伤害自己",
}  # fmt: skip
"""What is written → what is meant. A teapot of 紫砂 and a joke of 笑死 are told apart in `_NOT_A_SLIP`."""

SAID_FOR = {written: meant for written, meant in SAID_FOR.items() if written != meant}
_NOT_A_SLIP = ("紫砂壶", "紫砂锅", "紫砂杯", "紫砂煲", "紫砂盆", "紫砂茶")
_LETTERS = re.compile(r"[a-z]")


def _either(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_HAN = [w for w in SAID_FOR if not w.isascii()] + list(_NOT_A_SLIP)
_LATIN = [w for w in SAID_FOR if w.isascii()]
_IN_HAN = re.compile(_either(_HAN))
_IN_LATIN = re.compile(rf"(?<![a-z])(?:{_either(_LATIN)})(?![a-z])")


def meant(text: str) -> str:
    """`text` (already `plain`) with the words of `SAID_FOR` replaced by what they mean."""
    text = _IN_HAN.sub(lambda found: SAID_FOR.get(found[0], found[0]), text)
    if _LETTERS.search(text):
        text = _IN_LATIN.sub(lambda found: SAID_FOR[found[0]], text)
    return text
