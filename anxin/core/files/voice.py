"""A voice note made anew: decoded, one channel, AAC in an .m4a that every phone plays, and nothing in it but the sound.

Runs in the child process.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler

from anxin.core.files import limits
from anxin.core.files.unfit import Unfit

MOST = (limits.SECONDS + limits.GRACE_S) * limits.RATE
"""Samples."""


def make(file: Any, format: str) -> tuple[dict[str, Any], list[bytes]]:
    """({"type", "seconds"}, [sound]) of the recording in `file`.

    Raises Unfit: not_a_voice, video, voice_too_long, voice_empty.
    """
    out = BytesIO()
    try:
        samples = _again(file, format, out)
    except (av.FFmpegError, OSError, ValueError, EOFError, LookupError) as error:
        raise Unfit("not_a_voice") from error
    if samples < limits.SHORTEST_S * limits.RATE:
        raise Unfit("voice_empty")
    return {"type": "audio/mp4", "seconds": round(samples / limits.RATE, 1)}, [out.getvalue()]


def _again(file: Any, format: str, out: BytesIO) -> int:
    """Write the sound of `file` into `out`; how many samples it has."""
    samples = 0
    # The reader is named, so that no text that only looks like a recording can be taken for a list of other addresses.
    with av.open(file, format=format) as source, av.open(out, "w", format="ipod", options=QUIET) as kept:
        if any(not each.disposition & av.stream.Disposition.attached_pic for each in source.streams.video):
            raise Unfit("video")
        if not source.streams.audio:
            raise Unfit("voice_empty")
        heard = source.streams.audio[0]
        heard.thread_count = 1
        stream = kept.add_stream("aac", rate=limits.RATE, layout="mono", options={"threads": "1"})
        stream.bit_rate = limits.BITS
        for frame in _plain(source, heard):
            samples += frame.samples
            if samples > MOST:
                raise Unfit("voice_too_long")
            frame.pts = None
            kept.mux(stream.encode(frame))
        kept.mux(stream.encode(None))
    return samples


# Without these a writer leaves its name and the time.
QUIET = {"fflags": "+bitexact"}


def _plain(source: Any, heard: Any) -> Iterator[AudioFrame]:
    resampler = AudioResampler(format="fltp", layout="mono", rate=limits.RATE)
    for frame in source.decode(heard):
        frame.pts = None  # recorders leave gaps and begin late; what counts is what was heard
        yield from resampler.resample(frame)
    yield from resampler.resample(None)
