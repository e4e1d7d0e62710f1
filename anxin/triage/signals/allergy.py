"""Throat or face swells after a sting, a food, an injection."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="allergic_shock",
    sentence=_("Swelling or rash that may close the throat"),
    bearing=Bearing.BODY,
    heard=says(
        r"(?:嗓子|喉咙?|喉头|舌头?|嘴唇?|脸|眼皮|嘴巴|脖子)~肿|肿~(?:嗓子|喉|气|喘)|过敏~(?:喘|气|休克|晕|肿|"
        r"严重)|(?:蜂|蛇|蝎|蜈蚣|水母)~(?:蜇|蛰|咬|叮)|(?:蜇|蛰|咬|叮)~(?:肿|喘|晕|麻)|(?:风团|疙瘩|"
        r"疹子)~(?:全身|浑身|喘|气)|(?:全身|浑身)~(?:风团|疙瘩|疹|痒)|(?:打|输|吃)(?:了|完)?~(?:头孢|"
        r"青霉素)~(?:酒|痒|疹|喘)|头孢~酒|酒~头孢"
    ),
)
