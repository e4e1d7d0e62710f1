"""Says that it is being done: swallowed, cut, standing at the edge."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="act_under_way",
    sentence=_("Says that an attempt on life has begun"),
    bearing=Bearing.MIND,
    heard=says(
        r"(?:药|农药|百草枯|敌敌畏|安眠药|安定)~(?:吃下去了|吞(?:了|下)|喝(?:了|下去))|(?:吃|吞|喝)(?:了|下|"
        r"下去|完)~(?:一整?瓶|整瓶|半瓶|[几一二三四五六七八九十两百0-9]+[片粒颗](?!.{0,3}(?:钙|维)))~(?:药|"
        r"安眠|安定|农药)|"
        r"(?:喝|吞)了?~(?:农药|百草枯|敌敌畏|老鼠药|洁厕)|(?:吃|吞|喝)了?~(?:整瓶|一瓶)~(?:安眠|安定|药)|药劲|"
        r"割(?:了|下去|开)~(?:腕|血|手)|割腕~(?:了|血)|"
        r"(?:站|坐|爬|跨|趴)(?:在|到|上|出)~(?:楼顶|天台|栏杆|护栏|窗台|窗边|阳台边|桥边|桥上|铁轨|楼边|天桥上|"
        r"桥栏)|(?:煤气|炭)~(?:开了|点(?:着|上)了|拧开)|(?:开了|拧开|点(?:着|上)了)~(?:煤气|炭)|"
        r"往(?:水|江|河|海|湖)里走|水到(?:腰|胸|脖)"
    ),
)
