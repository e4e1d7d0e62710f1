"""Everything that was said about a question: its own thread and those of the questions merged into it."""

from heapq import merge
from uuid import UUID

from anxin.conversations.models import Message
from anxin.conversations.queries import whole_thread
from anxin.desk.models import Note, Question


def whole_talk(question: Question) -> list[tuple[Question, Message]]:
    """What was said, each with the question it was said in: one talk in the order of time, as she lived through it.

    Within each thread the order is that of its seqs, whatever its clocks said.
    """
    threads = [
        [(each, message) for message in whole_thread(each.conversation)] for each in [*merged_into(question), question]
    ]
    return list(merge(*threads, key=lambda said: said[1].at))


def merged_into(question: Question) -> list[Question]:
    """What was merged into it, and into those, the first asked first."""
    found: dict[object, Question] = {}
    new = [question]
    while new:
        rows = Question.objects.filter(merged_into__in=new).select_related("conversation", "resident")
        new = [each for each in rows if each.pk not in found]
        found |= {each.pk: each for each in new}
    for each in found.values():
        each.campaign = question.campaign
    return sorted(found.values(), key=lambda each: (each.asked_at, each.pk))


def notes_of(questions: list[Question]) -> list[Note]:
    """What colleagues wrote beside these questions, in order."""
    return list(Note.objects.filter(question__in=questions).select_related("by").order_by("at", "id"))


def root_id(id: UUID) -> UUID:
    """The id of the question in which `id` goes on; its own where it was not merged."""
    while (into := Question.objects.values_list("merged_into", flat=True).get(pk=id)) is not None:
        id = into
    return id
