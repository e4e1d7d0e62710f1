"""Where merged questions go on: their roots, locked without ever waiting in a circle."""

from django.db import transaction

from anxin.desk.actions.state import locked
from anxin.desk.models import Question
from anxin.desk.threads import root_id


def locked_roots(*questions: Question) -> list[Question]:
    """The questions in which these go on, as they stand now, held to the end of the transaction, in the order given.

    Rows are locked in the order of their ids. Who finds that one was merged meanwhile lets go of all and begins anew, as
    to go on from there would be to lock in another order than the one who merged it.
    """
    while True:
        roots = [root_id(question.pk) for question in questions]
        with transaction.atomic():
            rows = {id: locked(Question(pk=id)) for id in sorted(set(roots))}
            if all(row.merged_into_id is None for row in rows.values()):
                return [rows[id] for id in roots]
            transaction.set_rollback(True)
