"""What can be suggested."""

from enum import StrEnum


class SuggestionKind(StrEnum):
    """Where a suggestion comes from; the first is offered first."""

    COMMON = "common"
    ANSWERED = "answered"
    REPLY = "reply"
