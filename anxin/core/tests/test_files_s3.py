"""The same store where it speaks S3: the real protocol, spoken by a server that runs beside the test."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from anxin.core.files import s3, vault
from anxin.core.files.check import look_at_store
from anxin.core.files.s3 import Bucket
from anxin.core.files.store import Gone, StoreAway
from tests import media
from tests.town import refused

BUCKET = "anxin-test"
KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test-secret"}


class Server:
    """moto's S3 server on a free port."""

    def __init__(self, log: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.port)]
        with log.open("wb") as file:
            self.process = subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT, start_new_session=True)
        until = time.monotonic() + 60
        while self.ask("PUT", f"/{BUCKET}") != 200:
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.1)

    @property
    def address(self) -> str:
        return f"s3://{BUCKET}/photos?endpoint=http://127.0.0.1:{self.port}"

    def ask(self, method: str, path: str) -> int:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request(method, path)
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()

    def stops(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("s3") / "log")
    yield running
    if running.process.poll() is None:
        running.stops()


@pytest.fixture
def bucket(server: Server, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("ANXIN_FILES", server.address)
    return Bucket(server.address)


def test_what_is_kept_there_is_sealed_and_comes_back(bucket: Bucket) -> None:
    data = media.photo()
    vault.keep("org/day/one", data)
    assert b"JFIF" not in bucket.get("org/day/one")
    assert vault.read("org/day/one") == data
    found = dict(bucket.places())
    assert list(found) == ["org/day/one"]
    assert found["org/day/one"].tzinfo is not None
    vault.drop("org/day/one")
    vault.drop("org/day/one")
    assert not list(bucket.places())
    with pytest.raises(Gone):
        bucket.get("org/day/one")
    assert [good for good, *_words in look_at_store(None)] == [True]


def test_a_bucket_that_is_not_there_is_a_refusal(
    server: Server, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANXIN_FILES", server.address.replace(BUCKET, "nobodys"))
    with refused("files_away", 503):
        vault.keep("a/b", b"x")
    ((good, words, do),) = look_at_store(None)
    assert not good
    assert "nobodys" in words
    assert "ANXIN_FILES" in do


def test_while_it_is_away_nothing_is_lost_but_the_photo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(s3, "TRIES", {"max_retries": 0})
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    gone = Server(tmp_path / "log")
    monkeypatch.setenv("ANXIN_FILES", gone.address)
    vault.keep("a/b", b"x")
    gone.stops()
    with refused("files_away", 503):
        vault.keep("a/c", b"x")
    with refused("file_lost", 503):
        vault.read("a/b")
    with pytest.raises(StoreAway):
        list(vault.store().places())
    vault.drop("a/b")  # left for the sweep
