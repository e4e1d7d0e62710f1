"""A child is hurt, alone, unfed, lured or lost."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="child_at_risk",
    sentence=_("A child may be in danger"),
    bearing=Bearing.VIOLENCE,
    heard=says(
        r"(?:孩子|娃|宝宝|小孩|小姑娘|小男孩|女儿|儿子|学生|弟弟|妹妹|[一二三四五六七八九十两0-9]+岁|年级|闺女|"
        r"女孩|男孩)~(?:一个人|独自|没人管|锁|饿|没吃|打|伤|青|印|疤|血|摸|脱|失踪|不见|走丢|没回|离家|跪|冻|"
        r"捡|要饭|刀|死|遗书|跳|消失)|(?:打|虐|摸|锁|关|饿|掐|扔下|丢下|拐)(?:了|着)?~(?:孩子|娃|宝宝|小孩|"
        r"女儿|儿子|小姑娘)|"
        r"(?:叔叔|继父|后爸|干爹|哥哥|老师|教练|大爷)~(?:摸|脱|秘密|不能告诉|照片|视频|睡|抱我|亲我)|"
        r"别告诉(?:妈|爸|老师|别人)|(?:拍|发)~(?:照片|视频)~(?:不穿|脱|身体|下面)|"
        r"我(?:今年)?(?:才)?(?:[七八九十]|十[一二三四五]|[789]|1[0-5])(?:岁)"
    ),
)
