"""`make run` from nothing to a useful page, and a second start.

A fresh clone of this repository's last commit in a temporary folder; the package caches of pip, uv and npm are those of
this machine (run it twice for a warm one). A useful page: the resident's page of the demo town, with its box to ask in.
"""

import argparse
import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from anxin.core import postgres
from bench import table
from bench.house import CLONE, STOP_S, environment, free_port

LONGEST_S = 900.0


def useful(port: int) -> bool:
    """Whether a resident can ask."""
    with (
        contextlib.suppress(OSError),
        urllib.request.urlopen(f"http://127.0.0.1:{port}/c/huzhu", timeout=5) as answer,
    ):
        return answer.status == 200 and b"<textarea" in answer.read()
    return False


def start(clone: Path) -> float:
    """Seconds from `make run` to a useful page; it is stopped again. Raises RuntimeError."""
    port = free_port()
    began = time.monotonic()
    with (clone.parent / "run.log").open("wb") as log:
        process = subprocess.Popen(
            ["make", "run"],
            cwd=clone,
            env=environment(clone / ".anxin") | {"PORT": str(port)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        while process.poll() is None and time.monotonic() - began < LONGEST_S:
            if useful(port):
                return time.monotonic() - began
            time.sleep(0.05)
        raise RuntimeError("make run came to nothing:\n" + (clone.parent / "run.log").read_text(errors="replace"))
    finally:
        end(process)


def end(process: "subprocess.Popen[bytes]") -> None:
    """Ctrl-C to make and all that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGINT)
    try:
        process.wait(STOP_S)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def main() -> None:
    """Print both."""
    argparse.ArgumentParser(prog="python -m bench start", description=__doc__).parse_args()
    print(table.machine())
    folder = Path(tempfile.mkdtemp(prefix="anxin-start-"))
    clone = folder / "clone"
    try:
        subprocess.run(["git", "clone", "--quiet", str(CLONE), str(clone)], check=True)
        rows = [("make run from nothing to a useful page", f"{start(clone):.1f} s")]
        rows += [(f"{name} start", f"{start(clone):.1f} s") for name in ("second", "third")]
        table.show("start", rows)
    finally:
        postgres.discard(clone / ".anxin")
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
