"""A fall, crash, burn, shock, drowning, deep or dirty wound."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="injury",
    sentence=_("An injury that needs care today"),
    bearing=Bearing.BODY,
    heard=says(
        r"车祸|被~(?:车|摩托|电瓶车)~(?:撞|刮|碾)|(?:摔|跌|滚|掉|坠)(?:了|下|倒|到|落|一跤)~(?:头|楼|梯|起不|"
        r"动不|床|吐|晕|骨|腿|腰|髋|胯)|(?:头|后脑)~(?:磕|撞|摔|破)|骨折|骨头~(?:露|出来|断)|(?:烫|烧|炸)(?:伤|"
        r"到|了)~|开水~(?:烫|泼|倒)|起~水泡|触电|电(?:到|击)|溺水|落水|(?:手指|脚趾|手)~(?:断|切|夹|绞)|"
        r"(?:钉子|玻璃|铁|刀)~(?:扎|刺|割|划)~|(?:狗|猫|蛇|老鼠|猴|蝙蝠)~(?:咬|抓)|伤口~(?:化脓|流脓|发臭|红肿|"
        r"黑|深|裂)|中暑|热射病|冻伤|砸(?:到|中|了)|压(?:住|到)了|捅(?:了|伤)|扎(?:了|到|进)"
    ),
)
