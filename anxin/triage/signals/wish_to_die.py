"""Says that she wishes to die, in plain words or in a roundabout way."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="wish_to_die",
    sentence=_("Speaks of wanting to die, or of not wanting to go on living"),
    bearing=Bearing.MIND,
    heard=says(
        r"(?<![累饿笑困热冷气烦急疼不没])想死(?![你我他了算]|.?你)|想死了?(?=，)|不想活|活够了|活腻|死了(?:算|"
        r"干净|才好|就好|得了|拉倒)|不如(?:去)?死|轻生|自杀|寻死|寻短|"
        r"了结(?:自己|这|生命|算)|了断|结束(?:自己|生命|这一切|一切|我的)|活不下|没必要活|活着~(?:没|干嘛|累|"
        r"意思|意义|干什么|受罪|遭罪|多余)|"
        r"(?:不想|别|不要|不用|再也不)再?醒|一睡不|睡过去|长睡|一了百了|去陪(?:他|我?[爸妈爷奶老])|(?:没出生|"
        r"没来过|不存在|消失)(?:过|就|该|掉|了|算|的话)|"
        r"(?:怎么|为什么)还(?:活|在|没死)|生不如死|死的(?:念头|心都)|早点(?:死|走|解脱)|跳下去|往下跳|想(?:跳|"
        r"割腕|上吊|喝农药|一走)|解脱|不想(?:在|待在)(?:这个)?世"
    ),
)
