"""The embedded PostgreSQL, started and stopped for real in data folders of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from anxin.core import postgres
from anxin.core.postgres.place import LONGEST_SOCKET_FOLDER, socket_folder

# A user of the database in a process of its own: says the number of a row that it wrote, waits for a line, leaves.
USER = """
import sys, psycopg
from pathlib import Path
from anxin.core import postgres
with postgres.running(Path(sys.argv[1])) as url:
    with psycopg.connect(url) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(1)")
        connection.execute("CREATE SEQUENCE IF NOT EXISTS visits")
        number = connection.execute("SELECT nextval('visits')").fetchone()[0]
    print(number, flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "a home"
    yield folder
    while postgres.stop(folder):
        pass
    postgres.discard(folder)


def user(home: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", USER, str(home)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True)


def leave(process: "subprocess.Popen[str]") -> str:
    said, _ = process.communicate("\n", timeout=60)
    assert process.returncode == 0
    return said.strip()


def pid_file(home: Path) -> Path:
    return postgres.status(home).data / "postmaster.pid"


def test_a_second_start_finds_what_the_first_one_kept(home: Path) -> None:
    assert leave(user(home)) == "1"
    assert not postgres.status(home).running
    with postgres.running(home) as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT last_value FROM visits").fetchone() == (1,)
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert connection.execute("SELECT lower('ÄÖÜ'), current_setting('server_encoding')").fetchone() == (
            "äöü",
            "UTF8",
        )


def test_two_who_start_at_once_share_one_server_and_the_last_one_stops_it(home: Path) -> None:
    first, second = user(home), user(home)
    assert first.stdout
    assert second.stdout
    assert {first.stdout.readline().strip(), second.stdout.readline().strip()} == {"1", "2"}
    leave(first)
    assert postgres.status(home).running
    leave(second)
    assert not postgres.status(home).running


def test_a_user_that_was_killed_holds_nothing_up(home: Path) -> None:
    killed = user(home)
    assert killed.stdout
    killed.stdout.readline()
    killed.kill()
    killed.communicate()
    assert postgres.status(home).running
    assert leave(user(home)) == "2"
    assert not postgres.status(home).running


def test_a_killed_server_leaves_a_note_that_a_stranger_may_bear_now(home: Path) -> None:
    with postgres.running(home):
        number = int(pid_file(home).read_text().split()[0])
        left = pid_file(home).read_text()
        os.kill(number, signal.SIGKILL)
        wait_for_the_end_of(number)
    # After a power cut any process may have the number: here, the one that runs this test.
    pid_file(home).write_text(left.replace(str(number), str(os.getpid()), 1))
    assert leave(user(home)) == "1"


def test_an_interrupted_first_start_leaves_nothing_half_done(home: Path) -> None:
    for delay in (0.25, 0.5, 0.8):
        process = user(home)
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    for _ in range(2):  # what an initdb that outlived its start leaves behind is gone with the start after
        assert leave(user(home)) in {"1", "2", "3", "4"}
    assert not list(postgres.status(home).data.parent.glob("data.new-*"))


def test_data_of_another_version_is_refused_in_one_sentence(home: Path) -> None:
    with postgres.running(home):
        pass
    (postgres.status(home).data / "PG_VERSION").write_text("12\n")
    with pytest.raises(postgres.PostgresError, match="written by PostgreSQL 12"):
        postgres.start(home)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root keeps the data outside the data folder")
def test_a_copied_data_folder_does_not_share_the_database(home: Path, tmp_path: Path) -> None:
    with postgres.running(home):
        pass
    copy = tmp_path / "copy"
    subprocess.run(["cp", "-r", home, copy], check=True)
    with pytest.raises(postgres.PostgresError, match="is a copy of"):
        postgres.start(copy)


def test_the_rights_of_parent_folders_stay_as_they_were(home: Path) -> None:
    home.mkdir(mode=0o700)
    before = [folder.stat().st_mode for folder in (home, *home.parents)]
    with postgres.running(home):
        pass
    assert [folder.stat().st_mode for folder in (home, *home.parents)] == before


def test_a_socket_has_a_short_folder_even_where_the_data_has_not(tmp_path: Path) -> None:
    deep = tmp_path / ("deep-" * 30)
    deep.mkdir()
    assert len(str(socket_folder(deep))) <= LONGEST_SOCKET_FOLDER


def wait_for_the_end_of(number: int) -> None:
    for _ in range(200):
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    raise AssertionError("the server outlived SIGKILL")
