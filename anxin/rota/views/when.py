"""When I can: a tap on a shift of a day, week by week, saved at once; and what I wish of the whole rota."""

from datetime import date, datetime, timedelta
from json import dumps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from anxin.campaigns.access import OVERSEES, campaign_for_staff
from anxin.campaigns.models import Campaign
from anxin.campaigns.show import show
from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import NOT_YOURS, Refused
from anxin.core.web import next_step, sentence
from anxin.people.doors import STAFF
from anxin.people.models import Member
from anxin.rota.access import id_in, kind_in, participant, wish_of
from anxin.rota.actions.availability import answer_call, drop_wish, set_availability, set_wish
from anxin.rota.board.look import CAN_NAMES, SIGNS
from anxin.rota.calls import days_left, kinds_for, open_call_of, said_of, unsaid_in
from anxin.rota.facts import figures_of
from anxin.rota.kinds import Can, WishKind
from anxin.rota.models import CallAnswer, ShiftKind, Wish
from anxin.rota.queries import people_of

Context = dict[str, Any]
DAYS = 14  # shown where nobody has called
NEXT: dict[Can | None, Can] = {
    None: Can.CAN, Can.CAN: Can.RATHER_NOT, Can.RATHER_NOT: Can.CANNOT, Can.CANNOT: Can.WANT, Can.WANT: Can.CAN,
}  # fmt: skip


@never_cache
@door(STAFF)
def when(request: HttpRequest, slug: str) -> HttpResponse:
    """The page; a tap on it, sent by our script, sets one cell and gets that cell back, or a sentence."""
    campaign, member = campaign_for_staff(request, slug)
    her = _whose(request, campaign, member)
    if request.method != "POST":
        return page(request, campaign, member, her)
    try:
        return _do(request, campaign, member, her)
    except Refused as refused:
        if _by_script(request):
            raise
        return page(request, campaign, member, her, refused)


def _do(request: HttpRequest, campaign: Campaign, member: Member, her: Member) -> HttpResponse:
    at, said = clock.now(), request.POST
    if "set" in said:
        day, kind, can = _cell(said["set"])
        set_availability(campaign=campaign, member=her, cells={(day, kind): can}, by=member, at=at)
        if _by_script(request):
            cell = _shown(day, kind_in(campaign, kind), can)
            unsaid = unsaid_in(campaign, her, _days(campaign, at))
            return show(
                request, campaign, "rota/_when_saved.html",
                {"cell": cell, "unsaid": unsaid, "answered": _answer(campaign, her, at) is not None},
            )  # fmt: skip
    elif "many" in said:
        cells = _many(said["many"], campaign, her, at)
        if cells:
            set_availability(campaign=campaign, member=her, cells=cells, by=member, at=at)
        messages.success(request, _("Saved."))
    elif "wish" in said:
        partner = participant(campaign, id_in(said["partner"])) if said.get("partner") else None
        number = said.get("number", "").strip()
        set_wish(
            campaign=campaign, kind=_kind(said["wish"]), partner=partner,
            number=int(number) if number.isascii() and number.isdigit() and len(number) < 4 else None, by=member, at=at,
        )  # fmt: skip
    elif "drop" in said:
        drop_wish(wish=wish_of(member, campaign, id_in(said["drop"])), by=member, at=at)
    else:
        answer_call(campaign=campaign, member=her, note=said.get("note", ""), by=member, at=at)
        messages.success(request, _("Thank you. You can still change it until the call is closed."))
    return redirect(_here(campaign, member, her))


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _whose(request: HttpRequest, campaign: Campaign, member: Member) -> Member:
    """Hers; a coordinator may say it for a colleague."""
    asked = request.GET.get("member", "")
    if not asked or asked == str(member.pk):
        return member
    if not member.holds(*OVERSEES):
        raise Refused(NOT_YOURS, 403)
    return participant(campaign, id_in(asked))


