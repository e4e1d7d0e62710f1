"""A kept file as an answer of the web: for her who may see it, whole or the part that a player asks for."""

import re

from django.http import HttpRequest, HttpResponse

PART = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")
NAMES = {"image/jpeg": "photo.jpg", "image/png": "photo.png", "audio/mp4": "voice.m4a"}


def part_of(header: str, size: int) -> tuple[int, int] | None:
    """(first, last + 1) of the bytes that a Range header asks for, of a file of `size`; None for all of it.

    One range is answered; of several, or of what is not understood, the whole file, as HTTP allows.
    Raises ValueError where there is no such part.
    """
    found = PART.fullmatch(header.strip())
    if found is None or found.groups() == ("", ""):
        return None
    if not found[1]:
        begin, end = max(0, size - int(found[2])), size
    else:
        begin, end = int(found[1]), min(size, int(found[2]) + 1 if found[2] else size)
    if begin >= end:
        raise ValueError(header)
    return begin, end


def begins(request: HttpRequest) -> bool:
    """Whether this asks for the file's beginning: a player asks for its parts one after the other."""
    return request.headers.get("Range", "bytes=0-").startswith("bytes=0-")


def send(request: HttpRequest, data: bytes, type: str) -> HttpResponse:
    """`data` as a file of `type`; kept by no proxy and no disk."""
    try:
        part = part_of(request.headers.get("Range", ""), len(data))
    except ValueError:
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{len(data)}"
        return response
    response = HttpResponse(data if part is None else data[slice(*part)], content_type=type)
    if part is not None:
        response.status_code = 206
        response["Content-Range"] = f"bytes {part[0]}-{part[1] - 1}/{len(data)}"
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = f'inline; filename="{NAMES.get(type, "file")}"'
    return response
