"""A small child with fever, fits, blueness, refusing to drink."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="small_child_ill",
    sentence=_("A small child shows a danger sign"),
    bearing=Bearing.BODY,
    heard=says(
        r"(?:宝宝|婴儿|新生儿|娃|孩子|宝|个月|满月|月大|[0-9一二三两]+岁|出生)~(?:烧|抽|紫|青|蔫|叫不醒|不吃奶|"
        r"拒奶|不尿|没尿|喘|憋|嗜睡|老想睡|软|磕|摔|滚|掉|吐|呛|脱水|没精神|尖叫|哭不停|不哭|吞|咽)|(?:烧|吐|"
        r"拉)~(?:蔫|没精神|不吃|没尿|嗜睡|老想睡|迷糊)|囟门|拒奶|不吃奶|果酱"
    ),
)
