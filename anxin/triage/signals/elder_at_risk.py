"""An old or helpless person is alone, silent, unfed, lost or ill-treated."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="elder_at_risk",
    sentence=_("An old or helpless person may be in danger"),
    bearing=Bearing.BODY,
    heard=says(
        r"(?:老人|爷爷|奶奶|爸|妈|大爷|老太|老头|外公|外婆|爹|娘|独居|婆婆|老伴|邻居|瘫|残疾|聋|盲)~(?:没开门|"
        r"不开门|不应|没动静|没人管|没吃|饿|起不来|爬不起|走失|走丢|不见|没回|倒在|摔|臭|褥疮|打不通|不接|没接|"
        r"冻|断药|说胡话|拉在|没人换)|(?:敲门|喊门|电话)~(?:没人|不应|不开|打不通|不接)|(?:打|饿|锁|关|骂|"
        r"扔)(?:着|了)?~(?:老人|奶奶|爷爷|老妈|老娘)|"
        r"(?:摔|跌)~(?:起不来|爬不起|动不了|站不起)|失联|走失|走丢|没动静"
    ),
)
