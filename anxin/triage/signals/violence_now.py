"""Violence that goes on at this moment."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="violence_now",
    sentence=_("Violence is happening now, or someone is breaking in"),
    bearing=Bearing.VIOLENCE,
    heard=says(
        r"(?:砸|踹|撞|踢|劈|撬)(?:我|我家|着|开)?(?:的)?(?:门|窗)|破门|(?:拿|提|举|握)着?~(?:刀|斧|锤|"
        r"棍)~(?:追|在|砍|冲|过来|门口|站)|(?:正在|还在|又在)~(?:打|砍|砸|揍)|(?:躲|锁)(?:在|进|到)~(?:厕所|"
        r"卫生间|衣柜|床底|柜|房间|阳台)|不敢出声|不能(?:说话|出声)|别打电话|喊救命|惨叫|"
        r"掐(?:着|住)(?:我|他|脖)|(?:他|在)~(?:门外|门口|外面|上楼)~(?:喊|砸|敲|骂|守|刀|来了)|冲进来"
    ),
)
