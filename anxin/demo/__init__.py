"""The demo town: two organisations, eight people, one campaign in full swing. Only where no other machine can reach it."""

from anxin.demo.fresh import freshen
from anxin.demo.load import load

__all__ = ["freshen", "load"]
