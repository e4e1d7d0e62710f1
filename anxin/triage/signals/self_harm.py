"""Hurts herself."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="self_harm",
    sentence=_("Tells of hurting themselves"),
    bearing=Bearing.MIND,
    heard=says(
        r"自残|自伤|割(?:手|腕|自己|腿|胳膊)|划(?:手|自己|了|胳膊|手臂|手腕|大腿|几)|(?:掐|打|扇|咬|烫|抓|"
        r"捶)自己|烟头~烫|撞墙(?!.{0,3}(?:哈|的心))|刀片|美工刀|圆规~(?:扎|划)|(?:手腕|手臂|胳膊|大腿)~(?:道|"
        r"疤|伤|印|口子)|伤害自己|揪(?:自己)?头发|催吐|绝食"
    ),
)
