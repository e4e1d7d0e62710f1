"""The second service of the demo town, 8:00-22:00: 43 people on a published rota, as in Zhuzhou. All names are invented."""

from anxin.demo.zhuzhou.asked import ask_some
from anxin.demo.zhuzhou.cast import TEAM
from anxin.demo.zhuzhou.load import load_zhuzhou
from anxin.demo.zhuzhou.roll import roll_zhuzhou

__all__ = ["TEAM", "ask_some", "load_zhuzhou", "roll_zhuzhou"]
