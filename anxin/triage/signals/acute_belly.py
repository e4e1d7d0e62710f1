"""A belly, a headache, an eye, a fever that must be seen today."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="care_today",
    sentence=_("Symptoms that should be seen by a doctor today"),
    bearing=Bearing.BODY,
    heard=says(
        r"(?:肚子|腹|胃|腰|右下|小肚子|蛋|睾丸)~(?:剧|绞|打滚|直不起|硬|板|越来越|疼(?:得|了[一两几])|痛(?:得|"
        r"了[一两几])|弓)|(?:尿|小便)~(?:不出|没有|没了|血|少)|(?:头|脑)[痛疼]~(?:吐|烧|脖子|硬|越来越|裂|炸)|"
        r"脖子~(?:硬|僵)|(?:眼|眼睛)~(?:突然|黑|看不|痛|疼|闪|幕布)|耳朵~听不|(?:烧|热)~(?:[三四五六七]天|不退|"
        r"退不|打摆|寒战|反复|40|41|39点[5-9])|打摆子|寒战|紫点|出血点|"
        r"(?:一直|不停|好几|十几)~(?:吐|拉)|(?:吐|拉)~(?:[5-9]|十|好几|一晚|一夜|整晚|不停|胆|黄水|喝不)|脱水|"
        r"(?:小腿|腿)~肿|肿~(?:喘|腿)|瘦了~斤|黄~(?:眼|皮肤)|(?:脸|嘴)~(?:白|苍)|煞白|走不动|下不了床|爬不起"
    ),
)
