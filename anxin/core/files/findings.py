"""What is said where a file is not taken, by code. The child process names the code alone."""

from anxin.core.files import limits
from anxin.core.finding import Finding
from anxin.core.words import _

NOT_A_PHOTO = Finding(
    "not_a_photo",
    _("This file is not a photo that we can read, whatever its name says."),
    next_step=_("Send a photo (JPEG, PNG, WebP or HEIC), or take a new one."),
)
NOT_A_VOICE = Finding(
    "not_a_voice",
    _("This file is not a sound recording that we can read, whatever its name says."),
    next_step=_("Record a voice note here, or send an m4a, mp3, ogg, webm or wav file."),
)
NOT_TAKEN = Finding(
    "not_taken",
    _("This is neither a photo nor a voice note, whatever its name says."),
    next_step=_("Send a photo (JPEG, PNG, WebP, HEIC) or a sound recording; write the rest as text."),
)
VIDEO = Finding(
    "video",
    _("Videos cannot be sent here."),
    next_step=_("Send a photo or a voice note, or write what it shows."),
)
TOO_BIG = Finding(
    "file_too_big",
    _("One file holds at most %(most)s MB, and all that is sent at once %(all)s MB."),
    {"most": limits.UPLOAD // limits.MB, "all": limits.SEND // limits.MB},
    next_step=_("Send a smaller file, or fewer at once."),
)
TOO_MANY_PIXELS = Finding(
    "too_many_pixels",
    _("This picture has more than %(most)s million pixels."),
    {"most": limits.PIXELS // limits.MB},
    next_step=_("Send a smaller one, or a picture of your screen that shows it."),
)
TOO_LONG = Finding(
    "voice_too_long",
    _("A voice note holds at most %(minutes)s minutes."),
    {"minutes": limits.SECONDS // 60},
    next_step=_("Send it in parts, or write it."),
)
TOO_SHORT = Finding(
    "voice_empty",
    _("There is no sound in this recording."),
    next_step=_("Hold the phone closer and record it again."),
)
TOO_MANY = Finding(
    "too_many_files",
    _("At most %(most)s files can be sent at once."),
    {"most": limits.PER_SEND},
    next_step=_("Send these first, then the others."),
)
NO_FILE = Finding("no_file", _("No photo and no voice note came with it."), next_step=_("Choose one first."))
TOO_HARD = Finding(
    "too_hard",
    _("This file could not be read safely."),
    next_step=_("Take the photo again, or send a picture of your screen that shows it."),
)
BUSY = Finding(
    "files_busy",
    _("Many photos are coming in just now."),
    next_step=_("Please try again in a few seconds; it was not sent yet."),
)
FULL = Finding(
    "files_full",
    _("The photo or voice note could not be kept: our store is full. Your words are kept."),
    next_step=_("Please write it as text; we have noted it and make room."),
)
AWAY = Finding(
    "files_away",
    _("The photo or voice note could not be kept just now. Your words are kept."),
    next_step=_("Please try again in a minute, or write it as text."),
)
LOST = Finding(
    "file_lost",
    _("This photo or voice note cannot be opened just now."),
    next_step=_("Please try again in a minute."),
)

BY_CODE = {
    finding.code: finding
    for finding in (NOT_A_PHOTO, NOT_A_VOICE, VIDEO, TOO_MANY_PIXELS, TOO_LONG, TOO_SHORT, TOO_HARD)
}
"""What the child process may find."""
