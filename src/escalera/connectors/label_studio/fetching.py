"""Pictures of tasks: from the Label Studio itself, or out of the task's own data. Nothing else is asked for them."""

import base64
import binascii
from urllib.parse import urlsplit

from django.utils.translation import gettext_noop as _

from escalera.connectors.label_studio.client import LabelStudio
from escalera.connectors.label_studio.pictures import UNREADABLE, Seen, seen
from escalera.connectors.politeness import NotLetIn, Refused, Unreachable

LARGEST = 30_000_000


def picture_of(studio: LabelStudio, value: str) -> Seen:
    """Raises Refused, Unreachable."""
    return seen(inside(value) if value.startswith("data:") else fetched(studio, value))


def inside(value: str) -> bytes:
    """Raises Refused."""
    head, _, packed = value[:LARGEST].partition(",")
    if not head.endswith(";base64"):
        raise Refused(UNREADABLE)
    try:
        return base64.b64decode(packed, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused(UNREADABLE) from error


def fetched(studio: LabelStudio, value: str) -> bytes:
    """An address elsewhere would let whoever writes tasks send our server anywhere. Raises Refused, Unreachable."""
    path = value.removeprefix(studio.address)
    if not path.startswith("/") or path.startswith("//"):
        raise Refused(
            _("has a picture on %(host)s; only pictures on the Label Studio itself are fetched"),
            host=hostname(value),
        )
    try:
        return studio.file(path)
    except (NotLetIn, Unreachable):
        raise
    except Refused as error:
        raise Refused(_("has a picture that is not on the Label Studio any more")) from error


def hostname(value: str) -> str:
    try:
        return urlsplit(value).hostname or "no address"
    except ValueError:
        return "no address"
