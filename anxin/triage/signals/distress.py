"""Weeps, cannot sleep, is afraid, is at the end of her strength."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="distressed",
    sentence=_("Sounds distressed: tears, fear, sleeplessness or exhaustion"),
    bearing=Bearing.DISTRESS,
    heard=says(
        r"崩溃|绝望|哭(?!笑|的表情)|眼泪|流泪|难[受过熬]|伤心|痛苦|心[碎痛酸寒凉累慌揪]|委屈|孤[独单]|寂寞|"
        r"压抑|焦虑|紧张|害怕|好怕|怕(?:得|死|极|他|我)|恐[惧慌]|慌|不安|失眠|睡不[着好踏]|合眼|噩梦|惊醒|压力|"
        r"抑郁|低落|无助|内疚|自责|后悔|自卑|烦(?:躁|死|透|得)|受不了|撑不|熬不|扛不住|(?:吃|喝)不下|发抖|抖|"
        r"急(?:死|得|疯)|憋(?:得|着|屈|闷)|堵(?:得)?(?:慌|着|心)|揪心|煎熬|对不起|没(?:脸|力气|劲)|累(?:得|垮|"
        r"了|到)|疯了|怎么办|怎么活|骂|吓"
    ),
)
