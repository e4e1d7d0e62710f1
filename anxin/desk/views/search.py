"""Finding questions again: by words, handle, day, topic, level, state, helper."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from anxin.campaigns.models import Campaign
from anxin.campaigns.show import said, show
from anxin.core import clock
from anxin.core.door import door
from anxin.desk import access
from anxin.desk.kinds import OUTCOME_NAMES, RISK_NAMES, STATE_NAMES, TOPIC_NAMES, Outcome, State
from anxin.desk.rules.scope import Helper
from anxin.desk.search.find import Hit, find
from anxin.desk.search.wish import Wish, read
from anxin.desk.views.rows import due_of, in_crisis, meta, rest_of, risk_chips, topic_chip, whose_chips
from anxin.people.doors import STAFF
from anxin.people.models import Member
from anxin.rota.queries import people_of
from anxin.triage import Risk

ANY = gettext_lazy("any")
DAY = {"type": "date"}


class FilterForm(forms.Form):
    """What both search and ledger filter by. It only shows what was read from the address: see `search.wish`."""

    since = forms.DateField(
        label=gettext_lazy("Asked from"), required=False, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=gettext_lazy("Asked until"), required=False, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False)
    risk = forms.ChoiceField(label=gettext_lazy("Level"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    outcome = forms.ChoiceField(label=gettext_lazy("End"), required=False)
    helper = forms.ChoiceField(label=gettext_lazy("Looked after by"), required=False)
    late = forms.BooleanField(label=gettext_lazy("Was late"), required=False)

    def __init__(self, wish: Wish, campaign: Campaign) -> None:
        super().__init__(initial={**wish.plain(), "since": wish.since, "until": wish.until})
        people = [(str(each.pk), each.name) for each in people_of(campaign)]
        levels = [(str(int(risk)), _("%(level)s or higher") % {"level": _(RISK_NAMES[risk])}) for risk in Risk if risk]
        choices = {
            "topic": [(topic.value, _(name)) for topic, name in TOPIC_NAMES.items()],
            "risk": levels,
            "state": [("open", _("open (all but closed)")), *((s.value, _(STATE_NAMES[s])) for s in State)],
            "outcome": [(end.value, _(OUTCOME_NAMES[end])) for end in Outcome],
            "helper": people,
        }
        for name, found in choices.items():
            self.fields[name].choices = [("", ANY), *found]  # type: ignore[attr-defined]


@never_cache
@door(STAFF)
def search(request: HttpRequest, slug: str) -> HttpResponse:
    """The page: a box, filters behind one tap, and what was found, newest first."""
    campaign, member = access.campaign_for_staff(request, slug)
    at = clock.now()
    wish, helper = read(request.GET), access.helper_of(member, campaign)
    everything = helper.supervisor and request.GET.get("everything") == "1"
    found = find(campaign, member, helper, wish, at, cursor=request.GET.get("cursor"), everything=everything)
    context = {
        "wish": wish,
        "filters": FilterForm(wish, campaign),
        "filtered": bool(set(wish.plain()) - {"words"}),
        "rows": [hit_row(hit, campaign, member, helper, at) for hit in found.hits],
        "now": at,
        "later": bool(request.GET.get("cursor")),
        "next_url": next_url(request, found.next),
        "back_to": said(found.back_to, at, campaign) if found.back_to and found.next else "",
        "supervises": helper.supervisor,
        "everything": everything,
        "in_the_open": helper.on_duty or helper.coordinator or helper.supervisor,
    }
    return show(request, campaign, "desk/search.html", context)


def next_url(request: HttpRequest, cursor: str | None) -> str:
    """The same page from where this one ends; empty at the end."""
    if cursor is None:
        return ""
    kept = {key: value for key, value in request.GET.items() if value and key != "cursor"}
    return f"?{urlencode({**kept, 'cursor': cursor})}"


def hit_row(hit: Hit, campaign: Campaign, member: Member, helper: Helper, at: Any) -> dict[str, Any]:
    """A question that was found, as a line (parts/row.html), with its marked words where they are hers."""
    question = hit.question
    open_to_her = bool(hit.pieces)
    closed = _("Only those who look after it read it")
    late = [{"words": _("was late"), "kind": "late", "icon": "clock"}] if question.was_late else []
    return {
        "id": question.pk,
        "url": reverse("question", args=[campaign.slug, question.pk]),
        "pieces": hit.pieces,
        "words": "" if open_to_her else closed,
        "closed": not open_to_her,
        "meta": meta(question, at, campaign, open_to_her=open_to_her),
        "due": due_of(question),
        "now": at,
        "kind": "crisis" if in_crisis(question) else "",
        "state": "done" if question.state == State.CLOSED else "",
        "rest": rest_of(question),
        "chips": [*risk_chips(question), topic_chip(question), *late, *whose_chips(question, member, at)],
    }
