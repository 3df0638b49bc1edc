"""Outside addresses in a template: known libraries get our vendored copies, the rest is taken out."""

import re
from collections import Counter
from dataclasses import dataclass

from escalera.tasks.foreign.refusal import Refused

VENDORED = "vendored:"  # the page that serves the frame puts its own address in place of this
PLACEHOLDER = "vendored:missing-picture.svg"
SCRIPTS = (
    (r"jquery[-/.@]?1\.\d+.*|/jquery/1\.\d.*", "jquery/jquery-1.12.4.min.js"),
    (r"jquery.*slim.*", "jquery/jquery-3.7.1.slim.min.js"),
    (r"(code\.jquery\.com/|/)jquery[-./0-9a-z@]*(\.min)?\.js", "jquery/jquery-3.7.1.min.js"),
    (r"popper.*", "popper/popper-1.16.1.min.js"),
    (r"bootstrap-slider.*", "bootstrap-slider/bootstrap-slider.min.js"),
    (r"(bootstrap/3|bootstrap@3|bs30).*", "bootstrap-3.4.1/js/bootstrap.min.js"),
    (r"(bootstrap/4|bootstrap@4).*", "bootstrap-4.6.2/js/bootstrap.min.js"),
    (r"crowd-html-elements.*", "ours/crowd.js"),
)
STYLES = (
    (r"bootstrap-slider.*", "bootstrap-slider/bootstrap-slider.min.css"),
    (r"(bootstrap/3|bootstrap@3|bs30).*", "bootstrap-3.4.1/css/bootstrap.min.css"),
    (r"(bootstrap/4|bootstrap@4).*", "bootstrap-4.6.2/css/bootstrap.min.css"),
)
DISPENSABLE = r"externalHIT_v1|crowd-html-elements"  # what the bridge offers in their place
NEEDED = {"gojs": "GoJS, a drawing library that may not be passed on"}
ADDRESS = r"(?:https?:)?//"
# No tag reaches into the next one, and what was read is not read again (++): time grows with the length alone.
SCRIPT = re.compile(
    rf"<script\b[^<>]*?\bsrc\s*+=\s*+[\"']?\s*+({ADDRESS}[^\"'\s<>]++)[^<>]*+>\s*+(?:</script\s*+>)?", re.I
)
LINK = re.compile(rf"<link\b[^<>]*?\bhref\s*+=\s*+[\"']?\s*+({ADDRESS}[^\"'\s<>]++)[^<>]*+>", re.I)
PICTURE = re.compile(
    rf"(<(?:img|input)\b[^<>]*?\bsrc\s*+=\s*+)"
    rf"(\"\s*+{ADDRESS}[^\"]*+\"|'\s*+{ADDRESS}[^']*+'|{ADDRESS}[^\s<>]++)",
    re.I,
)
MEDIA = re.compile(
    rf"<(audio|video|source|iframe|embed|object)\b[^<>]*?\b(?:src|data)\s*+=\s*+[\"']?\s*+{ADDRESS}", re.I
)
IN_VARIABLE = re.compile(
    r"<(?:img|audio|video|source|iframe|embed)\b[^<>]*?\bsrc\s*+=\s*+[\"']?(?:[^\"'<>$]|\$(?!\{))*+\$\{", re.I
)


@dataclass(frozen=True)
class Inside:
    """HTML that asks nothing of the net by itself, and what had to be left out."""

    html: str
    left_out: int
    pictures: int


def brought_inside(html: str) -> Inside:
    """Replace or take out what comes from outside. What scripts would fetch later, the frame's policy stops.

    Raises Refused where nothing works without a library that can't be vendored.
    """
    for name, why in NEEDED.items():
        if any(name in address.lower() for address in SCRIPT.findall(html)):
            raise Refused(f"it needs {why}")
    count: Counter[str] = Counter()
    html = SCRIPT.sub(lambda found: script(found[1], count), html)
    html = LINK.sub(lambda found: style(found[1], count), html)
    html, pictures = PICTURE.subn(lambda found: f'{found[1]}"{PLACEHOLDER}" data-missing="1"', html)
    return Inside(html=html, left_out=count["left out"], pictures=pictures + len(MEDIA.findall(html)))


def script(address: str, count: Counter[str]) -> str:
    if file := vendored(address, SCRIPTS):
        return f'<script src="{VENDORED}{file}"></script>'
    if not re.search(DISPENSABLE, address, re.I):
        count["left out"] += 1
    return ""


def style(address: str, count: Counter[str]) -> str:
    if file := vendored(address, STYLES):
        return f'<link rel="stylesheet" href="{VENDORED}{file}">'
    if "fonts.googleapis" not in address:  # the phone's own fonts do
        count["left out"] += 1
    return ""


def vendored(address: str, known: tuple[tuple[str, str], ...]) -> str | None:
    return next((file for pattern, file in known if re.search(pattern, address, re.I)), None)


def shows_media_of_rows(template: str) -> bool:
    """Whether a picture or sound comes with each row: without it there is nothing to judge."""
    return bool(IN_VARIABLE.search(template))
