"""Proves that `make run` works from a fresh clone: starts twice, serves, and shuts down clean. For `.ci/run`."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

READY = re.compile(r"ready at (http://\S+)/")
FIRST_S, SECOND_S, STOP_S = 600, 60, 15


def main(clone: Path) -> None:
    home = clone / ".anxin"
    for which, limit in (("first", FIRST_S), ("second", SECOND_S)):
        began = time.monotonic()
        process = start(clone, home)
        address = wait_for_address(process, limit)
        print(f"the {which} start took {time.monotonic() - began:.1f} s: {address}", flush=True)
        for path in ("/healthz", "/readyz", "/c/huzhu", "/api/openapi.json"):
            expect_ok(address + path)
        # A person's Ctrl-C reaches make and all that it started; a program may tell make alone.
        tell = os.killpg if which == "first" else os.kill
        tell(process.pid, signal.SIGINT)
        began = time.monotonic()
        process.wait(STOP_S)
        left = living(home)
        if left:
            sys.exit("left running: " + "; ".join(left))
        print(f"it stopped clean in {time.monotonic() - began:.1f} s", flush=True)


def start(clone: Path, home: Path) -> "subprocess.Popen[str]":
    env = {name: value for name, value in os.environ.items() if name not in {"PORT", "HOST", "DATABASE_URL"}}
    env |= {"ANXIN_HOME": str(home)}
    return subprocess.Popen(
        ["make", "run"], cwd=clone, env=env, stdout=subprocess.PIPE, text=True, start_new_session=True
    )


def wait_for_address(process: "subprocess.Popen[str]", limit: float) -> str:
    timer = threading.Timer(limit, process.kill)
    timer.start()
    assert process.stdout
    for line in process.stdout:
        print("  | " + line, end="", flush=True)
        if found := READY.search(line):
            timer.cancel()
            # What it says later must not fill the pipe.
            threading.Thread(target=process.stdout.read, daemon=True).start()
            return found[1]
    timer.cancel()
    sys.exit(f"make run ended, or was not ready within {limit:.0f} s")


def expect_ok(url: str) -> None:
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            print(f"{answer.status} {url}", flush=True)
    except urllib.error.HTTPError as error:
        sys.exit(f"{error.code} {url}: {error.read(500)!r}")


def living(home: Path) -> list[str]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environment, command = (folder / "environ").read_bytes(), (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if f"ANXIN_HOME={home}".encode() in environment and command and folder.name != str(os.getpid()):
            found.append(command.replace(b"\0", b" ").decode(errors="replace"))
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
