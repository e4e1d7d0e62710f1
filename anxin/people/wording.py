"""What a notice says. It keeps a code and an id; the package that sends it says once, at start, how it reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from anxin.core.words import _
from anxin.people.models import Notice


@dataclass(frozen=True)
class Wording:
    """A notice in words: English, marked; what the link says; where it leads, from the id of what it is about."""

    sentence: str
    label: str
    url: Callable[[UUID], str]
    calm: bool = False
    good: bool = False  # good news: nothing is to be done, so no sign of warning
    more: Callable[[UUID], str] | None = None  # what may be said of it outside the house: level and topic
    said: Callable[[UUID], str] | None = None  # what is said of it after the sentence, in the house and outside


UNKNOWN = Wording(_("Something needs you at the desk."), _("Look"), lambda about: "/desk/", calm=True)
_wordings: dict[str, Wording] = {}


def learn(wordings: Mapping[str, Wording], more: Callable[[UUID], str] | None = None) -> None:
    """From now on notices with these codes read like this (called once by the package that sends them).

    `more` says of what they are about what may be said outside the house, where a wording does not.
    """
    _wordings.update({code: replace(each, more=each.more or more) for code, each in wordings.items()})


def wording_of(code: str) -> Wording:
    """How notices with this code read."""
    return _wordings.get(code, UNKNOWN)


def in_words(notice: Notice) -> dict[str, Any]:
    """`notice` as parts/page_banner.html wants it, with the address that marks it as seen."""
    wording = wording_of(notice.code)
    said = wording.said(notice.about_id) if wording.said is not None else ""
    return {
        "id": notice.pk,
        "words": gettext("%(sentence)s: %(more)s") % {"sentence": gettext(wording.sentence), "more": said}
        if said
        else gettext(wording.sentence),
        "label": gettext(wording.label),
        "url": wording.url(notice.about_id),
        "calm": wording.calm and not notice.urgent,
        "good": wording.good and not notice.urgent,
        "made_at": notice.made_at,
        "see_url": reverse("see_notice", args=[notice.pk]),
    }
