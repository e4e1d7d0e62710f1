"""Says of herself, in a clause that holds nothing else, that she wishes to die."""

from anxin.core.words import _
from anxin.triage.risk import Risk
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="says_it_plainly",
    sentence=_("Says in plain words: I want to die"),
    bearing=Bearing.MIND,
    heard=says(
        r"，(?:我|真的|真|好|很|就是|就|只|现在|今天|天天|每天|总是?|老|也|都|是|还是|突然|已经|实在)*"
        r"(?:想死|[想要]自杀|[想要]自尽|想轻生|不想活|不想再活|想去死|想结束(?:自己的?)?生命|活不下去)(?:下去)?[了啊呀呜的掉]*，"
    ),
    floor=Risk.HIGH,
)
