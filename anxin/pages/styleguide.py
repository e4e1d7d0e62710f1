"""`/styleguide`: every shared part in every state, with believable words; in development and the demo town only."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone, translation

from anxin.core.chart import Wait
from anxin.core.door import PUBLIC, door

Pick = Callable[[str, str], str]
HOURS = list(range(8, 22))
WAITS = [3, 5.5, 7, 13, 8, 5, 4, 6, 17, 9, 4]


def minutes(count: float) -> timedelta:
    """`count` minutes."""
    return timedelta(minutes=count)


def people(say: Pick) -> list[dict[str, str]]:
    """Those on duty."""
    return [
        {"name": "林医生", "profession": say("医务", "Medic")},
        {"name": "周老师", "profession": say("心理咨询师", "Counsellor")},
        {"name": "陈姐", "profession": say("社工", "Social worker")},
        {"name": "小吴", "profession": say("志愿者", "Volunteer")},
    ]


def rows(say: Pick, now: datetime) -> list[dict[str, object]]:
    """The queue: in danger, late, mine, waiting, done."""
    medical = {"words": say("医务", "medical"), "kind": ""}
    claim = {"url": "#", "label": say("接手", "Take it")}
    return [
        {
            "id": "1", "url": "#", "now": now, "due": now + timedelta(seconds=18), "kind": "crisis", "closed": True,
            "chips": [{"words": say("危急", "Crisis"), "kind": "crisis", "icon": "alert"},
                      {"words": say("心理", "psychological"), "kind": ""}],
            "words": say("内容由心理咨询师处理，已呼叫周老师与督导",
                         "Read by counsellors; 周老师 and the supervisor are called"),
            "meta": say("居民 3FD · 10:30", "Resident 3FD · 10:30"),
        },
        {
            "id": "2", "url": "#", "now": now, "due": now - minutes(3.4), "action": claim,
            "chips": [{"words": say("超时", "Overdue"), "kind": "late", "icon": "clock"}, medical],
            "words": "孩子三岁发烧 38.6 一天了，能不能先不去医院，家里只有布洛芬", "meta": "欣妈 · 10:14",
        },
        {
            "id": "3", "url": "#", "now": now, "due": now + minutes(4), "state": "on",
            "chips": [{"words": say("我的", "Mine"), "kind": "mine"}, medical],
            "words": "我妈有高血压，今早量了 150/95，她说头有点胀", "meta": "小安 · 10:21",
        },
        {
            "id": "4", "url": "#", "now": now, "due": now + minutes(9), "action": claim,
            "chips": [{"words": say("较高", "High"), "kind": "high", "icon": "alert"}, medical],
            "words": "隔离第五天，口罩戴久了耳朵后面破皮，涂什么",
            "meta": say("居民 7QK · 10:26", "Resident 7QK · 10:26"),
        },
        {
            "id": "5", "url": "#", "now": now, "due": now + minutes(128),
            "chips": [{"words": say("资源", "resource"), "kind": ""}],
            "words": "楼上张奶奶一个人住，想问社区能不能帮忙买菜", "meta": "301 邻居 · 10:29",
        },
        {
            "id": "6", "url": "#", "state": "done", "rest": say("已答", "answered"),
            "chips": [{"words": say("信息", "information"), "kind": ""}],
            "words": "小区团购的蔬菜几点到，在哪里领",
            "meta": say("居民 2AC · 昨天 16:05", "Resident 2AC · yesterday 16:05"),
        },
    ]  # fmt: skip


def thread(say: Pick) -> list[dict[str, str]]:
    """One talk, as the resident reads it."""
    doctor = "林医生"
    return [
        {"id": "1", "side": "me", "when": "10:21", "state": say("已送到", "delivered"),
         "text": "我妈有高血压，今早量了 150/95，她说头有点胀，药只剩两天的了，现在不敢去医院。"},
        {"id": "2", "side": "you", "when": "10:26", "who": doctor,
         "text": "您好，我是值班的林医生。先让妈妈坐下休息十分钟再量一次，把数值发给我。\n"
                 "胸口闷、说话不清或一侧手脚没力气吗？有一样就马上打 120。"},
        {"id": "3", "side": "note", "when": "10:27", "who": doctor, "text": "<b>配药</b>可请陈姐联系药房。"},
        {"id": "4", "side": "me", "when": "10:29", "state": say("已读", "read"), "text": "休息后 142/90，没有那些。"},
        {"id": "5", "side": "you", "when": "10:31", "who": doctor,
         "text": "好的，放心一些。药的事社工陈姐会联系药房，今天下午送到门口。"},
    ]  # fmt: skip


def cover(say: Pick) -> dict[str, object]:
    """Who is there, hour by hour."""
    counts = {
        say("医务", "Medic"): "22211112001221"[:14],
        say("咨询师", "Counsellor"): "12221122222221",
        say("社工", "Social worker"): "11111111111111",
        say("志愿者", "Volunteer"): "11110111111111",
    }
    table = [
        {"label": label, "cells": [{"hour": h, "count": int(n), "wanted": 1} for h, n in zip(HOURS, line, strict=True)]}
        for label, line in counts.items()
    ]
    columns = [{"hour": hour, "cells": [row["cells"][at] for row in table]} for at, hour in enumerate(HOURS)]
    note = say("16:00–18:00 没有医务：刘医生、何医生可以。", "No medic 16:00–18:00: 刘医生 and 何医生 are free then.")
    link = say("去排班", "To the rota")
    return {"hours": HOURS, "now": 10, "rows": table, "columns": columns, "note": note, "url": "#", "link": link}


def figures(say: Pick) -> list[dict[str, str]]:
    """The day in four numbers, in each of their kinds."""
    return [
        {"label": say("今天提问", "Questions today"), "value": "38",
         "more": say("已答 33 · 正在答 3", "33 answered · 3 open")},
        {"label": say("超过时限", "Overdue"), "value": "1", "kind": "late", "url": "#", "link": say("接手", "Take it"),
         "more": say("欣妈，儿童发烧，超 3 分", "欣妈, child with fever, 3 min over")},
        {"label": say("首次响应 中位", "First answer, median"), "value": "4", "unit": say("分", "min"),
         "more": say("昨天 6 分", "6 min yesterday")},
        {"label": say("正在危急", "In crisis"), "value": "1", "kind": "crisis",
         "more": say("周老师已接手", "周老师 has it")},
    ]  # fmt: skip


class ExampleForm(forms.Form):
    """One field of each shape; the last one is wrong."""

    handle = forms.CharField(label="怎么称呼您", help_text="可以用化名，只有为您服务的人看到。", required=False)
    who = forms.ChoiceField(
        label="您是", widget=forms.RadioSelect, required=False,
        choices=[("resident", "居民"), ("worker", "社区工作者"), ("quarantine", "隔离中"), ("family", "家属")],
    )  # fmt: skip
    topic = forms.ChoiceField(label="转给", choices=[("counsellor", "心理咨询师"), ("medic", "医务")])
    agree = forms.BooleanField(label="我已读过知情同意书", required=False)
    code = forms.CharField(label="找回码", max_length=10)


def context(request: HttpRequest) -> dict[str, object]:
    """Everything the page shows, in the reader's language."""
    english = (translation.get_language() or "").startswith("en")

    def say(chinese: str, in_english: str) -> str:
        return in_english if english else chinese

    now = timezone.now()
    waits = [Wait(8 + at / 2, value, f"{8 + at // 2}:{'30' if at % 2 else '00'}") for at, value in enumerate(WAITS)]
    pages = [
        {"id": "a", "words": say("危急：有人提到已经准备了药", "Crisis: someone speaks of pills at hand"),
         "more": say("心理 · 居民 3FD", "psychological · Resident 3FD"), "url": "#", "label": say("我来", "I take it"),
         "due": now + timedelta(seconds=18), "now": now},
        {"id": "b", "words": say("医务 14:00 起没有人值班", "No medic on duty from 14:00"), "calm": True, "url": "#",
         "label": say("去排班", "To the rota")},
    ]  # fmt: skip
    return {
        "place": {"name": say("社区互助群", "Mutual-aid group"), "organisation": "种子社工", "url": "#",
                  "hours": say("今天 8:00–22:00", "today 8:00–22:00")},
        "hotlines": [{"number": "110", "label": ""}, {"number": "120", "label": ""},
                     {"number": "12356", "label": say("心理援助", "psychological aid")}],
        "nav": [{"label": say("咨询台", "Desk"), "url": "#", "active": True, "key": "d", "count": 4,
                 "icon": "desk"},
                {"label": say("今天", "Today"), "url": "#", "icon": "calendar"},
                {"label": say("值班", "On duty"), "url": "#", "icon": "clock"}],
        "me": {"name": "林医生", "profession": say("医务", "Medic"), "organisation": "种子社工", "on_duty": True,
               "duty": say("值班中 至 14:00", "on duty until 14:00"), "account_url": "#", "duty_url": "#"},
        "pages": pages, "people": people(say), "rows": rows(say, now), "talk": thread(say), "cover": cover(say),
        "figures": figures(say), "waits": waits, "no_waits": [], "now": now,
        "form": ExampleForm({"code": "12", "who": ""}),
        "tabs": [{"label": say("等待", "Waiting"), "url": "#", "active": True, "count": 4, "kind": "late"},
                 {"label": say("我的", "Mine"), "url": "#", "count": 2},
                 {"label": say("已结束", "Closed"), "url": "#"}],
        "seen": {"name": "林医生", "title": say("林医生在为您解答", "林医生 is answering you"),
                 "more": say("不用一直等着，有回复会提醒您", "No need to wait here; you will be told")},
        "waiting": {"kind": "waiting", "due": now + minutes(12), "now": now,
                    "title": say("已收到，林医生会在 15 分钟内答复", "Received; 林医生 answers within 15 minutes"),
                    "more": say("您可以先离开，之后再回来看", "You may leave and come back later")},
        "risk": {"title": say("系统提示：危急（3 级）", "Signs of crisis (level 3)"),
                 "reasons": [say("提到手边有药：“药我已经攒够了”", "Means at hand: “药我已经攒够了”"),
                             say("告别的话：“替我照顾好孩子”", "A farewell: “替我照顾好孩子”")],
                 "next": say("周老师与督导已收到呼叫", "周老师 and the supervisor have been called")},
        "risk_mild": {"mild": True, "title": say("情绪困扰（1 级）", "Distressed (level 1)"),
                      "reasons": [say("说连着三晚没睡", "Has not slept for three nights")]},
        "placeholder": say("例如：老人血压 150/95，药快吃完了怎么办",
                           "For example: my mother's blood pressure is 150/95"),
        "now_plus": now + minutes(4), "pane": request.GET.get("pane", "thread"),
        "said": {"desk": say("咨询台", "Desk"), "queue": say("等待的提问", "Waiting"),
                 "thread": say("对话", "Conversation"),
                 "hints": say("相似的已答问题", "Answered before"), "reply": say("回复林医生", "Write to 林医生"),
                 "ask": say("有什么想问的，或者想说的？", "What would you like to ask, or to say?"),
                 "send": say("发出", "Send"),
                 "private": say("只让为您服务的人看到", "Only for those who look after you"),
                 "empty": say("现在没有人在等", "Nobody is waiting"),
                 "undo": say("已转给心理咨询师", "Passed to a counsellor"),
                 "empty_words": say("新的提问会自己出现在这里，最急的在最上面。",
                                    "New questions appear here, the most urgent first."),
                 "refused": say("这件事由周老师在答。", "周老师 is answering this."),
                 "refused_next": say("可以请她转给您，或写一条内部备注。",
                                     "Ask her to hand it over, or write a note.")},
    }  # fmt: skip


PAGES = {
    "resident": ("base_resident.html", "pages/styleguide.html"),
    "staff": ("base_staff.html", "pages/styleguide.html"),
    "desk": ("base_staff.html", "pages/styleguide_desk.html"),
    "talk": ("base_resident.html", "pages/styleguide_talk.html"),
}


@door(PUBLIC)
def styleguide(request: HttpRequest, side: str = "resident") -> HttpResponse:
    """The parts in the frame of `side`, one of PAGES; 404 outside development and the demo town."""
    if side not in PAGES or not (settings.DEBUG or getattr(settings, "DEMO", False)):
        raise Http404
    frame, template = PAGES[side]
    return render(request, template, {**context(request), "frame": frame, "side": side})


urlpatterns = [
    path("styleguide", styleguide, name="styleguide"),
    path("styleguide/<slug:side>", styleguide, name="styleguide_side"),
]
