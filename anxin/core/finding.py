"""What a rule says: a code for programs and a sentence for people."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found.

    `code` is stable and in snake_case; `sentence` is English, marked with `core.words._`, with %(name)s places for
    `params`; `next_step` tells the reader what to do about it, and may be empty.
    """

    code: str
    sentence: str
    params: dict[str, object] = field(default_factory=dict)
    next_step: str = ""
