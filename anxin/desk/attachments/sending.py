"""Photos and voice notes on their way in: made anew and kept first, then written once for their key."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from anxin.clients.models import Resident
from anxin.conversations.attachments import fingerprint, judge, received
from anxin.conversations.models import Message
from anxin.core.once import once
from anxin.desk.actions.answer import answer_question, write_back
from anxin.desk.limits import count_files, count_write
from anxin.desk.models import Question
from anxin.people.models import Member


def answer_with(
    question: Question, member: Member, text: str, files: Sequence[Any], key: str, where: str, at: datetime
) -> UUID:
    """Staff answer with `files`; gives the message's id. Refused: what `received` and `answer_question` refuse."""
    judge(files)
    count_files(member.pk, len(files))
    with received(files, question.organisation_id, at) as attachments:

        def write() -> tuple[int, str]:
            return _said(answer_question(question=question, text=text, by=member, at=at, attachments=attachments))

        asked = f"POST {where}\n{fingerprint(files)}\n{text}"
        return UUID(once(f"member:{member.pk}", key, asked, at, write)[1])


def write_back_with(
    question: Question, resident: Resident, text: str, files: Sequence[Any], key: str, whose: str, at: datetime
) -> UUID:
    """A resident writes back with `files`; `whose` phone or token sent the key. Refused as above, and by `write_back`."""
    count_write(resident)
    judge(files)
    count_files(resident.pk, len(files))
    with received(files, question.organisation_id, at) as attachments:

        def write() -> tuple[int, str]:
            return _said(write_back(question=question, text=text, by=resident, at=at, attachments=attachments))

        asked = f"attach {question.pk}\n{fingerprint(files)}\n{text}"
        return UUID(once(whose, key, asked, at, write)[1])


def _said(message: Message) -> tuple[int, str]:
    return 201, str(message.pk)
