"""Tasks of others: the sandboxed frame they stand in, the files they ask for, the answers they send.

The frame's own policy gives it an opaque origin: no cookies, no way to our page, nothing from the net.
"""

import hashlib
import json
import re
import uuid
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.decorators import csp
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from escalera.paths.models import Step
from escalera.people.presence import PersonRequest
from escalera.tasks.foreign.keys import TICKED
from escalera.tasks.foreign.outside import PLACEHOLDER, VENDORED
from escalera.web.worker.visitors import own_step

HERE = Path(__file__).parent
TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
STYLE = (  # some templates hide themselves from narrow screens
    "<style>html{background:#fff;color-scheme:light}html body{display:block!important;overflow-wrap:anywhere}"
    "img{max-width:100%}</style>"
)
LINK = re.compile(r"<link\b[^>]*+>?", re.I)
SHADOW = re.compile(r"shadowroot", re.I)  # the guard of bridge.js can't look into those that HTML makes
LONGEST_ANSWER, MOST_VALUES = 20_000, 200


@require_GET
def frame(request: PersonRequest, step_id: uuid.UUID) -> HttpResponseBase:
    """The template with its row, as a document of its own that can reach nothing."""
    step = own_step(request, step_id)
    if "foreign" not in step.item.content:
        raise Http404
    folder = request.build_absolute_uri(folder_address())
    response = HttpResponse(document(step, token=token_of(request), folder=folder))
    response["X-DNS-Prefetch-Control"] = "off"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"  # the token is for one showing
    return csp(policy(folder))(lambda _: response)(request)


def policy(folder: str) -> dict[str, list[str]]:
    """'self' means nothing sure in an opaque origin, so the one allowed folder is named in full."""
    return {
        "sandbox": ["allow-scripts", "allow-forms"],
        "default-src": [NONE],
        "script-src": [UNSAFE_INLINE, UNSAFE_EVAL, folder],
        "style-src": [UNSAFE_INLINE, folder],
        "font-src": [folder],
        "img-src": ["data:"],
        "connect-src": [NONE],
        "frame-src": [NONE],
        "worker-src": [NONE],
        "form-action": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    }


def document(step: Step, *, token: str, folder: str) -> str:
    html = step.item.content["foreign"]["html"]
    html = SHADOW.sub("data-shadow", html.replace(PLACEHOLDER, missing_picture()).replace(VENDORED, folder))
    html = LINK.sub(lambda found: found[0] if found[0] == style_of(found[0], folder) else "", html)
    if "<form" not in html.lower():
        html = f"<form>{html}</form>"
    return (
        f'<!doctype html><html lang="{step.item.language}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(step.task_type.title)}</title>{STYLE}"
        f'<script src="{folder}ours/bridge.js" data-token="{token}" data-missing="{missing_picture()}">'
        f"</script>{html}"
    )


def style_of(link: str, folder: str) -> str:
    """The link as we wrote it, where it leads to our folder; hints to the browser would reach the net past the policy."""
    address = link.removeprefix('<link rel="stylesheet" href="').removesuffix('">')
    return f'<link rel="stylesheet" href="{address}">' if address.removeprefix(folder) in files() else ""


def token_of(request: PersonRequest) -> str:
    """The token of this showing. Raises Http404 for anything but an id."""
    try:
        return str(uuid.UUID(request.GET.get("token", "")))
    except ValueError as error:
        raise Http404 from error


def missing_picture() -> str:
    words = escape(_("This picture no longer exists"))
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="120" viewBox="0 0 320 120">'
        '<rect width="320" height="120" fill="#eee" stroke="#999" stroke-dasharray="6"/>'
        f'<text x="160" y="66" text-anchor="middle" font-family="sans-serif" font-size="16" fill="#333">'
        f"{words}</text></svg>"
    )
    return f"data:image/svg+xml,{quote(svg)}"


@require_GET
@cache_control(max_age=31536000, immutable=True, public=True)
def file(request: PersonRequest, version: str, name: str) -> HttpResponse:
    """A library of the frame, its version in the address; fonts of an opaque origin need the open header."""
    if name not in files():
        raise Http404
    response = HttpResponse(files()[name], content_type=TYPES[Path(name).suffix])
    response["Access-Control-Allow-Origin"] = "*"
    return response


@lru_cache(maxsize=1)
def files() -> dict[str, bytes]:
    """What a frame may load: the vendored libraries, and our own two scripts."""
    vendor = HERE / "vendor"
    found = {one.relative_to(vendor).as_posix(): one for one in vendor.rglob("*") if one.suffix in TYPES}
    found |= {f"ours/{one.name}": one for one in (HERE / "frame").glob("*.js")}
    return {name: path.read_bytes() for name, path in found.items()}


@lru_cache(maxsize=1)
def folder_address() -> str:
    digest = hashlib.sha256(b"".join(files()[name] for name in sorted(files()))).hexdigest()[:12]
    return reverse("foreign_file", kwargs={"version": digest, "name": "x"}).removesuffix("x")


def page(step: Step) -> dict[str, Any]:
    """What the page around the frame shows beside an ordinary task."""
    token = str(uuid.uuid4())
    return {
        "token": token,
        "frame": f"{reverse('foreign', args=[step.pk])}?token={token}",
        "marks": step.task_type.source.get("marks", ()),
    }


def read(content: Mapping[str, Any], sent: QueryDict) -> dict[str, Any]:
    """The answer {field name: text or list of values} from what the frame handed over."""
    try:
        said = json.loads(sent.get("foreign", ""))
    except (ValueError, RecursionError):
        return {}
    if not isinstance(said, dict):
        return {}
    return {field["name"]: value for field in content["fields"] if (value := read_field(field, said))}


def read_field(field: Mapping[str, Any], said: Mapping[str, Any]) -> str | list[str]:
    if field["name"] == TICKED:
        return [option["value"] for option in field["options"] if said.get(option["value"])]
    value = said.get(field["name"], "")
    if isinstance(value, list):
        return [one[:LONGEST_ANSWER] for one in value[:MOST_VALUES] if isinstance(one, str)]
    return value.strip()[:LONGEST_ANSWER] if isinstance(value, str) else ""
