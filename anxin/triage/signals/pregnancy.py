"""Bleeding, waters, pain or a still child in pregnancy, birth and after."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="pregnancy_danger",
    sentence=_("A danger sign in pregnancy, birth, or the weeks after"),
    bearing=Bearing.BODY,
    heard=says(
        r"(?:怀孕|孕|怀着|周|产后|生完|顺产|剖)~(?:血|痛|疼|见红|头[痛疼晕]|眼|肿|摔|发烧|抽|胎动|烧)|"
        r"胎动~(?:少|没|不|停)|(?:宝宝|肚子里|胎儿)~(?:不动|没动)|羊水|破水|要生了|快生了|宫缩~(?:密|分钟|痛)|"
        r"阵痛|脐带|(?:头|脚)~(?:出来|露)|月子~(?:血|烧|痛)|宫外孕|停经~痛"
    ),
)
