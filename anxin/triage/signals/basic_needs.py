"""Has nothing to eat, no water, no warmth, no roof, no medicine that keeps alive."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="without_basics",
    sentence=_("Is without food, shelter, or care that keeps someone alive"),
    bearing=Bearing.BODY,
    heard=says(
        r"(?:断|没(?:有)?)(?:粮|米(?!其)|吃的|饭吃|水喝|奶粉)|(?:[一二两三四五几0-9]天|没)(?:没)?(?:吃|喝)(?:饭|东西|"
        r"水|过)|(?:一|两)天(?:只|就)?吃?一(?:顿|餐)|饿(?:得|了|昏|晕)|睡(?:大街|桥洞|公园|车站|马路)|"
        r"没地方(?:住|去|睡)|(?:透析|氧气|制氧|呼吸机|胰岛素|吸痰|尿管|抗排异)~(?:断|停|没|做不|不够|用完|堵|"
        r"快)|(?:停|断)了?~(?:透析|氧|胰岛素|呼吸机)"
    ),
)