def page(
    request: HttpRequest, campaign: Campaign, member: Member, her: Member, refused: Refused | None = None
) -> HttpResponse:
    """Weeks of days, the shifts of each with what she said."""
    at = clock.now()
    call = open_call_of(campaign, at)
    days = _days(campaign, at)
    kinds = kinds_for(campaign, her)
    said = said_of(campaign, days[0], days[-1], [her.pk]) if days else {}
    answer = _answer(campaign, her, at)
    context: Context = {
        "her": her,
        "for_other": her.pk != member.pk,
        "call": call,
        "now": at,
        "answered": answer is not None,
        "note": (answer.note or "") if answer else "",
        "kinds": kinds,
        "weeks": _weeks(days, kinds, said, her),
        "unsaid": sum((her.pk, day, kind.pk) not in said for day in days for kind in kinds),
        "legend": [(SIGNS[can], CAN_NAMES[can], can) for can in (Can.CAN, Can.RATHER_NOT, Can.CANNOT, Can.WANT)],
        "here": _here(campaign, member, her),
        "keep": f"when.{member.pk}.{her.pk}.{campaign.pk}",
        "looks": dumps({can or "none": _look(can) for can in NEXT}, ensure_ascii=False),
        "wishes": Wish.objects.filter(campaign=campaign, member=her).select_related("partner").order_by("made_at"),
        "colleagues": [each for each in people_of(campaign) if each.pk != her.pk],
        "refusal": None,
    }
    if refused is not None:
        context["refusal"] = {"sentence": sentence(refused.finding), "next_step": next_step(refused.finding)}
    return show(request, campaign, "rota/when.html", context, refused.status if refused else 200)


def _here(campaign: Campaign, member: Member, her: Member) -> str:
    return reverse("when", args=[campaign.slug]) + (f"?member={her.pk}" if her.pk != member.pk else "")


def _days(campaign: Campaign, at: datetime) -> list[date]:
    """Those of the open call that are not over; else the next two weeks."""
    today = at.astimezone(campaign.tz).date()
    call = open_call_of(campaign, at)
    first, last = (call.first_on, call.last_on) if call else (today, today + timedelta(days=DAYS - 1))
    return days_left(campaign, first, last, today)


def _answer(campaign: Campaign, her: Member, at: datetime) -> CallAnswer | None:
    call = open_call_of(campaign, at)
    return CallAnswer.objects.filter(call=call, member=her).first() if call else None


def _weeks(days: list[date], kinds: list[ShiftKind], said: Any, her: Member) -> list[list[Context]]:
    weeks: dict[tuple[int, int], list[Context]] = {}
    for day in days:
        cells = [_shown(day, kind, said.get((her.pk, day, kind.pk))) for kind in kinds]
        weeks.setdefault(day.isocalendar()[:2], []).append({"day": day, "cells": cells})
    return list(weeks.values())


def _shown(day: date, kind: ShiftKind, can: Can | None) -> Context:
    """One shift of one day: what she said, and what a tap will say."""
    place = f"{day}/{kind.pk}"
    return {
        "day": day,
        "kind": kind,
        "can": can or "none",
        "place": place,
        "value": f"{place}/{NEXT[can].value}",
        **_look(can),
    }


def _look(can: Can | None) -> dict[str, str]:
    """How a cell looks that says this; our script paints with it, too."""
    word, then = (str(CAN_NAMES[can]) if can else _("not said")), NEXT[can]
    says = _("%(word)s. A tap says: %(then)s") % {"word": word, "then": CAN_NAMES[then]}
    return {"sign": SIGNS[can] if can else "·", "word": word, "says": says, "then": then.value}


def _many(what: str, campaign: Campaign, her: Member, at: datetime) -> dict[tuple[date, UUID], Can]:
    """Many at once: as a week before, all that is unsaid, no evenings."""
    days, kinds = _days(campaign, at), kinds_for(campaign, her)
    if not days:
        return {}
    week = timedelta(days=7)
    said = said_of(campaign, days[0] - week, days[-1], [her.pk])
    cells = [(day, kind) for day in days for kind in kinds]
    if what == "rest":
        return {(day, kind.pk): Can.CAN for day, kind in cells if (her.pk, day, kind.pk) not in said}
    if what == "no_evenings":
        evening = figures_of(campaign).evening
        late = [(day, kind) for day, kind in cells if kind.ends > evening or kind.ends <= kind.begins]
        return {(day, kind.pk): Can.CANNOT for day, kind in late}
    if what == "as_last_week":
        found: dict[tuple[date, UUID], Can] = {}
        for day, kind in cells:  # two weeks ahead are like the first of them
            before = said.get((her.pk, day - week, kind.pk)) or found.get((day - week, kind.pk))
            if before is not None and (her.pk, day, kind.pk) not in said:
                found[day, kind.pk] = before
        return found
    raise Http404


def _cell(text: str) -> tuple[date, UUID, Can]:
    try:
        day, kind, can = text.split("/")
        return date.fromisoformat(day), UUID(kind), Can(can)
    except ValueError as error:
        raise Http404 from error


def _kind(text: str) -> WishKind:
    try:
        return WishKind(text)
    except ValueError as error:
        raise Http404 from error
