"""Sees no way on."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="hopeless",
    sentence=_("Sees no way out, or can hold on no longer"),
    bearing=Bearing.MIND,
    heard=says(
        r"绝望|没(?:有)?(?:希望|盼头|出路|意义|意思了|活路|路了)|走投无路|(?:撑|坚持|熬|扛|挺|顶)不(?:下去|住|"
        r"了|动)|看不到(?:头|希望|光|明天)|到头了|(?:没|不)(?:有)?力气(?:活|再|撑)|什么都(?:没|不)(?:意思|意义|"
        r"想|重要)|活着"
    ),
)
