"""Blood that does not stop, or blood from within."""

from anxin.core.words import _
from anxin.triage.signals.signal import Bearing, Signal, says

SIGNAL = Signal(
    code="bleeding",
    sentence=_("Heavy or inner bleeding"),
    bearing=Bearing.BODY,
    heard=says(
        r"(?:吐|呕|咳|咯|便|屙|拉|尿)(?:了|出|的|了?[一两几]+[口盆滩摊碗次])*~血|血~(?:止不住|不止|喷|一直流|"
        r"滴|哗|一地|一滩|一大|浸|没停)|(?:黑|柏油|芝麻糊)~(?:便|屎|大便)|(?:大便|屙|拉)~(?:黑|柏油)|大出血|"
        r"流血不止|止不住|(?:下面|下身)~(?:出血|流血|血)|(?:血块|血水)|卫生巾~(?:透|换|湿)"
    ),
)
