"""The service worker: what it is, how it is served, what it may never keep."""

import gzip
import re
from pathlib import Path

import numpy as np
import pytest
from django.contrib.staticfiles import finders

from escalera.tasks.families import REGISTRY
from escalera.web.public import service_worker
from escalera.web.worker import answers

LOOK = Path(finders.find("look/escalera.css")).parent
OWN = ("outbox.js", "page.js", "task.js")


def fetch(client, language="es-MX"):
    return client.get("/service-worker.js", headers={"accept-language": language})


def test_it_is_served_at_the_root_and_asked_for_anew_each_time(client):
    response = fetch(client)

    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Cache-Control"] == "no-cache"


def test_one_can_read_it_in_a_minute(client):
    assert len(fetch(client).content.decode().splitlines()) <= 100


def test_every_file_it_keeps_exists(client):
    text = fetch(client).content.decode()

    for name in service_worker.FILES:
        assert f'"/static/{name}"' in text
        assert finders.find(name)


def test_another_language_is_another_worker_so_that_the_offline_page_speaks_it(client):
    assert fetch(client, "es-MX").content != fetch(client, "en").content
    assert fetch(client, "en").content == fetch(client, "en").content


@pytest.mark.parametrize(
    ("path", "is_kept"),
    [
        ("/", True),
        ("/path/", True),
        ("/steps/6f0d7a3e-1111-4222-8333-444455556666/", True),
        ("/steps/6f0d7a3e-1111-4222-8333-444455556666/why/", True),
        ("/attempts/6f0d7a3e-1111-4222-8333-444455556666/", True),
        ("/steps/6f0d7a3e-1111-4222-8333-444455556666/attempt/", False),
        ("/steps/6f0d7a3e-1111-4222-8333-444455556666/foreign/", False),
        ("/help/", True),
        ("/help/requests/6f0d7a3e-1111-4222-8333-444455556666/", True),
        ("/help/askings/6f0d7a3e-1111-4222-8333-444455556666/", True),
        ("/help/askings/6f0d7a3e-1111-4222-8333-444455556666/messages/", False),
        ("/payments/", True),
        ("/credit/", True),
        ("/account/", False),
        ("/account/data/", False),
        ("/account/recovery-code/", False),
        ("/api/path", False),
        ("/postings/6f0d7a3e-1111-4222-8333-444455556666/", False),
    ],
)
def test_it_keeps_path_and_task_pages_and_nothing_of_accounts_or_the_api(client, path, is_kept):
    pattern = re.search(r"^const KEPT = /(.*)/;$", fetch(client).content.decode(), re.M)[1]

    assert bool(re.search(pattern.replace(r"\/", "/"), path)) is is_kept


def test_every_page_brings_the_outbox_and_the_words_it_says(client, starter):
    page = client.get("/", headers={"accept-language": "es-MX"}).content.decode()

    assert "/static/look/outbox.js" in page
    assert 'data-one="Guardado en tu celular. 1 respuesta se enviará cuando haya señal."' in page
    assert "<script>" not in page


def test_the_scripts_of_a_worker_page_are_small():
    texts = [(LOOK / name).read_text() for name in OWN]
    code = [line for text in texts for line in text.splitlines() if not line.strip().startswith("//")]

    assert sum(len(line.encode()) + 1 for line in code) <= 8_000


def test_the_scripts_of_any_task_are_small_over_the_wire():
    """Beside those of every page, a task loads only the scripts of its own widgets."""
    own = sum(packed(f"look/{name}") for name in OWN)
    for family in REGISTRY.values():
        for level in (1, 2, 3):
            content = family.make(level, "en", np.random.default_rng(3)).as_json()["content"]
            assert own + sum(map(packed, answers.scripts(content))) <= 8_000


def test_the_scripts_of_a_conversation_are_small_over_the_wire():
    names = ("look/outbox.js", "look/page.js", "worker/kept.js", "worker/voice.js")

    assert sum(map(packed, names)) <= 8_000


def packed(name: str) -> int:
    return len(gzip.compress(Path(finders.find(name)).read_bytes()))


def test_the_scripts_of_all_widgets_are_kept_for_when_there_is_no_signal():
    assert {f"worker/{name}.js" for name in [*answers.SCRIPTS.values(), "sound"]} <= set(service_worker.FILES)


def test_the_vendored_library_is_unchanged():
    import hashlib

    for line in (LOOK / "vendor" / "sha256sums.txt").read_text().splitlines():
        digest, name = line.split()
        assert hashlib.sha256((LOOK / "vendor" / name).read_bytes()).hexdigest() == digest
        assert (LOOK / "vendor" / name).with_name("LICENSE").exists()
