"""How dangerous a message sounds; it decides the clock."""

from enum import IntEnum


class Risk(IntEnum):
    """The four levels of product.md, "Risk levels and clocks"; they compare as numbers."""

    ORDINARY = 0
    DISTRESSED = 1
    HIGH = 2
    IMMINENT = 3
