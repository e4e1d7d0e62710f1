"""What a newcomer meets first: the command line, the locks and the start, run as processes."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from anxin.cli import COMMANDS
from anxin.cli.ports import listen_near
from anxin.core import postgres

ROOT = Path(__file__).resolve().parents[1]
STARTED = re.compile(r"ready at (http://\S+)/")


def anxin(*arguments: str, given: str = "", **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run the command with nothing of the test session's surroundings but the path."""
    env = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **environment}
    command = [sys.executable, "-m", "anxin.cli", *arguments]
    return subprocess.run(command, env=env, input=given, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    while postgres.stop(tmp_path):
        pass
    postgres.discard(tmp_path)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    said = anxin(name, "--help")
    assert said.returncode == 0, said.stderr
    assert "Example" in said.stdout


@pytest.mark.parametrize("arguments", [["nonsense"], ["serve", "--port", "many"], ["work", "--queues", "nonsense"]])
def test_wrong_usage_exits_2_with_a_sentence(arguments: list[str]) -> None:
    said = anxin(*arguments)
    assert said.returncode == 2
    assert "Error" in said.stderr
    assert "Traceback" not in said.stderr


def test_a_port_that_is_taken_is_refused_in_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for command in ("run", "serve"):
            said = anxin(command, PORT=port)
            assert said.returncode == 1
            assert said.stderr.strip().splitlines() == [
                f"Error: Port {port} on 127.0.0.1 is taken by another program. Choose another one with PORT."
            ]


def test_the_next_port_is_found() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with listen_near("127.0.0.1", port) as found:
            assert found.getsockname()[1] > port


def test_a_database_that_is_away_is_one_sentence() -> None:
    said = anxin("migrate", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert said.returncode == 1
    assert len(said.stderr.strip().splitlines()) == 1, said.stderr
    assert said.stderr.startswith("Error: The database does not answer")


def test_triage_needs_no_django_and_answers_in_order() -> None:
    lines = [{"id": 7, "text": "血压150/95要紧吗？"}, {"id": "b", "text": "谢谢"}, {"id": 7, "text": ""}]
    said = anxin("triage", given="\n".join(json.dumps(line) for line in lines))
    assert said.returncode == 0, said.stderr
    answers = [json.loads(line) for line in said.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [7, "b", 7]
    assert all(set(answer) == {"id", "topic", "risk", "signals"} for answer in answers)
    check = "import sys, anxin.cli.triage, anxin.triage; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


@pytest.mark.parametrize("bad", ["not json", '{"id": 1}', '["id", "text"]', '{"id": 1, "text": 5}', "[" * 100_000])
def test_triage_names_a_bad_line_and_keeps_the_answers_before_it(bad: str) -> None:
    said = anxin("triage", given='{"id": 1, "text": "你好"}\n' + bad + "\n")
    assert said.returncode == 1
    assert said.stderr.startswith("Error: Line 2 ")
    assert len(said.stderr.strip().splitlines()) == 1
    assert len(said.stdout.splitlines()) == 1


def test_locks_are_whole_and_name_no_registry() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-uv.txt"):
        text = (ROOT / name).read_text()
        assert "://" not in text
        packages = [line for line in text.splitlines() if "==" in line]
        assert all(line.endswith("\\") for line in packages), "each package has its hashes"
    lock = json.loads((ROOT / "package-lock.json").read_text())
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]


def test_doctor_finds_what_is_wrong_and_says_what_to_do(home: Path) -> None:
    said = anxin("doctor", "--json", ANXIN_HOME=str(home))
    assert said.returncode == 1, said.stderr
    findings = json.loads(said.stdout)["findings"]
    bad = [finding for finding in findings if finding["grade"] == "bad"]
    assert "migrations" in {finding["check"] for finding in bad}
    assert all(finding["do"] for finding in bad)


@contextmanager
def town(home: Path, **environment: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """`anxin run` in a data folder of its own, with the address that it printed."""
    env = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "ANXIN_HOME": str(home), **environment}
    command = [sys.executable, "-m", "anxin.cli", "run"]
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        assert process.stdout
        for line in process.stdout:
            if found := STARTED.search(line):
                yield process, found[1]
                break
        else:
            pytest.fail("anxin run ended before it was ready")
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def processes_of(home: Path) -> list[str]:
    """The living processes that know this data folder."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environment, command = (folder / "environ").read_bytes(), (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if str(home).encode() in environment and command:
            found.append(command.replace(b"\0", b" ").decode(errors="replace"))
    return found


def wait_until_none(home: Path, seconds: float) -> float:
    began = time.monotonic()
    while processes_of(home) and time.monotonic() - began < seconds:
        time.sleep(0.1)
    assert not processes_of(home)
    return time.monotonic() - began


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks at /proc")
def test_run_starts_everything_and_ctrl_c_stops_everything(home: Path) -> None:
    with town(home, ANXIN_DEMO="0") as (process, address):
        with urllib.request.urlopen(f"{address}/readyz") as answer:
            assert answer.status == 200
        assert len([command for command in processes_of(home) if "anxin.cli work" in command]) == 4
        process.send_signal(signal.SIGINT)
        assert process.wait(15) == 0
    wait_until_none(home, 1)
    assert not postgres.status(home).running


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks at /proc")
def test_run_brings_back_what_dies_and_leaves_nothing_when_it_is_killed(home: Path) -> None:
    with town(home, ANXIN_DEMO="0") as (process, address):
        web = next(folder for folder in Path("/proc").glob("[0-9]*") if is_web(folder, home))
        os.kill(int(web.name), signal.SIGKILL)
        # Its socket lives on in the parent, so a visitor waits a little and is not refused.
        with urllib.request.urlopen(f"{address}/healthz", timeout=30) as answer:
            assert answer.status == 200
        os.kill(int((postgres.status(home).data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        wait_until_ready(address, 40)
        process.kill()
        process.wait()
    wait_until_none(home, 12)
    with postgres.running(home) as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'").fetchone()


def wait_until_ready(address: str, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        time.sleep(0.5)
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=20) as answer:
                # Not an answer that was kept from before: one that a query made.
                if answer.status == 200 and time.monotonic() > until - seconds + 4:
                    return
        except OSError:
            continue
    pytest.fail("it did not become ready again")


def is_web(folder: Path, home: Path) -> bool:
    try:
        ours = str(home).encode() in (folder / "environ").read_bytes()
        return ours and b"\0serve\0" in (folder / "cmdline").read_bytes()
    except OSError:
        return False
