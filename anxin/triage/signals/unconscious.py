"""Cannot be woken, has collapsed, has a fit, does not breathe."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="unconscious",
    sentence=_("Someone is unconscious, fitting, or cannot be woken"),
    bearing=Bearing.BODY,
    heard=says(
        r"(?:叫|喊|摇|推|拍|弄|唤)~不(?:醒|应|答|动)|不省人事|昏(?:迷|倒|过去|死|沉)|晕(?:倒|过去|死|厥)|"
        r"没(?:有)?(?:反应|知觉|呼吸|心跳|意识|气了|脉)|不(?:呼吸|喘气)|(?:意识|神志)~(?:不清|模糊|糊涂)|"
        r"说胡话|胡言乱语|不认(?:得|识)?人|抽(?:搐|起来|风|了|着|过)|口吐白沫|白沫|翻白眼|浑身~(?:抽|硬)|(?:倒|"
        r"瘫|趴|栽)(?:在|下|地)~|倒了|(?:叫|喊)(?:他|名字)~(?:不|没)|不(?:会)?动了|心肺复苏|除颤|按压|aed|"
        r"老想睡|嗜睡|软(?:了|掉|绵)"
    ),
)
