"""Measured values that are dangerous in themselves: oxygen, temperature, pressure, sugar, pulse."""

import re

from anxin.core.words import _
from anxin.triage.reading.message import Message
from anxin.triage.signals.signal import Bearing, Signal

_DIGIT = re.compile(r"\d")
_VALUE = r"[^，0-9]{0,8}?(\d{1,3}(?:点\d)?)"
_OXYGEN = re.compile(r"(?:血氧|氧饱和|血氧仪|spo2|氧)" + _VALUE)
_HEAT = re.compile(r"(?:烧|热|体温|度|温)[^，0-9]{0,6}?((?:3[4-9]|4[0-3])(?:点\d)?)|((?:39|4[0-2])(?:点\d)?)(?:度|℃)")
_PRESSURE = re.compile(
    r"(?:血压|高压)[^，0-9]{0,8}?(\d{2,3})(?:[^0-9]{1,3}(\d{2,3}))?|(1[89]\d|2[0-6]\d)[^0-9]{1,2}(\d{2,3})",
)
_SUGAR = re.compile(r"(?:血糖|空腹|餐后|糖)" + _VALUE)
_PULSE = re.compile(r"(?:心率|心跳|脉搏)" + _VALUE)
_SMALL = re.compile(r"(?:[一二两12]个?月|\d{1,2}天|满月|新生儿|刚出生|[2-9]\d天)(?:大|的)?")


def _number(text: str) -> float:
    return float(text.replace("点", "."))


def _oxygen(flat: str) -> bool:
    return any(50 <= _number(value) <= 93 for value in _OXYGEN.findall(flat))


def _heat(flat: str) -> bool:
    values = [_number(a or b) for a, b in _HEAT.findall(flat)]
    if any(value >= 40 or value < 35 for value in values):
        return True
    return _SMALL.search(flat) is not None and any(value >= 38 for value in values)


def _pressure(flat: str) -> bool:
    for upper, lower, upper_too, lower_too in _PRESSURE.findall(flat):
        high, low = int(upper or upper_too or 0), int(lower or lower_too or 0)
        if high >= 180 or (low >= 120 and low < high) or (40 <= high <= 80 and low):
            return True
    return False


def _sugar(flat: str) -> bool:
    return any(value < 3.9 or 16.7 <= value < 40 for value in map(_number, _SUGAR.findall(flat)))


def _pulse(flat: str) -> bool:
    return any(value < 45 or value > 130 for value in map(_number, _PULSE.findall(flat)) if value > 20)


def _heard(message: Message) -> bool:
    flat = message.flat
    if _DIGIT.search(flat) is None:
        return False
    return _oxygen(flat) or _heat(flat) or _pressure(flat) or _sugar(flat) or _pulse(flat)


SIGNAL = Signal(
    code="dangerous_reading",
    sentence=_("A measured value is in a dangerous range"),
    bearing=Bearing.BODY,
    heard=_heard,
)
