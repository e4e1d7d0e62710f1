"""Takes herself for a burden, or says nobody would miss her."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="burden",
    sentence=_("Feels a burden to others, or that nobody would miss them"),
    bearing=Bearing.MIND,
    heard=says(
        r"拖累|累赘|包袱(?!皮)|没(?:有)?我~(?:更好|会好|轻松|就好)|(?:我|自己)~(?:多余|是个?废物|没用的)|没人(?:要|"
        r"在乎|需要|会发现|会想|记得)(?:我)?|连累|白吃|少(?:我|一)(?:个|张|口)|我(?:走|死|不在)了?~(?:轻松|省|"
        r"好过|解脱|不用)|"
        r"不配~(?:活|在)|(?:赔偿金|保险金?|抚恤)~(?:够|留给|还)"
    ),
)
