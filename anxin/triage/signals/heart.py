"""Chest pain or pressure with sweat, or pain in arm, back or jaw."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="heart_signs",
    sentence=_("A description that fits a heart attack or failing heart"),
    bearing=Bearing.BODY,
    heard=says(
        r"(?:胸口?|心口|心脏|前胸)~(?:压|闷|痛|疼|紧|勒|撕|揪|绞|石头)|(?:压|石头|大石)~(?:胸|心口)|(?:左肩|"
        r"左臂|左胳膊|左手臂|后背|下巴|牙|肩膀)~(?:痛|疼|酸|麻)~(?:汗|胸|喘)|(?:冷汗|大汗|汗珠|一身汗|冒汗)|"
        r"心[绞梗衰]|撕裂|心跳~(?:1[3-9][0-9]|停|乱|没)|躺(?:不平|不下)|夜里~憋醒|憋醒"
    ),
)
