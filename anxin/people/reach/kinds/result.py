"""How one try to send a message went."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """`ok`: the other side took it. Else why not (a code of FAULTS); `again`: it is worth another try; `gone`: for good."""

    ok: bool = False
    fault: str = ""
    again: bool = False
    gone: bool = False
    retry_after: int | None = None  # seconds


TAKEN = Result(ok=True)
