"""One side weak, mouth crooked, speech gone, sight gone, sudden worst headache."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="stroke_signs",
    sentence=_("A description that fits a stroke"),
    bearing=Bearing.BODY,
    heard=says(
        r"(?:嘴|口角|嘴角|脸|口眼|面)~歪|(?:漏水|流口水)~(?:嘴|边)|嘴角~(?:漏|流|歪|耷)|(?:半边|半身|一边|一侧|"
        r"左边|右边|左侧|右侧|左|右)~(?:身子|手|腿|胳膊|脚|脸|边)~(?:麻|没(?:有)?(?:力|劲|知觉)|无力|不(?:会|"
        r"能|听)|动不|抬不|拖|软|使不)|"
        r"(?:手|胳膊|腿|脚)~(?:抬不|使不上|不听使唤|拖(?:着|地)|套不上)|(?:筷子|碗|杯子|勺|笔|手机)~(?:拿不|"
        r"握不|掉)|(?:说话|讲话|话|吐字|口齿)~(?:不清|含糊|含混|大舌头|不利|说不出|像喝醉|乱|听不懂)|(?:说|"
        r"讲)不(?:出|清)~话|大舌头|舌头~(?:硬|不听|打结|捋不直)|答非所问|"
        r"(?:突然|一下子|眼前|一只眼|眼睛|左眼|右眼)~(?:看不见|黑了|发黑|瞎)|重影|(?:头|脑袋)~(?:炸|从没这么|"
        r"劈|剧)|走路~(?:歪|偏|飘|往一边|不稳)|中风|脑出血|半边"
    ),
)
