"""Pictures of a platform, made small enough for a prepaid phone, without what cameras write into them.

Ours are SVG documents, so the picture stands inside one. Coordinates of boxes are units of that document.
"""

import base64
import io
import warnings
from dataclasses import dataclass
from itertools import product

from django.utils.translation import gettext_noop as _
from PIL import Image, ImageOps

from escalera.connectors.politeness import Refused
from escalera.tasks.families.family import Picture

SIDES, QUALITIES = (960, 720, 540), (80, 60, 40)
MOST_PIXELS = 40_000_000
MOST_BYTES = 45_000  # of these, the text that carries them makes 60,000
UNREADABLE = _("has a picture that can't be read; PNG, JPEG, WebP and GIF can")
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


@dataclass(frozen=True)
class Seen:
    """A picture as we show it, and width and height as it was."""

    picture: Picture
    original: tuple[int, int]


def seen(content: bytes) -> Seen:
    """Raises Refused."""
    image = opened(content)
    original = image.size
    (wide, high), packed = small(image)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}">'
        f'<image width="{wide}" height="{high}" href="data:image/webp;base64,{packed}"/></svg>'
    )
    return Seen(Picture(svg, "", wide, high), original)


def opened(content: bytes) -> Image.Image:
    """Upright, as browsers show it. Raises Refused."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=FORMATS)
            if image.width * image.height > MOST_PIXELS:
                raise Refused(_("has a picture of more than 40 million points"))
            return ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Warning) as error:
        raise Refused(UNREADABLE) from error


def small(image: Image.Image) -> tuple[tuple[int, int], str]:
    """Size and base64 of the best that is light enough, else of the lightest."""
    for side, quality in product(SIDES, QUALITIES):
        shrunk = image.copy()
        shrunk.thumbnail((side, side))
        out = io.BytesIO()
        shrunk.save(out, "WEBP", quality=quality)
        if out.tell() <= MOST_BYTES:
            break
    return shrunk.size, base64.b64encode(out.getvalue()).decode()
