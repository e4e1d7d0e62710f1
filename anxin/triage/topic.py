"""What a message is about; it decides which profession may answer."""

from enum import StrEnum


class Topic(StrEnum):
    """The five topics of the desk; the values are spelt as in the contracts."""

    MEDICAL = "medical"
    PSYCHOLOGICAL = "psychological"
    RESOURCE = "resource"
    INFORMATION = "information"
    OTHER = "other"
