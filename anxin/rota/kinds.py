"""Words of the rota as codes."""

from enum import StrEnum


class Can(StrEnum):
    """What a member says of a shift on a day when the coordinator asks (报班)."""

    CAN = "can"
    RATHER_NOT = "rather_not"
    CANNOT = "cannot"
    WANT = "want"


class WishKind(StrEnum):
    """What a member wishes of the whole rota."""

    WITH = "with"  # to serve beside a colleague
    TRAIN_WITH = "train_with"  # to learn beside an experienced partner
    MOST = "most"  # no more shifts than `number`
    LEAST = "least"  # no fewer


class VersionState(StrEnum):
    """Where a version of the rota stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    DROPPED = "dropped"


class DrawState(StrEnum):
    """Where the making of a rota by the solver stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"  # by a person: the best so far is kept
    FAILED = "failed"


class SwapState(StrEnum):
    """Where a swap (换班) stands."""

    OPEN = "open"  # offered to all who may, or asked of one
    ACCEPTED = "accepted"  # waits for the coordinator, as a rule needs it
    DONE = "done"  # the rota is changed; can be undone until the shift begins
    DECLINED = "declined"  # by the one asked, or the coordinator
    WITHDRAWN = "withdrawn"
    UNDONE = "undone"
    LAPSED = "lapsed"  # the shift began, or is no longer hers
    GONE = "gone"  # a shift of it was taken off the rota


class Weight(StrEnum):
    """Whether what a rule finds may be overridden."""

    BLOCK = "block"
    WARN = "warn"
    OFF = "off"
