"""What follows from what: event → jobs. Read this page and know all that happens by itself after anything people do."""

from collections.abc import Mapping, Sequence

from anxin.core import event
from anxin.desk import jobs as desk

REACTIONS: Mapping[str, Sequence[event.Reaction]] = {
    "question.risk_raised": (desk.page_by_ladder,),
    "question.late": (desk.tell_coordinators,),
    "question.returned": (desk.tell_coordinators,),
    "question.put_back": (desk.page_if_unowned,),
    "question.reopened": (desk.page_if_unowned,),
    "question.written_back_alone": (desk.page_if_unowned,),  # in danger, and her helper is gone
    "question.warned": (desk.tell_owner,),
    "question.transferred": (desk.tell_receiver,),
    "question.second_asked": (desk.tell_seconds,),
    "duty.ended": (desk.return_open_matters,),
}


def listen() -> None:
    """Called once, when Django is ready."""
    event.listen(REACTIONS)
