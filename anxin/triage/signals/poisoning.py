"""Gas, wrong liquid, wrong mushroom, battery, overdose by mistake."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="poisoning",
    sentence=_("Poison, gas, or something swallowed that must not be"),
    bearing=Bearing.BODY,
    heard=says(
        r"中毒|一氧化碳|(?:误|错)(?:食|服|吞|喝|吃)|(?:喝|吃|吞|舔|咽|灌)(?:了|下|进|错|到)~(?:消毒|洁厕|漂白|"
        r"84|酒精|洗洁|除草|老鼠药|农药|电池|磁|硬币|干燥剂|樟脑|水银|蘑菇|菌|洗衣|油漆|风油精|扣子|钉|药)|"
        r"(?:电池|磁力珠|老鼠药|洁厕灵|消毒液|蘑菇|菌子|降压药|避孕药)~(?:吞|吃|喝|咽|肚)|(?:炭|煤|蜂窝煤|"
        r"炉)~(?:头|晕|昏|吐|软|闷)|(?:洁厕|84|漂白)~(?:混|一起|呛)|臭鸡蛋"
    ),
)
