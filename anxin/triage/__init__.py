"""Topic and risk from words; pure, without Django and without a database."""

from anxin.triage.assess import Assessment, assess
from anxin.triage.risk import Risk
from anxin.triage.topic import Topic

__all__ = ["Assessment", "Risk", "Topic", "assess"]
