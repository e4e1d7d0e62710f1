"""Each organisation's entries, kept current in every process: built on first use, then the events since the last look.

What is kept is numbers of characters and pairs, never a text; whoever shows an entry reads its row anew. So a question
that became private is gone with the next look at its row, and from the numbers with the next search.
"""

import threading
from collections import OrderedDict, deque
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import connections
from django.db.models import QuerySet

from anxin.conversations.models import AuthorKind, Message, MessageKind
from anxin.core.models import ChainHead, Event
from anxin.desk.kinds import Helped, Outcome, State
from anxin.desk.models import CommonQuestion, Question, SavedReply
from anxin.desk.suggestions.index import Index
from anxin.desk.suggestions.kinds import SuggestionKind
from anxin.desk.suggestions.segment import Entry

NOW = 500  # entries taken in while somebody waits (a tenth of a second); the rest follow in a thread
BATCH = 10_000  # entries that the thread takes in at once
MOST_SHELVES = 200  # organisations kept in memory; the one not asked for longest goes first

KINDS = {
    "desk.question": SuggestionKind.ANSWERED,
    "desk.commonquestion": SuggestionKind.COMMON,
    "desk.savedreply": SuggestionKind.REPLY,
}
NO_ANSWER = (Outcome.SPAM, Outcome.WITHDRAWN, Outcome.MERGED)


def open_answers(organisation_id: UUID) -> QuerySet[Question]:
    """Questions that were asked in the open and answered, and whose answer did not fail the one who asked."""
    return Question.objects.filter(
        organisation=organisation_id,
        private=False,
        risk__lt=2,
        first_answer_at__isnull=False,
        merged_into=None,
        state__in=(State.AWAITING_RESIDENT, State.FOLLOW_UP, State.CLOSED),
    ).exclude(outcome__in=NO_ANSWER).exclude(feedback__helped=Helped.NO)  # fmt: skip


