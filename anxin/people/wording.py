"""What a notice says. It keeps a code and an id; the package that sends it says once, at start, how it reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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


UNKNOWN = Wording(_("Something needs you at the desk."), _("Look"), lambda about: "/desk/", calm=True)
_wordings: dict[str, Wording] = {}


def learn(wordings: Mapping[str, Wording]) -> None:
    """From now on notices with these codes read like this (called once by the package that sends them)."""
    _wordings.update(wordings)


def in_words(notice: Notice) -> dict[str, Any]:
    """`notice` as parts/page_banner.html wants it, with the address that marks it as seen."""
    wording = _wordings.get(notice.code, UNKNOWN)
    return {
        "id": notice.pk,
        "words": gettext(wording.sentence),
        "label": gettext(wording.label),
        "url": wording.url(notice.about_id),
        "calm": wording.calm and not notice.urgent,
        "made_at": notice.made_at,
        "see_url": reverse("see_notice", args=[notice.pk]),
    }
