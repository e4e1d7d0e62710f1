"""Too much, the wrong one, taken twice, or stopped."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="medicine_confused",
    sentence=_("Medicine confused, doubled, or stopped"),
    bearing=Bearing.BODY,
    heard=says(
        r"(?:吃|喝|打|服|用)(?:错|多|重|混|反|漏)(?:了)?|药~(?:重复|搞混|弄混|搞错|弄错|混|吃了?[两二三四]次|"
        r"多|双份|翻倍|断|停|没了|忘|分不清|吃没吃)|(?:重复|多|又|再)~(?:吃|服|打)了?(?:一|两)?(?:次|片|遍|顿|"
        r"回|针|颗)|(?:断|停|擅自停|自己停)(?:了)?~(?:药|胰岛素|激素|透析)|(?:加倍|过量|两倍|双倍)|(?:记不清|"
        r"记不得|不记得|忘了)~(?:吃|药|打)|"
        r"(?:胰岛素|药)~(?:打多|多打|单位|断|没)|一天~吃了?~[三四五六]次|一把~药"
    ),
)
