"""Says goodbye, or puts affairs in order."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="farewell",
    sentence=_("Says goodbye, or hands over what matters"),
    bearing=Bearing.MIND,
    heard=says(
        r"永别|遗[书言]|后事|来世|来生|下辈子|别(?:来)?找我|不用找我|(?:帮|替|给)我(?:照顾|跟~说|告诉|转告|"
        r"照看|养|喂|说声)|(?:告诉|跟)我?(?:爸|妈|女儿|儿子|孩子|老婆|老公)~(?:对不起|不怪|爱)|"
        r"对不起~(?:大家|各位|爸|妈|孩子|你们)|(?:谢谢|感谢)~(?:一直|照顾|这些年|这段|陪)|(?:密码|存折|银行卡|"
        r"房产证|钥匙)~(?:放|写|在|给|是)|"
        r"最后(?:一次|一条|一面|一顿|一句|再|说)|不(?:再)?打扰(?:你|大家|了)|(?:都|全)(?:送|删|清|还|交代|安排|"
        r"写)(?:人|光|空|清|干净|好)?了|收尸|骨灰|火化|寿衣|再见了|各位再|别难过|别怪|勿念|"
        r"先走(?:了|一步)|我走了|(?:我|自己)(?:要是)?(?:不在|走)(?:了|以后|后)|遗嘱|捐献|留给|我的(?:猫|"
        r"狗)~(?:给|养|领)|领养",
        unless=r"讲座|公证处|退群|下班|拼车",
    ),
)
