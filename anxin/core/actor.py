"""Who does a thing: a person, or the machine."""

from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID


class Actor(Protocol):
    """Anyone in whose name a row is written: a member, a resident, the machine."""

    @property
    def actor_kind(self) -> str: ...

    @property
    def pk(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Machine:
    """Anxin itself, where no person acted: a clock that ran out, a sign of danger that was noticed."""

    actor_kind: str = "machine"
    pk: UUID | None = None


MACHINE = Machine()
