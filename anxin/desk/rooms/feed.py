"""What is pushed to everyone who has a room open: read once, rendered once for each look.

A look is a form and a language: `json:zh-hans` for the API, `page:zh-hans` for a page. Events: `message` (a new one),
`changed` (shown again, or how its question stands), `hidden`, `closed` (the room).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

import orjson
from django.utils import translation

from anxin.conversations.models import MessageKind
from anxin.core import bell
from anxin.core.live import Item
from anxin.desk.actions.rooms.write import CLOSED
from anxin.desk.models import Room
from anxin.desk.rooms.reading import Line, events_after, here
from anxin.desk.rooms.show import here_out, message_out, post_html

FORMS = ("json", "page")


@dataclass(frozen=True)
class RoomSource:
    """Where the feed of a room reads (`core.live.Source`)."""

    room_id: UUID
    conversation_id: UUID

    @classmethod
    def of(cls, room: Room) -> "RoomSource":
        """The source of `room`."""
        return cls(room.pk, room.conversation_id)

    @property
    def topic(self) -> str:
        """What rings with a seq when there is more."""
        return bell.topic("conversation", self.conversation_id)

    def read(self, after: int, looks: Collection[str], most: int) -> list[Item]:
        """What happened after `after`, as events."""
        return [
            Item(line.post.seq, {look: _event(line, look) for look in looks})
            for line in events_after(self.room_id, after, most)
        ]

    def people(self, looks: Collection[str]) -> Mapping[str, bytes]:
        """Who is there now."""
        found = here(self.room_id)
        said = {}
        for look in looks:
            with translation.override(look.partition(":")[2]):
                said[look] = orjson.dumps(here_out(found))
        return said


def look_of(form: str, language: str) -> str:
    """The look for a form (anything but `page` is JSON) and a language."""
    return f"{form if form in FORMS else 'json'}:{language}"


def _event(line: Line, look: str) -> bytes:
    form, _, language = look.partition(":")
    name = _name(line)
    if name == "closed":
        data = b"{}"
    elif form == "page":
        data = post_html(line, language).strip().encode().replace(b"\r", b"").replace(b"\n", b"\ndata: ")
    else:
        with translation.override(language):
            data = orjson.dumps(message_out(line))
    return b"id: %d\nevent: %s\ndata: %s\n\n" % (line.post.seq, name.encode(), data)


def _name(line: Line) -> str:
    if line.post.message.kind != MessageKind.NOTICE:
        return "message"
    if line.about is None or line.post.message.code == CLOSED:
        return "closed"
    return "hidden" if line.about.hidden_at is not None else "changed"
