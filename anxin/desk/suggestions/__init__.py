"""Which answered question, common question or saved reply is nearest to a text. Pure: no Django, no database."""

from anxin.desk.suggestions.index import Index, Match
from anxin.desk.suggestions.segment import Entry

__all__ = ["Entry", "Index", "Match"]
