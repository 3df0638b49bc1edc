"""The service worker: what a phone keeps so that pages open without signal."""

import hashlib
import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

SCRIPTS = ("look/vendor/idb-8.0.4/umd.js", "look/outbox.js")  # the worker itself runs these
WIDGETS = (
    "worker/boxes.js",
    "worker/cells.js",
    "worker/kept.js",
    "worker/minutes.js",
    "worker/ranking.js",
    "worker/sound.js",
    "worker/spans.js",
    "worker/tip.js",
    "worker/voice.js",
)
PAGES = ("look/escalera.css", "look/icon.svg", "look/icon-192.png", "look/page.js", "look/task.js")
FILES = (*PAGES, *SCRIPTS, *WIDGETS)


@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """Served at the root, which is its scope. A new file or another language makes it a new worker."""
    files = [static(name) for name in FILES]
    version = hashlib.sha256(json.dumps([files, get_language()]).encode()).hexdigest()[:12]
    context = {
        "version": version,
        "files": json.dumps(files),
        "scripts": json.dumps([static(name) for name in SCRIPTS]),
    }
    return render(request, "public/service-worker.js", context, content_type="text/javascript; charset=utf-8")
