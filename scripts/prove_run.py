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
        process = start(clone, home)
        try:
            prove(process, which, limit, home)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
                process.wait(STOP_S)
    discard = "from pathlib import Path; from anxin.core import postgres; postgres.discard(Path('.anxin'))"
    subprocess.run([".venv/bin/python", "-c", discard], cwd=clone, check=True)


def prove(process: "subprocess.Popen[str]", which: str, limit: float, home: Path) -> None:
    began = time.monotonic()
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
        with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310  (our own address)
            print(f"{answer.status} {url}", flush=True)
    except urllib.error.HTTPError as error:
        sys.exit(f"{error.code} {url}: {error.read(500)!r}")


def living(home: Path) -> list[str]:
    """The command lines of processes that work for the data folder `home`, its PostgreSQL among them."""
    found = []
    note = home / "postgres" / "folder"  # as root, the database lies elsewhere, in a folder of this name
    database = note.read_text().strip() if note.exists() else f"{home}/postgres"
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environment, command = (folder / "environ").read_bytes(), (folder / "cmdline").read_bytes()
        except OSError:
            continue
        ours = f"ANXIN_HOME={home}".encode() in environment or database.encode() in command
        if ours and command and folder.name != str(os.getpid()):
            found.append(command.replace(b"\0", b" ").decode(errors="replace"))
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
