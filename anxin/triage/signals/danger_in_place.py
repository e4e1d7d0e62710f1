"""Fire, gas, water, a trap: the place itself is dangerous."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="danger_in_place",
    sentence=_("Fire, gas, water or a trap puts someone in danger"),
    bearing=Bearing.BODY,
    heard=says(
        r"着火|起火|火灾|冒(?:浓)?烟|浓烟|(?:煤气|燃气|天然气|臭鸡蛋)~(?:漏|泄|味|重)|(?:被|人)~(?:困|埋|"
        r"压)(?:在|住)|困在|塌(?:了|下)|水(?:到|漫|淹|涨)~(?:腰|胸|脖|床|屋|膝)|进水~(?:快|人|被困)|洪水|"
        r"泥石流|爆炸|触电|漏电|落水|掉(?:进|到)~(?:水|河|井|池|塘)"
    ),
)
