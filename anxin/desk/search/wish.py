"""What somebody looks for, as plain facts: read from an address, kept with an export."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from anxin.campaigns.models import Campaign
from anxin.core.search import Looked, look_for
from anxin.desk.kinds import Outcome, State
from anxin.triage import Risk, Topic

LONGEST = 100


@dataclass(frozen=True, slots=True)
class Wish:
    """Filters; what is empty asks for nothing. Days are days of the campaign's zone, both of them included."""

    words: str = ""
    handle: str = ""
    since: date | None = None
    until: date | None = None
    topic: str = ""
    risk: int | None = None  # this level or higher
    state: str = ""  # a state, or "open": all but closed
    outcome: str = ""
    helper: UUID | None = None
    late: bool = False

    @property
    def looked(self) -> Looked:
        """Its words, cut."""
        return look_for(self.words)

    def __bool__(self) -> bool:
        return self != Wish()

    def span(self, campaign: Campaign) -> tuple[datetime | None, datetime | None]:
        """From when and until when, as moments."""
        begin = datetime.combine(self.since, time(0), campaign.tz) if self.since else None
        end = datetime.combine(self.until + timedelta(days=1), time(0), campaign.tz) if self.until else None
        return begin, end

    def plain(self) -> dict[str, Any]:
        """As JSON may hold it."""
        return {key: value for key, value in ((k, _plain(v)) for k, v in asdict(self).items()) if value}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, UUID) else value


def read(said: Mapping[str, Any]) -> Wish:
    """A wish from what an address or a row of JSON says. What cannot be read is left out: a search never fails for it."""
    topic, state, outcome = (str(said.get(name) or "") for name in ("topic", "state", "outcome"))
    risk = _number(said.get("risk"))
    return Wish(
        words=str(said.get("words") or "").replace("\0", "")[:LONGEST].strip(),
        handle=str(said.get("handle") or "").replace("\0", "")[:LONGEST].strip(),
        since=_date(said.get("since")),
        until=_date(said.get("until")),
        topic=topic if topic in {each.value for each in Topic} else "",
        risk=risk if risk in {int(each) for each in Risk if each} else None,
        state=state if state in {"open", *(each.value for each in State)} else "",
        outcome=outcome if outcome in {each.value for each in Outcome} else "",
        helper=_uuid(said.get("helper")),
        late=str(said.get("late") or "").lower() in ("1", "on", "true", "yes"),
    )


def _date(value: Any) -> date | None:
    try:
        found = date.fromisoformat(str(value))
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2200 else None


def _number(value: Any) -> int | None:
    try:
        return int(str(value))
    except ValueError:
        return None


def _uuid(value: Any) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None