class Shelf:
    """The entries of one organisation in this process."""

    def __init__(self, organisation_id: UUID) -> None:
        self.organisation_id = organisation_id
        self.indexes = {kind: Index() for kind in SuggestionKind}
        self._lock = threading.Lock()
        self._seq: int | None = None  # the last event that is in
        self._later: deque[UUID] = deque()  # questions that the thread has still to take in, the newest first
        self._settled: set[UUID] = set()  # questions that were looked at while the thread was at work
        self._thread: threading.Thread | None = None

    def look(self) -> "Shelf":
        """Take in what happened since the last look."""
        with self._lock:
            head = ChainHead.objects.filter(pk=self.organisation_id).values_list("seq", flat=True).first() or 0
            if self._seq is None:
                self._seq = head
                self._begin()
            elif head != self._seq:
                since, self._seq = self._seq, head
                self._changed(since, head)
        return self

    def wait(self, seconds: float = 60.0) -> bool:
        """Whether all is in within `seconds` (tests, benchmarks)."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)
        return not self._later

    @property
    def nbytes(self) -> int:
        """Bytes of its indexes."""
        return sum(index.nbytes for index in self.indexes.values())

    def _begin(self) -> None:
        self._put(SuggestionKind.COMMON, common_entries(self.organisation_id))
        self._put(SuggestionKind.REPLY, reply_entries(self.organisation_id))
        rows = open_answers(self.organisation_id).order_by("-asked_at")
        self._questions(list(rows.values_list("pk", flat=True)))

    def _changed(self, since: int, until: int) -> None:
        rows = Event.objects.filter(
            organisation_id=self.organisation_id, seq__gt=since, seq__lte=until, about_kind__in=KINDS
        ).values_list("about_kind", "about_id")
        changed: dict[SuggestionKind, set[UUID]] = {kind: set() for kind in SuggestionKind}
        for about_kind, about_id in rows:
            changed[KINDS[about_kind]].add(about_id)
        if ids := changed[SuggestionKind.COMMON]:
            self._put(SuggestionKind.COMMON, common_entries(self.organisation_id, ids), ids)
        if ids := changed[SuggestionKind.REPLY]:
            self._put(SuggestionKind.REPLY, reply_entries(self.organisation_id, ids), ids)
        if ids := changed[SuggestionKind.ANSWERED]:
            there = set(open_answers(self.organisation_id).filter(pk__in=ids).values_list("pk", flat=True))
            self._put(SuggestionKind.ANSWERED, (), ids - there)
            if self._thread is not None:
                self._settled |= ids - there
            self._questions(list(there))

    def _questions(self, ids: list[UUID]) -> None:
        """Take in these questions: some now, the rest in a thread."""
        now, later = ids[:NOW], ids[NOW:]
        self._put(SuggestionKind.ANSWERED, answered_entries(self.organisation_id, now), now)
        if self._thread is not None:
            self._settled.update(now)
        self._later.extend(later)
        if self._later and self._thread is None:
            self._thread = threading.Thread(target=self._catch_up, name="suggestions", daemon=True)
            self._thread.start()

    def _catch_up(self) -> None:
        try:
            while True:
                with self._lock:
                    ids = [self._later.popleft() for _ in range(min(BATCH, len(self._later)))]
                    if not ids:
                        self._settled.clear()
                        self._thread = None
                        return
                entries = answered_entries(self.organisation_id, ids)
                with self._lock:
                    # What was looked at meanwhile is known better than what we read before.
                    fresh = [entry for entry in entries if UUID(entry.id) not in self._settled]
                    self._put(SuggestionKind.ANSWERED, fresh)
        finally:
            connections.close_all()

    def _put(self, kind: SuggestionKind, entries: Iterable[Entry], gone: Collection[UUID] = ()) -> None:
        put = list(entries)
        if put or gone:
            self.indexes[kind] = self.indexes[kind].changed(put=put, gone=[str(id) for id in gone])


_shelves: "OrderedDict[UUID, Shelf]" = OrderedDict()
_guard = threading.Lock()


def shelf_of(organisation_id: UUID) -> Shelf:
    """The organisation's shelf in this process, with all that was committed before now (a first call builds it)."""
    with _guard:
        shelf = _shelves.setdefault(organisation_id, Shelf(organisation_id))
        _shelves.move_to_end(organisation_id)
        while len(_shelves) > MOST_SHELVES:
            _shelves.popitem(last=False)
    return shelf.look()


def common_entries(organisation_id: UUID, ids: Collection[UUID] | None = None) -> list[Entry]:
    """Common questions that everyone may read."""
    rows = CommonQuestion.objects.filter(organisation=organisation_id, approved_at__isnull=False, withdrawn_at=None)
    rows = rows if ids is None else rows.filter(pk__in=ids)
    return [Entry(str(pk), ask, answer) for pk, ask, answer in rows.values_list("pk", "ask", "answer")]


def reply_entries(organisation_id: UUID, ids: Collection[UUID] | None = None) -> list[Entry]:
    """Saved replies of everyone's and of each member; whoever shows them leaves out other members' own."""
    rows = SavedReply.objects.filter(organisation=organisation_id, removed_at=None)
    rows = rows if ids is None else rows.filter(pk__in=ids)
    return [Entry(str(pk), title, text) for pk, title, text in rows.values_list("pk", "title", "text")]


def answered_entries(organisation_id: UUID, ids: Collection[UUID]) -> list[Entry]:
    """What was asked and answered in these questions, as far as it is open; private ones give nothing."""
    threads = dict(open_answers(organisation_id).filter(pk__in=ids).values_list("conversation_id", "pk"))
    said: dict[UUID, tuple[list[str], list[str]]] = {pk: ([], []) for pk in threads.values()}
    rows = Message.objects.filter(conversation__in=threads, kind=MessageKind.TEXT).order_by("conversation_id", "seq")
    for thread, author, text in rows.values_list("conversation_id", "author_kind", "text"):
        if text and author in (AuthorKind.RESIDENT, AuthorKind.MEMBER):
            said[threads[thread]][author == AuthorKind.MEMBER].append(text)
    return [Entry(str(pk), "\n".join(asks), "\n".join(answers)) for pk, (asks, answers) in said.items()]
