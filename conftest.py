"""What tests of every package may use: a browser where one can be had, and the data that is shared beside the clone."""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

pytest_plugins = ["tests.town"]

ROOT = Path(__file__).resolve().parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Without these, it asks its maker's hosts at every start, which a closed network refuses many at a time.
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# A microphone of its own making, which it lets a page that may ask hear without asking.
MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
NO_BROWSER = "No browser. Install chromium (Debian: apt-get install chromium), or run: playwright install chromium"


@cache
def installed_browser() -> str | None:
    """A chromium that is there; else Debian's, which root installs now."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "capture_output": True, "check": False}
        subprocess.run(["apt-get", "update", "-qq"], **quiet)  # type: ignore[call-overload]
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], **quiet)  # type: ignore[call-overload]
        found = shutil.which("chromium")
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], playwright: Any) -> dict[str, Any]:
    """How pytest-playwright starts the browser; a test that needs one is skipped where none can be had."""
    path = installed_browser() or playwright.chromium.executable_path
    if not Path(path).exists():
        pytest.skip(NO_BROWSER)
    return {**browser_type_launch_args, "executable_path": path, "args": QUIET + MICROPHONE}


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The published data sets, which lie beside the clone and are not part of it."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"The shared data is not beside this clone ({folder}).")
    return folder
