"""How large, how many and how long. Pure numbers, which the child process reads too."""

MB = 1_000_000

UPLOAD = 10 * MB
"""Bytes of one file as it is sent."""
SEND = 40 * MB
"""Bytes of everything in one send."""
PER_SEND = 9
"""Files in one send."""
PIXELS = 40_000_000
"""A picture with more is refused by its header, before anything of it is decoded."""
SIDE = 2048
"""Pixels of the longest side that is kept."""
THUMB = 480
"""Pixels of the longest side of what a thread shows."""
CLEAR_PIXELS = 1_000_000
"""A transparent picture up to this size stays a PNG; above, it is laid on white."""
SECONDS = 180
"""Of a voice note."""
GRACE_S = 3
"""A recorder stops a little late."""
SHORTEST_S = 0.3
RATE = 24_000
"""Samples per second of a voice note that is kept."""
BITS = 32_000
"""Bits per second of it."""

# Of the process that reads a file.
MEMORY = 1_500 * MB
"""Address space, most of it libraries and never touched."""
CPU_S = 20
WALL_S = 30.0
RESULT = 8 * MB
"""Bytes that it may write."""
