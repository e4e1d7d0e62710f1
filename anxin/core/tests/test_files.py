"""Files that strangers send: judged by content, made anew in a process of their own, sealed, kept whole or not at all."""

import io
import resource
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.test import RequestFactory
from PIL import Image

from anxin.core.files import limits, vault, workshop
from anxin.core.files.sending import part_of, send
from anxin.core.files.sniff import Kind, sort_of
from anxin.core.files.store import PART, Folder, Gone, StoreAway
from anxin.core.files.workshop import Made, remake
from tests import media
from tests.town import refused

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def made(data: bytes) -> Made:
    return remake(io.BytesIO(data))


def picture(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


# Photos ---------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_made_anew_upright_and_tells_nothing_of_its_phone(format: str) -> None:
    given = media.photo(800, 600, format)
    assert media.PHONE.encode() in given
    new = made(given)
    assert (new.kind, new.type, new.width, new.height) == (Kind.PHOTO, "image/jpeg", 600, 800)
    for part, side in zip(new.parts, (800, limits.THUMB), strict=True):
        kept = picture(part)
        assert kept.format == "JPEG"
        assert max(kept.size) == side
        assert not kept.getexif()
        assert "icc_profile" not in kept.info
        assert media.PHONE.encode() not in part
        assert b"Exif" not in part


def test_a_large_photo_is_made_small() -> None:
    new = made(media.photo(4000, 3000))
    assert (new.width, new.height) == (1536, 2048)


def test_a_heic_photo_of_a_phone_is_read() -> None:
    new = made((Path(__file__).parent / "red.heic").read_bytes())
    assert (new.type, new.width, new.height) == ("image/jpeg", 64, 48)
    red = picture(new.parts[0]).getpixel((30, 20))
    assert isinstance(red, tuple)
    assert red[0] > 180 > 60 > red[1]


def test_of_a_moving_picture_the_first_frame_is_kept() -> None:
    new = made(media.moving())
    red = picture(new.parts[0]).getpixel((30, 20))
    assert isinstance(red, tuple)
    assert red[0] > 150 > 60 > max(red[1:])
    assert getattr(picture(new.parts[0]), "n_frames", 1) == 1


def test_a_small_transparent_picture_stays_transparent_and_a_large_one_lies_on_white() -> None:
    for side, type in ((200, "image/png"), (1500, "image/jpeg")):
        out = io.BytesIO()
        Image.new("RGBA", (side, side), (0, 0, 0, 0)).save(out, "PNG")
        new = made(out.getvalue())
        assert new.type == type
    assert picture(new.parts[0]).getpixel((5, 5)) == (255, 255, 255)


def test_50_megapixels_are_refused_by_the_header_alone() -> None:
    assert len(media.fifty_megapixels()) < limits.UPLOAD
    for data in (media.fifty_megapixels(), media.header_of_fifty_megapixels()):
        with refused("too_many_pixels", 422):
            made(data)


@pytest.mark.parametrize("data", [b"", b"hello", SVG, media.zipped(), b"%PDF-1.7", b"MZ\x90", b"<html>", b"\0" * 500])
def test_what_is_neither_is_refused_whatever_its_name_says(data: bytes) -> None:
    with refused("not_taken", 422):
        made(data)


@pytest.mark.parametrize(
    "head", [b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP", b"GIF89a", b"\0\0\0\x18ftypheic"]
)
def test_what_only_begins_like_a_photo_is_refused(head: bytes) -> None:
    with refused("not_a_photo", 422):
        made(head + b"\x07" * 3000)


def test_a_photo_cut_short_is_refused() -> None:
    with refused("not_a_photo", 422):
        made(media.photo()[:9000])


def test_a_file_over_ten_megabytes_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "_child", lambda *_: pytest.fail("it was read"))
    with refused("file_too_big", 413):
        made(media.photo() + b"\0" * limits.UPLOAD)


# Voice ----------------------------------------------------------------------------------------------------------------
RECORDERS = [("webm", "libopus"), ("ogg", "libopus"), ("mp4", "aac"), ("mp3", "libmp3lame"), ("wav", "pcm_s16le")]


@pytest.mark.parametrize(("format", "codec"), RECORDERS)
def test_a_recording_becomes_an_m4a_of_one_voice(format: str, codec: str) -> None:
    import av  # noqa: PLC0415 - loads slowly, and here alone

    given = media.voice(2.0, format, codec)
    new = made(given)
    assert (new.kind, new.type, new.width) == (Kind.VOICE, "audio/mp4", None)
    assert new.seconds == pytest.approx(2.0, abs=0.2)
    assert media.PHONE.encode() not in new.parts[0]
    with av.open(io.BytesIO(new.parts[0])) as kept:
        sound = kept.streams.audio[0]
        assert (sound.codec_context.name, sound.rate, sound.layout.name) == ("aac", limits.RATE, "mono")
        assert len(new.parts[0]) * 8 / 2.0 < 60_000


@pytest.mark.parametrize("head", [b"\x1a\x45\xdf\xa3", b"OggS", b"ID3\x03", b"\0\0\0\x20ftypM4A ", b"RIFF\0\0\0\0WAVE"])
def test_a_zip_that_begins_like_a_recording_is_refused(head: bytes) -> None:
    with refused("not_a_voice", 422):
        made(head + media.zipped())


def test_a_film_a_long_speech_and_silence_of_no_length_are_refused() -> None:
    with refused("video", 422):
        made(media.voice(1.0, "mp4", "aac", picture=True))
    with refused("voice_empty", 422):
        made(media.voice(0.1))
    with refused("voice_too_long", 422):
        made(media.voice(limits.SECONDS + limits.GRACE_S + 2))


def test_a_list_of_other_addresses_is_no_recording() -> None:
    for text in (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", b"ffconcat version 1.0\nfile '/etc/passwd'\n"):
        assert sort_of(text) is None
        with refused("not_a_voice", 422):
            made(b"ID3" + text)


# The process that reads ------------------------------------------------------------------------------------------------
def test_a_file_that_breaks_its_reader_is_refused_and_nothing_else_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with refused("too_hard", 422):
        made(media.photo())


def test_a_file_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WALL_S", 0.01)
    with refused("too_hard", 422):
        made(media.photo())


def test_a_reader_out_of_memory_is_a_refusal() -> None:
    script = (
        "import sys; from anxin.core.files import limits; limits.MEMORY = 120_000_000;"
        "from anxin.core.files.child import main; main('photo', 'PNG')"
    )
    out = io.BytesIO()
    Image.new("RGB", (6000, 6000)).save(out, "PNG")
    done = subprocess.run([sys.executable, "-c", script], input=out.getvalue(), capture_output=True, check=False)
    assert done.returncode != 0 or b'"too_hard"' in done.stdout


def test_many_at_once_wait_or_are_told_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    for _each in range(workshop.AT_ONCE + workshop.WAITING):
        assert workshop._places.acquire(blocking=False)
    try:
        with refused("files_busy", 503):
            made(media.photo())
    finally:
        for _each in range(workshop.AT_ONCE + workshop.WAITING):
            workshop._places.release()
    assert made(media.photo()).parts


# The store ------------------------------------------------------------------------------------------------------------
@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.setenv("ANXIN_FILES", str(tmp_path / "files"))
    return Folder(tmp_path / "files")


def test_what_lies_on_the_disk_says_nothing_and_is_ours_alone(folder: Folder) -> None:
    data = media.photo()
    vault.keep("a/b/c", data)
    path = folder.folder / "a/b/c"
    assert data[200:260] not in path.read_bytes()
    assert b"JFIF" not in path.read_bytes()
    assert vault.read("a/b/c") == data
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(each.stat().st_mode) for each in (folder.folder, *path.parents[:2])} == {0o700}
    assert [place for place, _when in folder.places()] == ["a/b/c"]


def test_a_file_moved_to_another_place_does_not_open(folder: Folder) -> None:
    vault.keep("a/one", b"x")
    (folder.folder / "a/one").rename(folder.folder / "a/two")
    with refused("file_lost", 503):
        vault.read("a/two")
    with refused("file_lost", 503):
        vault.read("a/one")


def test_no_place_leads_out_of_the_folder(folder: Folder) -> None:
    for place in ("../out", "/etc/passwd", "a/../../out"):
        with pytest.raises((Gone, StoreAway)):
            folder.get(place)
        with pytest.raises((Gone, StoreAway)):
            folder.put(place, b"x")


@contextmanager
def no_file_larger_than(most: int) -> Iterator[None]:
    """A disk on which no more has room."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_store_is_a_clear_refusal_with_nothing_half_written(folder: Folder) -> None:
    vault.keep("a/small", b"x")
    with no_file_larger_than(10_000), refused("files_full", 507):
        vault.keep("a/large", media.photo())
    assert [place for place, _when in folder.places()] == ["a/small"]


def test_a_store_that_is_away_is_a_clear_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("a file where a folder should be")
    monkeypatch.setenv("ANXIN_FILES", str(tmp_path / "file"))
    with refused("files_away", 503):
        vault.keep("a/b", b"x")


def test_a_process_killed_while_it_writes_leaves_a_part_and_no_file(folder: Folder) -> None:
    script = f"""
import os, signal
from pathlib import Path
from anxin.core.files import store
os.rename = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
store.Folder(Path({str(folder.folder)!r})).put("a/b", b"x" * 1000)
"""
    done = subprocess.run([sys.executable, "-c", script], check=False)
    assert done.returncode == -9
    places = [place for place, _when in folder.places()]
    assert len(places) == 1
    assert PART in places[0]
    with pytest.raises(Gone):
        folder.get("a/b")


# Sending --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("", None), ("bytes=0-", (0, 100)), ("bytes=0-1", (0, 2)), ("bytes=90-200", (90, 100)), ("bytes=-10", (90, 100)),
        ("bytes=-500", (0, 100)), ("bytes=0-1,5-6", None), ("items=0-1", None), ("bytes=-", None), ("bytes=99-99", (99, 100)),
    ],
)  # fmt: skip
def test_the_part_a_player_asks_for(header: str, part: Any) -> None:
    assert part_of(header, 100) == part


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=5-4", "bytes=-0"])
def test_a_part_that_is_not_there(header: str) -> None:
    response = send(RequestFactory().get("/", headers={"Range": header}), b"x" * 100, "audio/mp4")
    assert (response.status_code, response["Content-Range"]) == (416, "bytes */100")
