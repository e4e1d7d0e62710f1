"""One open stream, and how it sleeps."""

import asyncio
from dataclasses import dataclass, field

HEARTBEAT_S = 15.0


@dataclass(eq=False)
class Listener:
    """One open stream: what rang since it last looked."""

    number: int = 0
    last_event: int = 0
    changed: bool = False
    urgent: bool = False
    presence: bool = False
    rang: bool = False
    awake: asyncio.Event = field(default_factory=asyncio.Event)

    def wake(self) -> None:
        """Something rang."""
        self.rang = True
        self.awake.set()

    async def woken(self, seconds: float = HEARTBEAT_S) -> bool:
        """Sleep until something rings, at most `seconds`; whether it did. (`wait_for` would make a task of each sleep.)"""
        timer = asyncio.get_running_loop().call_later(seconds, self.awake.set)
        try:
            await self.awake.wait()
        finally:
            timer.cancel()
        self.awake.clear()
        rang, self.rang = self.rang, False
        return rang
