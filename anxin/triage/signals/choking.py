"""Something is stuck in the throat."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="choking",
    sentence=_("Something is stuck in the throat or windpipe"),
    bearing=Bearing.BODY,
    heard=says(
        r"(?:噎|呛|卡)(?:住|到|着|了|在)|卡~(?:喉|嗓)|海姆立克|异物|鱼刺|(?:果冻|汤圆|花生|瓜子|枣|坚果|糖|"
        r"年糕|馒头)~(?:卡|噎|呛|吸进)|咳不出",
    ),
)
