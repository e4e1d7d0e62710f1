"""A photo made anew: turned upright, in the common colours, no larger than needed, and nothing in it but the picture.

Runs in the child process. A photo tells where it was taken and by which phone; none of that is copied.
"""

from io import BytesIO
from typing import Any

from pi_heif import register_heif_opener
from PIL import Image, ImageCms, ImageOps

from anxin.core.files import limits
from anxin.core.files.unfit import Unfit

QUALITY, THUMB_QUALITY = 82, 72
WHITE = (255, 255, 255)
Image.MAX_IMAGE_PIXELS = None  # judged by us, by the header, for one clear sentence
register_heif_opener()


def make(file: Any, format: str) -> tuple[dict[str, Any], list[bytes]]:
    """({"type", "width", "height"}, [picture, thumbnail]) of the photo in `file`.

    Raises Unfit: not_a_photo, too_many_pixels.
    """
    try:
        with Image.open(file, formats=[format]) as image:
            if image.width * image.height > limits.PIXELS:
                raise Unfit("too_many_pixels")
            picture = _plain(image)
    except (OSError, ValueError, SyntaxError, EOFError, TypeError, IndexError, KeyError, AttributeError) as error:
        raise Unfit("not_a_photo") from error  # what readers of formats raise over bytes that only look like theirs
    clear = picture.mode == "RGBA"
    if clear and picture.width * picture.height > limits.CLEAR_PIXELS:
        picture, clear = _on_white(picture), False
    small = _on_white(picture) if clear else picture.copy()
    small.thumbnail((limits.THUMB, limits.THUMB), reducing_gap=2.0)
    about = {"type": "image/png" if clear else "image/jpeg", "width": picture.width, "height": picture.height}
    whole = _written(picture, "PNG", optimize=True) if clear else _written(picture, "JPEG", quality=QUALITY)
    return about, [whole, _written(small, "JPEG", quality=THUMB_QUALITY)]


def _plain(image: Image.Image) -> Image.Image:
    """The first frame, no larger than is kept, upright, RGB (RGBA where something shines through)."""
    image.thumbnail((limits.SIDE, limits.SIDE), reducing_gap=2.0)
    image.load()
    upright = ImageOps.exif_transpose(image)
    clear = "A" in upright.getbands() or "transparency" in upright.info
    picture = upright.convert("RGBA" if clear else "RGB") if upright.mode not in ("RGB", "RGBA") else upright
    picture = _in_common_colours(picture, upright)
    if clear and picture.getchannel("A").getextrema() == (255, 255):
        picture = picture.convert("RGB")
    bare = Image.new(picture.mode, picture.size)  # a new picture has no notes in it that a writer could copy
    bare.paste(picture)
    return bare


def _in_common_colours(picture: Image.Image, source: Image.Image) -> Image.Image:
    """Phones write wide colours with a profile; without the profile they would look pale."""
    profile = source.info.get("icc_profile")
    if not profile or source.mode not in ("RGB", "RGBA"):
        return picture
    try:
        wide, common = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(picture, wide, common, outputMode=picture.mode)
        return turned or picture
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture


def _on_white(picture: Image.Image) -> Image.Image:
    page = Image.new("RGB", picture.size, WHITE)
    page.paste(picture, mask=picture.getchannel("A"))
    return page


def _written(picture: Image.Image, format: str, **how: Any) -> bytes:
    out = BytesIO()
    picture.save(out, format, **how)
    return out.getvalue()
