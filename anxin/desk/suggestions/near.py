"""What to offer to somebody who answers, or is about to ask: read anew from the rows, masked, common questions first."""

import math
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from anxin.conversations.models import AuthorKind, Message, MessageKind
from anxin.desk.models import CommonQuestion, Question, SavedReply
from anxin.desk.rules.answers import masked
from anxin.desk.rules.scope import Helper
from anxin.desk.suggestions.index import Index, Match
from anxin.desk.suggestions.kinds import SuggestionKind
from anxin.desk.suggestions.shelf import open_answers, shelf_of
from anxin.people.models import Member

# Below this an entry has a few characters in common and nothing to say. Among many, chance alone comes nearer: of questions
# from another field the nearest reaches .17 among 12 entries and .25 among 2,500 (three in four); a right one .27, .74.
FIT, FIT_MORE = 0.12, 0.04  # and more for each tenfold of entries
MOST = {SuggestionKind.COMMON: 8, SuggestionKind.ANSWERED: 10, SuggestionKind.REPLY: 20}  # looked up of each
SPARE = 3  # read beyond what is wanted, for those that turn out to be gone


@dataclass(frozen=True)
class Suggestion:
    """Something to offer. `ask` is empty for a saved reply, which has a `title`."""

    kind: SuggestionKind
    id: UUID
    title: str
    ask: str
    answer: str
    topic: str
    likeness: float


Found = Mapping[SuggestionKind, Sequence[Match]]
RECENT_S, MOST_RECENT = 10.0, 1_000
_recent: dict[tuple[UUID, int], tuple[float, Found]] = {}  # ids and likeness only; rows are read anew each time


def look_up(organisation_id: UUID, text: str, kinds: Iterable[SuggestionKind] = SuggestionKind) -> Found:
    """By kind, the entries that are near enough to `text`: ids and likeness. `text` is looked at and forgotten."""
    shelf = shelf_of(organisation_id)
    return {kind: _fitting(shelf.indexes[kind], text, MOST[kind]) for kind in kinds}


def _fitting(index: Index, text: str, most: int) -> list[Match]:
    least = FIT + FIT_MORE * math.log10(max(1, len(index)))
    return [match for match in index.search(text, most) if match.likeness >= least]


def for_question(
    question: Question, member: Member, helper: Helper, draft: str = "", most: int = 5
) -> list[Suggestion]:
    """For `member` who answers it: near to the resident's words and to her `draft`. Both are looked at and forgotten."""
    reads = helper.on_duty or helper.coordinator or helper.supervisor
    found = _near_to(question)
    if draft.strip():  # what she types may be about one of several things that were asked
        found = _together(look_up(question.organisation_id, draft), found)
    return for_helper(question.organisation_id, found, member=member, answered=reads, leave_out=question.pk, most=most)


def for_her(text: str, question: Question) -> str:
    """A saved wording with her name in the place of {称呼}; without a handle, as one says to somebody unknown."""
    return text.replace("{称呼}", question.resident.handle or gettext("you"))


def _together(one: Found, other: Found) -> Found:
    """What is near to either, what is nearest first."""
    best: dict[SuggestionKind, Sequence[Match]] = {}
    for kind in one:
        by_id: dict[str, Match] = {}
        for match in sorted([*one[kind], *other[kind]], key=lambda match: -match.likeness):
            by_id.setdefault(match.id, match)
        best[kind] = list(by_id.values())
    return best


def _near_to(question: Question) -> Found:
    """What is near to the question alone, looked up once in ten seconds: its page fetches itself again at every bell."""
    key, now = (question.pk, question.conversation.seq), time.monotonic()
    kept = _recent.get(key)
    if kept is None or kept[0] < now - RECENT_S:
        while len(_recent) > MOST_RECENT:
            _recent.pop(next(iter(_recent)), None)
        kept = now, look_up(question.organisation_id, asked_words(question))
        _recent[key] = kept
    return kept[1]


