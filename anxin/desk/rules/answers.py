"""Who may make a common question of an answer, and what in its words could tell who asked."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.people.kinds import Role

EDITS = frozenset({Role.EDITOR, Role.APPROVING_EDITOR, Role.COORDINATOR, Role.SUPERVISOR})
APPROVES = frozenset({Role.APPROVING_EDITOR})
SHARES = EDITS  # who keeps the replies that are everyone's
LONGEST_ASK, LONGEST_ANSWER, LONGEST_TITLE = 500, 3000, 40


class Tells(StrEnum):
    """What words may tell of a person."""

    PHONE = "phone"
    NUMBER = "number"
    MAIL = "mail"
    ACCOUNT = "account"
    NAME = "name"
    ADDRESS = "address"
    AGE = "age"
    DATE = "date"


MASKS = {
    Tells.PHONE: _("[phone number]"),
    Tells.NUMBER: _("[number]"),
    Tells.MAIL: _("[e-mail address]"),
    Tells.ACCOUNT: _("[account]"),
    Tells.NAME: _("[name]"),
    Tells.ADDRESS: _("[address]"),
    Tells.AGE: _("[age]"),
    Tells.DATE: _("[date]"),
}

NOT_AN_EDITOR = Finding("not_an_editor", _("Common questions are written by editors."), next_step=_("Ask an editor."))
NOT_APPROVING = Finding(
    "not_approving", _("An approving editor has to look at this."), next_step=_("Leave it to them; they can see it.")
)
OWN_DRAFT = Finding(
    "own_draft", _("Nobody approves her own words."), next_step=_("Another approving editor has to look at it.")
)
NOTHING_WAITS = Finding("nothing_waits", _("Nothing waits for a yes here."), next_step=_("Load the page again."))
CHANGED = Finding("draft_changed", _("The draft has changed since you read it."), next_step=_("Read it again."))
PRIVATE_SOURCE = Finding(
    "private_source",
    _("What was asked in private is never made public, not even without names."),
    next_step=_("Write a common question from scratch, in words of your own."),
)
UNANSWERED_SOURCE = Finding("not_answered", _("It has not been answered yet."), next_step=_("Answer first."))
STILL_TELLS = Finding(
    "still_tells",
    _("This could tell who asked: %(what)s."),
    next_step=_("Cover it, or say that you looked at each."),
)
NOT_YOUR_REPLY = Finding(
    "not_your_reply",
    _("This reply belongs to the whole organisation."),
    next_step=_("An editor or a coordinator changes it; save a copy as your own."),
)
WITHDRAWN = Finding("withdrawn", _("It has been withdrawn."), next_step=_("Write a new one."))

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_TITLES = "先生|女士|小姐|阿姨|叔叔|伯伯|大爷|大妈|大叔|大姐|大哥|奶奶|爷爷|婆婆|师傅|老师|医生|大夫|护士|主任|同学"
_NUMBER = "[0-9一二三四五六七八九十]{1,4}"
_HOUSE = "号楼|栋|幢|单元|楼|层|弄|室|号院|号|户"
_AREA = r"(?:[一-鿿]{2,7}(?:省|自治区|市|州|盟|区|县|旗|镇|乡|街道|村|社区))"
_PATTERNS: tuple[tuple[Tells, re.Pattern[str]], ...] = (
    (Tells.MAIL, re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+")),
    (Tells.NUMBER, re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])|(?<![0-9A-Za-z])\d{15}(?![0-9A-Za-z])")),
    (Tells.PHONE, re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")),
    (Tells.PHONE, re.compile(r"(?<!\d)(?:\(0\d{2,3}\)|（0\d{2,3}）|0\d{2,3})[- ]?[2-9]\d{6,7}(?!\d)")),
    (
        Tells.ACCOUNT,
        re.compile(
            r"(?:微信号?|[vV][xX]|[wW][xX]|[wW]e[cC]hat|QQ号?|qq号?|抖音号?|支付宝)"
            r"(?:号|是|为|加|[:： ]){0,3}[A-Za-z0-9][-_A-Za-z0-9]{4,19}"
        ),
    ),
    (Tells.NUMBER, re.compile(r"(?<![0-9A-Za-z.])\d{6,14}(?![0-9A-Za-z.%])")),
    (
        Tells.NAME,
        re.compile(
            r"(?:我叫|我是叫|本人叫|名叫|名字叫|名字是|姓名[:：]?|我姓|联系人[:：]?|患者[:：])\s*(?!什么|啥|不)"
            rf"[{_SURNAMES}欧阳司马上官诸葛][一-鿿]{{0,2}}(?=[，。,.!！?？；;、\s]|今年|$)"
        ),
    ),
    (Tells.NAME, re.compile(rf"(?:(?<!任)何|(?!何|任何|高级|方便|常见)[{_SURNAMES}])[一-鿿]{{0,2}}?(?:{_TITLES})")),
    # Every repeat is bounded, so that 5,000 odd characters take no time.
    (Tells.DATE, re.compile(r"\d{4}[./-]\d{1,2}[./-]\d{1,2}")),
    (Tells.DATE, re.compile(r"(?:\d{4}\s?[年./-]\s?)?\d{1,2}\s?(?:月|[./-])\s?\d{1,2}\s?(?:日|号)")),
    (
        Tells.ADDRESS,
        re.compile(
            r"(?:住在|家住|家在|我在|地址[:：是]?)\s?[一-鿿0-9]{1,20}(?:省|市|区|县|镇|乡|街道|村|社区|花园|路|街|巷|苑)"
            rf"(?:{_NUMBER}(?:{_HOUSE})){{0,5}}"
        ),
    ),
    (Tells.ADDRESS, re.compile(rf"[一-鿿]{{2,12}}{_NUMBER}(?:号楼|栋|幢|单元|弄|室|号院|号)(?:{_NUMBER}(?:{_HOUSE})){{0,4}}")),
    (
        Tells.ADDRESS,
        re.compile(r"(?:我是|我们是|来自)[一-鿿]{2,8}(?<![病老年女男家工本法的好])人(?=[，。,.！!；;、\s]|$)"),
    ),
)  # fmt: skip
# An age alone says how to answer; with a place or a name it points at somebody.
_AGE = re.compile(r"\d{1,3}\s*(?:周岁|岁半|岁)")
_PLACES = re.compile(_AREA)


@dataclass(frozen=True, slots=True)
class Told:
    """A stretch of a text, `start` to `end`, that may tell who somebody is."""

    start: int
    end: int
    kind: Tells


def told(text: str) -> list[Told]:
    """What in `text` could tell who somebody is, in order, none within another. A help for the eye, not a promise."""
    found: list[Told] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not any(match.start() < each.end and each.start < match.end() for each in found):
                found.append(Told(match.start(), match.end(), kind))
    points = any(each.kind in (Tells.NAME, Tells.ADDRESS) for each in found) or _PLACES.search(text)
    if points:
        for match in _AGE.finditer(text):
            if not any(match.start() < each.end and each.start < match.end() for each in found):
                found.append(Told(match.start(), match.end(), Tells.AGE))
    return sorted(found, key=lambda each: each.start)


def masked(text: str, say: Callable[[str], str]) -> str:
    """`text` with what could tell who somebody is covered; `say` translates what stands in its place."""
    parts, last = [], 0
    for each in told(text):
        parts += [text[last : each.start], say(MASKS[each.kind])]
        last = each.end
    return "".join([*parts, text[last:]])


@dataclass(frozen=True, slots=True)
class Source:
    """The question that a draft is made from."""

    private: bool
    answered: bool


def may_draft(roles: Iterable[str], source: Source | None) -> Finding | None:
    """An editor may, from scratch or from a question that was asked in the open and answered."""
    if not EDITS & set(roles):
        return NOT_AN_EDITOR
    if source is not None and source.private:
        return PRIVATE_SOURCE
    return UNANSWERED_SOURCE if source is not None and not source.answered else None


def may_approve(roles: Iterable[str], *, own: bool, waits: bool, source: Source | None) -> Finding | None:
    """An approving editor who did not write it; and never once its question has become private."""
    if not APPROVES & set(roles):
        return NOT_APPROVING
    if not waits:
        return NOTHING_WAITS
    if own:
        return OWN_DRAFT
    return PRIVATE_SOURCE if source is not None and source.private else None


def tells_still(texts: Iterable[str], *, looked: bool) -> Finding | None:
    """Refuses what could tell who asked, until the editor has said that she looked at each."""
    if looked:
        return None
    what = [text[each.start : each.end] for text in texts for each in told(text)]
    if not what:
        return None
    return Finding(STILL_TELLS.code, STILL_TELLS.sentence, {"what": "、".join(what[:5])}, STILL_TELLS.next_step)


def may_keep_reply(roles: Iterable[str], *, everyones: bool, mine: bool) -> Finding | None:
    """Her own are hers; those of everyone are kept by editors and coordinators."""
    if everyones:
        return None if SHARES & set(roles) else NOT_YOUR_REPLY
    return None if mine else NOT_YOUR_REPLY
