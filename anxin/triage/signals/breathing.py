"""Cannot get breath; lips blue."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="breathing_trouble",
    sentence=_("Trouble breathing, or lips or face turning blue"),
    bearing=Bearing.BODY,
    heard=says(
        r"(?:喘|透|上|吸|出|呼)不(?:上|过|了|出|进|来)~(?:气|来)|(?:气|喘)~(?:上不来|不上来)|上气不接|"
        r"呼吸~(?:困难|急|费|快|弱|不|浅|停)|喘(?:得|气|不|成|的|粗)|(?:嘴唇?|脸|指甲|口唇|嘴巴|面)~(?:紫|"
        r"发?青|乌|黑|灰)|(?:说不(?:成|全|完|了)~(?:句|话))|喉咙?~(?:响|呼噜|拉风箱)|(?:肚子|胸)~(?:一抽一抽|"
        r"凹|塌陷)|哮喘~(?:不住|没|厉害|发作)|缺氧"
    ),
)
