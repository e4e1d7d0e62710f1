"""What the words of a sheet stand for: our own names of things in every language, codes, and what people usually write."""

import re
from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from anxin.core.words import _
from anxin.people.kinds import PROFESSION_NAMES, ROLE_NAMES, Standing
from anxin.people.rules.sheet_cells import Vocabulary, plain_word
from anxin.people.spoken import SPOKEN_NAMES

BRACKETS = re.compile(r"\s*[(（]")
K = TypeVar("K")
S = TypeVar("S", bound=str)
STANDING_NAMES = {
    Standing.LEARNING: _("in training"),
    Standing.SERVING: _("serving"),
    Standing.PAUSED: _("takes a pause"),
    Standing.LEFT: _("has left"),
}
YES_NO = {True: _("yes"), False: _("no")}

PROFESSIONS = {
    "医生": "medic", "护士": "medic", "医护": "medic", "医务人员": "medic", "doctor": "medic", "nurse": "medic",
    "心理": "counsellor", "心理老师": "counsellor", "counselor": "counsellor", "psychologist": "counsellor",
    "社会工作者": "social_worker", "socialworker": "social_worker",
    "志愿": "volunteer", "义工": "volunteer",
    "记者": "news", "宣传": "news", "journalist": "news",
}  # fmt: skip
STANDINGS = {"培训中": "learning", "学习中": "learning", "在岗": "serving", "服务中": "serving", "暂停": "paused"}
ANSWERS = {"是": True, "有": True, "y": True, "true": True, "1": True, "否": False, "没有": False, "无": False,
           "n": False, "false": False, "0": False}  # fmt: skip
NOTHING = frozenset({"无", "没有", "none", "-"})


@cache
def vocabulary() -> Vocabulary:
    """Words of every language of this house."""
    return Vocabulary(
        professions=_words(PROFESSION_NAMES, PROFESSIONS),
        roles=_words(ROLE_NAMES, {}),
        standings=_words(STANDING_NAMES, STANDINGS),
        languages=_words(SPOKEN_NAMES, {}),
        yes_no={**ANSWERS, **_spoken(YES_NO)},
        nothing=NOTHING,
    )


def _words(names: Mapping[S, str], others: Mapping[str, str]) -> dict[str, str]:
    found = {plain_word(word): code for word, code in others.items()}
    found |= {plain_word(code): str(code) for code in names}
    return found | {word: str(code) for word, code in _spoken(names).items()}


def _spoken(names: Mapping[K, str]) -> dict[str, K]:
    found: dict[str, K] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {plain_word(short(gettext(name))): code for code, name in names.items()}
            found |= {plain_word(gettext(name)): code for code, name in names.items()}
    return found


def short(name: str) -> str:
    """A name without what stands in brackets behind it, where commas would divide it: Wu (Shanghai, Jiangsu)."""
    return BRACKETS.split(name)[0]
