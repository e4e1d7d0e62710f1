"""Plays questions into a running server through its public HTTP API, with simulated staff; knows nothing of the inside."""

from anxin.replay.play import Plan, play
from anxin.replay.report import Report

__all__ = ["Plan", "Report", "play"]
