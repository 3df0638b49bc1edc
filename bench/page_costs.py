"""Asks for pages in process and writes what each cost; run by bench.pages, which says on standard input what to ask."""

from __future__ import annotations

import gzip
import json
import os
import statistics
import sys
import time
from typing import Any

import django


def cost(client: Any, address: str, times: int) -> dict[str, float]:
    """Median milliseconds of the processor after one warm-up, and kB of the answer as it is sent."""
    body = client.get(address).content
    took = []
    for _ in range(times):
        begun = time.process_time()
        client.get(address)
        took.append(1000 * (time.process_time() - begun))
    return {"ms": round(statistics.median(took), 2), "kb": round(len(gzip.compress(body)) / 1000, 2)}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "escalera.site.settings")
    django.setup()
    from django.conf import settings
    from django.test import Client
    from django.urls import resolve

    asked = json.load(sys.stdin)
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0] if settings.ALLOWED_HOSTS else "localhost"})
    client.cookies[settings.SESSION_COOKIE_NAME] = asked["session"]
    found: dict[str, dict[str, float]] = {}
    for address in asked["pages"]:
        if client.get(address).status_code != 200:
            continue
        name, one = resolve(address.partition("?")[0]).url_name, cost(client, address, asked["times"])
        if name not in found or one["ms"] > found[name]["ms"]:
            found[name] = one
    json.dump([{"name": name, **one} for name, one in found.items()], sys.stdout)


if __name__ == "__main__":
    main()
