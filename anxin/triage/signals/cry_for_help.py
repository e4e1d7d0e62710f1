"""Calls for help in as many words."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="cry_for_help",
    sentence=_("Calls for help at once"),
    bearing=Bearing.VIOLENCE,
    heard=says(
        r"救命(?!恩人|稻草|.{0,2}(?:哈|啊?好[笑吃看]))|救救(?:我|他|孩子|命|人)|救我|快来(?:人|个|救|帮)?|"
        r"来人(?:啊|哪)|(?:快|帮我|帮忙)(?:打|叫|拨|报)~(?:120|110|119|警|救护车)|快快|出人命|要出事|死人了|"
        r"不行了"
    ),
)
