"""Real photos and recordings, made when a test asks for them."""

import io
import math
import struct
import zipfile
import zlib
from functools import cache
from typing import Any, cast

import av
from PIL import Image

GPS, MAKER, ORIENTATION = 0x8825, 0x010F, 0x0112
PHONE = "PhoneOfWang"


@cache
def photo(width: int = 640, height: int = 480, format: str = "JPEG", mode: str = "RGB") -> bytes:
    """A photo of noise, which no writer can make small. Its notes tell the place, the phone, and that it lies on its side."""
    picture = Image.effect_noise((width, height), 80).convert(mode)
    notes = Image.Exif()
    notes[MAKER], notes[ORIENTATION] = PHONE, 6
    notes.get_ifd(GPS).update({1: "N", 2: (27.0, 50.0, 12.0), 3: "E", 4: (113.0, 8.0, 0.0)})
    out = io.BytesIO()
    picture.save(out, format, exif=notes)
    return out.getvalue()


@cache
def fifty_megapixels() -> bytes:
    """A small file with a large picture."""
    out = io.BytesIO()
    Image.new("1", (10_000, 5_000)).save(out, "PNG")
    return out.getvalue()


def header_of_fifty_megapixels() -> bytes:
    """A PNG that claims the size and ends there: whoever decodes before judging fails otherwise."""
    head = b"IHDR" + struct.pack(">IIBBBBB", 10_000, 5_000, 8, 2, 0, 0, 0)
    begun = struct.pack(">I", 9_000) + b"IDAT"
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head)) + begun


@cache
def moving() -> bytes:
    """A WebP of three frames: red, green, blue."""
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("#c00000", "#00c000", "#0000c0")]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    return out.getvalue()


@cache
def voice(seconds: float = 2.0, format: str = "webm", codec: str = "libopus", picture: bool = False) -> bytes:
    """A tone, as a browser's recorder writes it; with `picture` a film of it."""
    out, rate = io.BytesIO(), 48_000
    with av.open(out, "w", format=format) as file:
        file.metadata["artist"] = PHONE
        film = cast(Any, file.add_stream("mpeg4", rate=5)) if picture else None
        if film:
            film.width, film.height, film.pix_fmt = 64, 64, "yuv420p"
        stream = cast(Any, file.add_stream(codec, rate=rate, layout="mono"))
        for begin in range(0, int(seconds * rate), 960):
            frame = av.AudioFrame(format="flt", layout="mono", samples=960)
            tone = (0.3 * math.sin(2 * math.pi * 440 * (begin + at) / rate) for at in range(960))
            frame.planes[0].update(struct.pack("960f", *tone))
            frame.sample_rate, frame.pts = rate, begin
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
        if film:
            still = cast(Any, av.VideoFrame).from_image(Image.new("RGB", (64, 64)))
            for _each in range(5):
                file.mux(film.encode(still))
            file.mux(film.encode(None))
    return out.getvalue()


def zipped(name: str = "word/document.xml") -> bytes:
    """A zip, as every Word file is one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "私密" * 500)
    return out.getvalue()
