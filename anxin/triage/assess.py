"""A message in, topic and risk out, with the reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

from anxin.core.finding import Finding
from anxin.triage.floors import floor
from anxin.triage.model import Floats, Model, model
from anxin.triage.reading.message import read
from anxin.triage.risk import Risk
from anxin.triage.score import Scores, score
from anxin.triage.signals import SIGNALS, Bearing, Signal
from anxin.triage.topic import Topic
from anxin.triage.wording import wording


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a machine makes of a message. It may raise a level and never lower one; people decide.

    `signals` says why, most telling first; there is at least one where `risk` is above ORDINARY. A finding's
    `params["words"]` are the sender's own words: show them, and keep them out of events, logs and statistics.
    """

    topic: Topic
    risk: Risk
    signals: tuple[Finding, ...]


def assess(text: str) -> Assessment:
    """Sort `text` by topic and risk (product.md, "Risk levels and clocks").

    Any string can be given; the time taken grows with its length. Reads the fitted weights on first use.
    """
    fitted = model()
    message = read(text)
    heard = tuple(signal for signal in SIGNALS if signal.heard(message))
    scores = score(fitted, message, heard)
    risk = max(_level(fitted, scores.worst), floor(heard))
    return Assessment(_topic(fitted, scores.whole), risk, _reasons(fitted, risk, heard, scores))


def _level(fitted: Model, scores: Floats) -> Risk:
    by_head = dict(zip(fitted.heads, scores.tolist(), strict=True))
    if by_head["high"] >= fitted.limits["high"]:
        return Risk.IMMINENT if by_head["imminent"] >= fitted.limits["imminent"] else Risk.HIGH
    return Risk.DISTRESSED if by_head["distressed"] >= fitted.limits["distressed"] else Risk.ORDINARY


def _topic(fitted: Model, scores: Floats) -> Topic:
    by_head = dict(zip(fitted.heads, scores.tolist(), strict=True))
    return max(Topic, key=lambda topic: by_head[topic])


def _reasons(fitted: Model, risk: Risk, heard: Sequence[Signal], scores: Scores) -> tuple[Finding, ...]:
    """What eases is always told; what alarms is told from the level on at which it matters."""
    told = [signal for signal in heard if _matters(signal, risk)]
    findings = [signal.finding() for signal in told if signal.bearing is not Bearing.EASES]
    if risk > Risk.ORDINARY:
        findings.append(wording(fitted, scores.stretch, risk))
    findings += [signal.finding() for signal in told if signal.bearing is Bearing.EASES]
    return tuple(findings)


def _matters(signal: Signal, risk: Risk) -> bool:
    if signal.bearing is Bearing.EASES:
        return True
    return risk >= (Risk.DISTRESSED if signal.bearing is Bearing.DISTRESS else Risk.HIGH)
