"""First load of a page: at most 50 kB over the wire, 14 kB of HTML, whatever the starter set holds."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders


def packed(content: bytes) -> int:
    return len(gzip.compress(content))


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/jobs/",
        "/jobs/?q=videos",
        "/jobs/audio-transcription/",
        "/jobs/ai-training-writing/",
        "/skills/",
        "/skills/enter-data/",
        "/postings/new/",
    ],
)
def test_a_page_with_all_it_loads_is_light(client, starter, address):
    page = client.get(address).content
    loaded = re.findall(
        rb'(?:<link rel="stylesheet"[^>]*href|<script[^>]*src|<link rel="icon"[^>]*href)="/static/([^"]+)"',
        page,
    )
    files = [finders.find(name.decode()) for name in loaded]

    assert b"look/escalera.css" in loaded
    assert packed(page) <= 14_000
    assert packed(page) + sum(packed(Path(file).read_bytes()) for file in files) <= 50_000


@pytest.mark.parametrize("address", ["/jobs/", "/skills/", "/skills/enter-data/", "/jobs/data-entry/"])
@pytest.mark.parametrize("language", ["en", "es-mx"])
def test_a_page_seen_again_costs_little(client, starter, address, language):
    """Styles and scripts are kept by the phone, so that a repeat is the page alone."""
    assert packed(client.get(address, headers={"accept-language": language}).content) <= 10_000


def test_the_stylesheet_is_small():
    assert packed(Path(finders.find("look/escalera.css")).read_bytes()) <= 5_000
