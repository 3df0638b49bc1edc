"""Templates that attack are worked on in Chromium: none runs outside its frame, changes our page or sends a byte.

Where a frame tries to leave for another address, Chromium may open a connection before the policy stops it, and sends
nothing over it (docs/task-templates.md).
"""

import json
import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright
from running import Running, free_port, start

from hostile.inputs.scripts import TRIES

from .conftest import SECRET, Listener

pytestmark = [pytest.mark.browser, pytest.mark.prove]
GIVE = Path(__file__).parents[1] / "journeys" / "foreign_steps.py"
SETTLED_MS = 900
STOPPED = ("csp", "net::ERR_BLOCKED_BY_CSP", "origin")
REMARK = "P#.soft"  # of what we left out of a template
# What our page is made of; a frame that is allowed to may only change how tall it is and whether "done" is there.
PARTS = (
    "() => [...document.querySelectorAll('*')].map((one) => one.tagName + '#' + one.id + '.' + one.className)"
)
OURS_MAY = re.compile(r"/(steps|foreign|static|items)/|/(manifest\.webmanifest|worker\.js|favicon\.ico)$")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


@dataclass
class Recorder:
    """What a page did beside showing itself."""

    url: str
    requests: list[Request] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)

    def on(self, page: Page) -> None:
        page.on("request", self.request)
        page.on("dialog", lambda dialog: (self.odd.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("download", lambda download: self.odd.append(f"download {download.url}"))
        page.context.on("page", lambda other: self.odd.append(f"page {other.url}"))

    def request(self, request: Request) -> None:
        own = request.url.startswith(self.url)
        path = request.url.removeprefix(self.url).partition("?")[0]
        if request.url.startswith(("data:", "blob:", "about:")):
            return
        if not own or request.method != "GET" or not OURS_MAY.search(path):
            self.requests.append(request)

    @property
    def asked(self) -> list[str]:
        """Chromium also tells of requests that the policy stopped before they were sent."""
        return [
            f"{one.method} {one.url} {one.failure}"
            for one in self.requests
            if (one.failure or "") not in STOPPED and not self.is_anonymous(one)
        ]

    def is_anonymous(self, one: Request) -> bool:
        """The frame may go to a page of ours, as anybody may: without a cookie, and leaving its own document behind."""
        own = one.url.startswith(self.url) and one.method == "GET" and one.is_navigation_request()
        return own and "sessionid" not in one.all_headers().get("cookie", "")


@pytest.fixture(scope="module")
def datagrams() -> Iterator[list[bytes]]:
    """A port for calls between peers, which no request shows."""
    heard: list[bytes] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ear:
        ear.bind(("127.0.0.1", 0))
        ear.settimeout(0.5)
        heard.append(str(ear.getsockname()[1]).encode())
        ended = threading.Event()

        def listen() -> None:
            while not ended.is_set():
                try:
                    heard.append(ear.recv(200))
                except TimeoutError:
                    continue

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield heard
        ended.set()
        thread.join()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = start(tmp_path_factory.mktemp("home"), free_port())
    yield running
    running.process.terminate()
    running.process.wait(timeout=20)


@pytest.fixture(scope="module")
def given(
    running: Running, listener: Listener, datagrams: list[bytes], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """Every try as a task of one guest, and one that tries nothing."""
    folder = tmp_path_factory.mktemp("tries")
    peers = datagrams[0].decode()
    for number, html in enumerate(["", *TRIES.values()]):
        place = folder / f"try-{number}"
        place.mkdir()
        aimed = html.replace("stun:HOST", f"stun:127.0.0.1:{peers}").replace(
            "NET", f"http://127.0.0.1:{listener.port}"
        )
        aimed = aimed.replace("HOST", f"127.0.0.1:{listener.port}").replace("OWN", running.url)
        (place / "template.html").write_text(f"<p>${{word}}</p><input name=price type=number>{aimed}")
        (place / "batch.csv").write_text("word,Answer.price\nmaize,12\n")
    told = command(
        running.home,
        "-c",
        "from escalera.cli.main import run; run()",
        "tasks",
        "import-templates",
        str(folder),
        "--json",
    )
    assert told["refused"] == []
    found = command(running.home, str(GIVE), "give")
    found["steps"] = {int(one["task_type"].rpartition("-")[2]): one["step"] for one in found["steps"]}
    return found


def command(home: Path, *arguments: str) -> Any:
    environment = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    ran = subprocess.run(
        [sys.executable, *arguments],
        env={**environment, "ESCALERA_HOME": str(home)},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


@pytest.fixture(scope="module")
def guest(browser: Browser, running: Running, given: dict[str, Any]) -> Iterator[Page]:
    context = browser.new_context(
        base_url=running.url, locale="en-US", viewport={"width": 360, "height": 740}, service_workers="block"
    )
    kept = {"url": running.url}
    context.add_cookies(
        [
            {"name": "sessionid", "value": given["session"], **kept},
            {"name": "secret", "value": "canary-7f3a", **kept},
        ]
    )
    # Not by `evaluate`, which counts as a person's press, and after a press a template may give its answer.
    context.add_init_script(f"try {{ localStorage.setItem('secret', '{SECRET}') }} catch (inTheFrame) {{}}")
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


@pytest.fixture(scope="module")
def calm(guest: Page, given: dict[str, Any]) -> list[str]:
    """The parts of our page around a template that tries nothing."""
    return worked_on(guest, given["steps"][0])


def worked_on(page: Page, step: str) -> list[str]:
    page.goto(f"/steps/{step}/", wait_until="domcontentloaded")
    page.wait_for_timeout(SETTLED_MS)
    parts: list[str] = page.evaluate(PARTS)
    return [part for part in parts if part != REMARK]


@pytest.mark.parametrize("number", range(1, len(TRIES) + 1), ids=list(TRIES))
def test_it_stays_in_its_frame(
    guest: Page, given: dict[str, Any], calm: list[str], running: Running, listener: Listener,
    datagrams: list[bytes], number: int,
) -> None:  # fmt: skip
    step, recorder = given["steps"][number], Recorder(running.url)
    page = guest.context.new_page()
    recorder.on(page)
    heard, called = len(listener.heard), len(datagrams)
    try:
        parts = worked_on(page, step)

        assert page.url == f"{running.url}/steps/{step}/" and "taken" not in page.title()
        assert parts == calm
        assert recorder.odd == [] and recorder.asked == []
        assert listener.heard[heard:] == [] and datagrams[called:] == []
        assert page.evaluate("() => localStorage.secret") == SECRET
        assert {one["name"] for one in page.context.cookies()} >= {"sessionid", "secret"}
    finally:
        page.close()
