"""The process that reads what strangers send: `python -I -m anxin.core.files.child KIND FORMAT`, the file on stdin.

It has no environment, little memory and little time, so a file made to break a reader breaks this process alone. On stdout:
one line of JSON ({"refused": code}, or what was made and the lengths of its parts), then the parts one after the other.
"""

import json
import resource
import sys

from anxin.core.files import limits
from anxin.core.files.sniff import Kind
from anxin.core.files.unfit import Unfit


def bound() -> None:
    """From now on this process can have no more than it needs."""
    for what, most in (
        (resource.RLIMIT_AS, limits.MEMORY),
        (resource.RLIMIT_CPU, limits.CPU_S),
        (resource.RLIMIT_FSIZE, limits.RESULT),
        (resource.RLIMIT_CORE, 0),  # a core would hold the picture
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (most, most))


def main(kind: str, format: str) -> None:
    """Make it anew, or say why not."""
    bound()
    # Here, not above: the reader's own start is bounded as well, and the reader of the other kind is never loaded.
    if kind == Kind.PHOTO:
        from anxin.core.files.photo import make  # noqa: PLC0415
    else:
        from anxin.core.files.voice import make  # noqa: PLC0415
    try:
        about, parts = make(sys.stdin.buffer, format)
    except Unfit as unfit:
        about, parts = {"refused": unfit.code}, []
    except MemoryError:
        about, parts = {"refused": "too_hard"}, []
    line = json.dumps({**about, "sizes": [len(part) for part in parts]})
    sys.stdout.buffer.write(line.encode() + b"\n" + b"".join(parts))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(*sys.argv[1:3])
