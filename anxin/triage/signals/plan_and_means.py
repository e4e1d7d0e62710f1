"""Has chosen how, when or where, or has the means to hand."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="plan_and_means",
    sentence=_("Has a plan, or the means at hand"),
    bearing=Bearing.MIND,
    heard=says(
        r"(?:攒|囤|存|买|藏|备)(?:了|好|够|着|齐)~(?:药|刀|绳|炭|农药|安眠)|(?:药|刀|绳子?|炭|遗书|农药|"
        r"瓶子)~(?:备好|准备好|买好|放在?床头|放在?枕|攒(?:够|齐|好)|藏(?:好|在)|写好|在手(?:里|边|上)|摆好)|"
        r"遗书~写|写~遗书|"
        r"(?:选|挑|定|看|找|订)好~(?:日子|地方|时间|楼|桥|位置)|(?:日子|时间|地方|楼层?|桥)~(?:选|挑|定|看|"
        r"找)好|都(?:准备|安排|想|写|交代)好了|今[晚夜天]~(?:结束|解脱|走|了结|不会再|就去|最后)|(?:过了|过完|"
        r"熬过|等)~就(?:走|去陪|解脱|结束)|"
        r"(?:天台|楼顶|楼|桥)~(?:没锁|几点|门|多高|够高)|多少(?:片|粒|颗)~(?:死|够|会|能)|几楼~(?:死|跳)|"
        r"踩(?:过)?点|(?:怎么|什么)~(?:死|走)~(?:不疼|不痛|没痛苦|快)"
    ),
)
