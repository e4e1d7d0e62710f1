"""Saved replies (常用语): everyone's and mine; write, change, remove."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.campaigns.models import Campaign
from anxin.campaigns.show import show
from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import Refused
from anxin.desk import access
from anxin.desk.actions.answers.replies import remove_reply, save_reply
from anxin.desk.kinds import TOPIC_NAMES
from anxin.desk.models import SavedReply
from anxin.desk.rules.answers import LONGEST_ANSWER, LONGEST_TITLE, SHARES
from anxin.desk.suggestions.lists import replies_for, replies_of_hers
from anxin.desk.views.queue import refusal_of
from anxin.people.doors import STAFF
from anxin.people.models import Member
from anxin.triage import Topic

EMPTY = {"required": gettext_lazy("Please write something first.")}


class ReplyForm(forms.Form):
    """A saved reply; the action judges its text."""

    title = forms.CharField(
        label=gettext_lazy("What it is for"), error_messages=EMPTY, max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("Words"), error_messages=EMPTY, strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-max": LONGEST_ANSWER}),
        help_text=gettext_lazy("{称呼} becomes the name that the resident gave."),
    )  # fmt: skip
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False)
    everyones = forms.BooleanField(label=gettext_lazy("For everyone in the organisation"), required=False)

    def __init__(self, member: Member, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        topics = [("", _("for all topics")), *((topic.value, _(name)) for topic, name in TOPIC_NAMES.items())]
        self.fields["topic"].choices = topics  # type: ignore[attr-defined]
        if not SHARES & set(member.roles):
            del self.fields["everyones"]


@never_cache
@door(STAFF)
def replies(request: HttpRequest, slug: str) -> HttpResponse:
    """The list, and a form for a new one or (`?change=`) for one of them."""
    campaign, member = access.campaign_for_staff(request, slug)
    changing = _reply(member, request.GET["change"]) if request.GET.get("change") else None
    return _page(request, campaign, member, _form(member, changing), changing)


@require_POST
@door(STAFF)
def save(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep it. A refusal comes back with what was typed."""
    campaign, member = access.campaign_for_staff(request, slug)
    changing = _reply(member, request.POST["id"]) if request.POST.get("id") else None
    form = ReplyForm(member, request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            save_reply(
                title=said["title"], text=said["text"], topic=Topic(said["topic"]) if said["topic"] else None,
                everyones=said.get("everyones", False), reply=changing, by=member, at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            return _page(request, campaign, member, form, changing, refused)
        messages.success(request, _("Saved."))
        return redirect("replies", slug)
    return _page(request, campaign, member, form, changing)


@require_POST
@door(STAFF)
def remove(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Offer it no longer."""
    campaign, member = access.campaign_for_staff(request, slug)
    reply = _reply(member, str(id))
    try:
        remove_reply(reply=reply, by=member, at=clock.now())
    except Refused as refused:
        return _page(request, campaign, member, _form(member, None), None, refused)
    messages.success(request, _("Removed."))
    return redirect("replies", slug)


def _reply(member: Member, id: str) -> SavedReply:
    """One that she may see; else 404."""
    try:
        found = replies_of_hers(member).filter(pk=UUID(id)).first()
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


def _form(member: Member, reply: SavedReply | None) -> ReplyForm:
    if reply is None:
        return ReplyForm(member)
    everyones = reply.member_id is None
    said = {"title": reply.title, "text": reply.text, "topic": reply.topic, "everyones": everyones}
    return ReplyForm(member, initial=said)


def _page(
    request: HttpRequest, campaign: Campaign, member: Member, form: ReplyForm, changing: SavedReply | None,
    refused: Refused | None = None,
) -> HttpResponse:  # fmt: skip
    shares = bool(SHARES & set(member.roles))
    context = {
        "groups": replies_for(member),
        "member": member,
        "shares": shares,
        "form": form,
        "changing": changing,
        "refusal": refusal_of(refused),
    }
    status = refused.status if refused else (422 if form.is_bound and form.errors else 200)
    return show(request, campaign, "desk/replies.html", context, status)
