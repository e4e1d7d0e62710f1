"""What a file is, by its first bytes; its name and what the browser says of it are never asked. Pure."""

from dataclasses import dataclass
from enum import StrEnum

HEAD = 64
"""Bytes that are looked at."""


class Kind(StrEnum):
    """What a file is made into."""

    PHOTO = "photo"
    VOICE = "voice"


@dataclass(frozen=True, slots=True)
class Sort:
    """A kind, and the format by the name that its one reader has for it."""

    kind: Kind
    format: str


MAGIC: tuple[tuple[bytes, Kind, str], ...] = (
    (b"\xff\xd8\xff", Kind.PHOTO, "JPEG"),
    (b"\x89PNG\r\n\x1a\n", Kind.PHOTO, "PNG"),
    (b"GIF87a", Kind.PHOTO, "GIF"),
    (b"GIF89a", Kind.PHOTO, "GIF"),
    (b"\x1a\x45\xdf\xa3", Kind.VOICE, "matroska"),
    (b"OggS", Kind.VOICE, "ogg"),
    (b"ID3", Kind.VOICE, "mp3"),
    (b"\xff\xf1", Kind.VOICE, "aac"),
    (b"\xff\xf9", Kind.VOICE, "aac"),
    (b"#!AMR", Kind.VOICE, "amr"),
)
HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")


def sort_of(head: bytes) -> Sort | None:
    """The sort of a file that begins with `head`; None for all that we do not take (zip, PDF, SVG, HTML, programs …)."""
    if head[:4] == b"RIFF":
        inner = {b"WEBP": Sort(Kind.PHOTO, "WEBP"), b"WAVE": Sort(Kind.VOICE, "wav")}
        return inner.get(head[8:12])
    if head[4:8] == b"ftyp":
        return Sort(Kind.PHOTO, "HEIF") if head[8:12] in HEIC else Sort(Kind.VOICE, "mov,mp4,m4a,3gp,3g2,mj2")
    for magic, kind, format in MAGIC:
        if head.startswith(magic):
            return Sort(kind, format)
    if head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE6 in (0xE2, 0xE4, 0xE6):  # MPEG audio, layers 1 to 3
        return Sort(Kind.VOICE, "mp3")
    return None
