"""Pictures of platforms: light enough for a phone, upright, without what a camera wrote, and nothing else than pictures."""

import base64
import io
import re
import struct
import zlib

import pytest
from PIL import Image

from escalera.connectors.label_studio.client import LabelStudio
from escalera.connectors.label_studio.fetching import picture_of
from escalera.connectors.label_studio.pictures import seen
from escalera.connectors.politeness import Refused

CANARY = "canary-camera-91"
ORIENTATION, MAKER = 0x0112, 0x010F


def saved(image, kind="JPEG", **more):
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def shown(found):
    packed = re.search(r"base64,([^\"]+)", found.picture.svg)
    return Image.open(io.BytesIO(base64.b64decode(packed[1])))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_photo_is_made_small_and_its_own_size_is_kept(kind):
    photo = Image.effect_noise((2000, 1500), 30).convert("RGB")

    found = seen(saved(photo, kind))

    assert found.original == (2000, 1500)
    assert max(found.picture.width, found.picture.height) <= 960
    assert shown(found).size == (found.picture.width, found.picture.height)


def test_an_ordinary_photo_weighs_at_most_sixty_thousand():
    photo = Image.linear_gradient("L").resize((3000, 2000)).convert("RGB")

    assert len(seen(saved(photo)).picture.svg) <= 60_500


def test_a_small_picture_is_not_made_larger():
    assert seen(saved(Image.new("RGB", (64, 32)), "PNG")).picture.width == 64


def test_it_stands_upright_and_forgets_the_camera():
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, CANARY

    found = seen(saved(Image.new("RGB", (80, 40)), exif=exif))

    assert found.original == (40, 80)
    assert CANARY.encode() not in base64.b64decode(re.search(r"base64,([^\"]+)", found.picture.svg)[1])


def bomb():
    """A few bytes that claim to be a picture of 40,000 by 40,000."""
    header = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        bomb(),
        b"%PDF-1.4",
        b"\xff\xd8\xff" * 50,
    ],
)
def test_what_is_no_picture_or_a_bomb_is_refused(content):
    with pytest.raises(Refused, match="picture"):
        seen(content)


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/a.png",
        "http://169.254.169.254/latest/meta-data",
        "//elsewhere.example/a.png",
        "http://127.0.0.1:9@elsewhere.example/a.png",
        "http://127.0.0.1:99/a.png",
        "file:///etc/passwd",
        "s3://bucket/a.png",
        "http://[",
        "data:image/png,plain",
        "data:image/png;base64,%%%",
        "a.png",
        "",
    ],
)
def test_no_other_server_and_no_file_is_asked_for_a_picture(address, monkeypatch):
    studio = LabelStudio("http://127.0.0.1:9", "token")
    asked = []
    monkeypatch.setattr(LabelStudio, "file", lambda self, path: asked.append(path))

    with pytest.raises(Refused):
        picture_of(studio, address)

    assert asked == []