def for_helper(
    organisation_id: UUID, found: Found, *, member: Member, answered: bool, leave_out: UUID | None = None, most: int = 5
) -> list[Suggestion]:
    """For one who answers: at most two common questions, then answers given before (if she may read these), then replies."""
    common = common_of(organisation_id, found[SuggestionKind.COMMON], most=2)
    replies = replies_of(organisation_id, found[SuggestionKind.REPLY], member=member, most=2)
    room = most - len(common) - min(1, len(replies))
    before = found[SuggestionKind.ANSWERED] if answered else []
    return [*common, *answered_of(organisation_id, before, leave_out=leave_out, most=room), *replies][:most]


def common_of(organisation_id: UUID, found: Sequence[Match], *, most: int = 3) -> list[Suggestion]:
    """Common questions, as everyone may read them."""
    if not found:
        return []
    rows = {
        str(row.pk): row
        for row in CommonQuestion.objects.filter(
            organisation=organisation_id, pk__in=_ids(found), approved_at__isnull=False, withdrawn_at=None
        )
    }
    there = [(rows[match.id], match) for match in found if match.id in rows]
    return [
        Suggestion(SuggestionKind.COMMON, row.pk, "", row.ask, row.answer, row.topic, match.likeness)
        for row, match in there[:most]
    ]


def answered_of(
    organisation_id: UUID, found: Sequence[Match], *, leave_out: UUID | None = None, most: int = 4
) -> list[Suggestion]:
    """What was asked in the open and answered, with whatever could tell who asked covered."""
    found = [match for match in found if match.id != str(leave_out)][: most + SPARE]
    if not found:
        return []
    rows = {str(row.pk): row for row in open_answers(organisation_id).filter(pk__in=_ids(found))}
    said = _said(rows.values())
    there = [(rows[match.id], match) for match in found if match.id in rows and all(said[rows[match.id].pk])]
    return [
        Suggestion(SuggestionKind.ANSWERED, row.pk, "", *said[row.pk], row.topic, match.likeness)
        for row, match in there[:most]
    ]


def replies_of(organisation_id: UUID, found: Sequence[Match], *, member: Member, most: int = 2) -> list[Suggestion]:
    """Saved replies of everyone's and her own."""
    if not found:
        return []
    rows = {
        str(row.pk): row
        for row in SavedReply.objects.filter(organisation=organisation_id, pk__in=_ids(found), removed_at=None)
        if row.member_id in (None, member.pk)
    }
    there = [(rows[match.id], match) for match in found if match.id in rows]
    return [
        Suggestion(SuggestionKind.REPLY, row.pk, row.title, "", row.text, row.topic, match.likeness)
        for row, match in there[:most]
    ]


def asked_words(question: Question) -> str:
    """What the resident wrote, the newest first: what suggestions for it are looked up by. It stays in memory."""
    rows = Message.objects.filter(
        conversation=question.conversation_id, kind=MessageKind.TEXT, author_kind=AuthorKind.RESIDENT
    ).order_by("-seq")
    return "\n".join(text for text in rows.values_list("text", flat=True)[:4] if text)


def first_said(question: Question) -> tuple[str, str]:
    """What was asked first and the longest answer, as they were written."""
    return _written([question])[question.pk]


def _ids(found: Sequence[Match]) -> list[UUID]:
    return [UUID(match.id) for match in found]


def _said(questions: Iterable[Question]) -> dict[UUID, tuple[str, str]]:
    """The same of each question, with whatever could tell who somebody is covered."""
    said = _written(questions)
    return {pk: (masked(ask, gettext), masked(answer, gettext)) for pk, (ask, answer) in said.items()}


def _written(questions: Iterable[Question]) -> dict[UUID, tuple[str, str]]:
    threads = {row.conversation_id: row.pk for row in questions}
    said = dict.fromkeys(threads.values(), ("", ""))
    rows = Message.objects.filter(conversation__in=threads, kind=MessageKind.TEXT).order_by("seq")
    for thread, author, text in rows.values_list("conversation_id", "author_kind", "text"):
        ask, answer = said[threads[thread]]
        if author == AuthorKind.RESIDENT and not ask:
            said[threads[thread]] = (text or "", answer)
        elif author == AuthorKind.MEMBER and len(text or "") > len(answer):  # greetings and thanks are shorter
            said[threads[thread]] = (ask, text or "")
    return said
