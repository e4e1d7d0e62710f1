"""The desk's tables, one file for each thing that people speak of."""

from anxin.desk.models.answers import CommonQuestion, SavedReply
from anxin.desk.models.crisis import Crisis, FollowUp, ProtocolStep
from anxin.desk.models.ledger import ExportPart, LateNote, LedgerExport
from anxin.desk.models.paging import Calling
from anxin.desk.models.question import Acceptance, Question, RiskNote, SecondYes
from anxin.desk.models.room import Post, Room, RoomMember
from anxin.desk.models.team import Debrief, Feedback, Joining, Note, Transfer
from anxin.desk.models.words import QuestionWords

__all__ = [
    "Acceptance",
    "Calling",
    "CommonQuestion",
    "Crisis",
    "Debrief",
    "ExportPart",
    "Feedback",
    "FollowUp",
    "Joining",
    "LateNote",
    "LedgerExport",
    "Note",
    "Post",
    "ProtocolStep",
    "Question",
    "QuestionWords",
    "RiskNote",
    "Room",
    "RoomMember",
    "SavedReply",
    "SecondYes",
    "Transfer",
]
