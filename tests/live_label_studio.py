"""A real Label Studio, started by the tests on a port of its own; it can be killed and started again."""

import os
import re
import signal
import subprocess
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx

from live_turkle import TOOLS, free_port

ADMIN, PASSWORD, TOKEN = "boss@example.org", "only for this test", "0123456789abcdef" * 2 + "01234567"
START_S = 180


class LiveLabelStudio:
    """`token` is of the old kind; `new_token()` makes one that is exchanged for passes."""

    token = TOKEN

    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder, free_port()
        self._process: subprocess.Popen[bytes] | None = None
        python = subprocess.run(
            ["sh", TOOLS / "label_studio.sh"], check=True, capture_output=True, text=True
        ).stdout.strip()
        self._program = Path(python).with_name("label-studio")
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        options = {
            "--internal-host": "127.0.0.1",
            "--port": str(self._port),
            "--username": ADMIN,
            "--password": PASSWORD,
            "--user-token": TOKEN,
        }
        command = [self._program, "start", "--no-browser", "--enable-legacy-api-token"]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [*command, *(word for option in options.items() for word in option)],
                env=self._environment(),
                cwd=self._folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until = time.monotonic() + START_S
        while time.monotonic() < until:
            try:
                if httpx.get(f"{self.address}/health", timeout=5).status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.25)
        raise TimeoutError(f"Label Studio did not start: {(self._folder / 'log').read_text()[-2000:]}")

    def kill(self) -> None:
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def new_token(self) -> str:
        """A token of the new kind, made as a person makes it: signed in, in a browser."""
        with closing(self.signed_in(ADMIN, PASSWORD)) as browser:
            return str(send(browser, "/api/token/", None).raise_for_status().json()["token"])

    def enter(self, email: str) -> httpx.Client:
        """Somebody with an account of their own there, made by the invitation that its owner hands out."""
        there = httpx.get(
            f"{self.address}/api/invite", headers={"Authorization": f"Token {TOKEN}"}, follow_redirects=True
        )
        browser = self.browser()
        submit(browser, there.json()["invite_url"], {"email": email, "password": PASSWORD})
        return browser

    def signed_in(self, email: str, password: str) -> httpx.Client:
        browser = self.browser()
        submit(browser, "/user/login/", {"email": email, "password": password})
        return browser

    def browser(self) -> httpx.Client:
        return httpx.Client(base_url=self.address, timeout=60)

    def _environment(self) -> dict[str, str]:
        keep = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return keep | {
            "LABEL_STUDIO_BASE_DATA_DIR": str(self._folder),
            "SSRF_PROTECTION_ENABLED": "false",  # else it sends no webhook to this machine
            "COLLECT_ANALYTICS": "0",
            "LATEST_VERSION_CHECK": "0",
        }


def submit(browser: httpx.Client, path: str, fields: dict[str, str]) -> None:
    """Fill in a form as a browser does."""
    secret = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get(path).text)
    assert secret
    done = browser.post(
        path, data=fields | {"csrfmiddlewaretoken": secret[1]}, headers={"Referer": str(browser.base_url)}
    )
    assert done.status_code == 302, done.text[:500]


def send(browser: httpx.Client, path: str, body: Any) -> httpx.Response:
    """What its pages send when somebody who is signed in presses a button."""
    headers = {"X-CSRFToken": browser.cookies["csrftoken"], "Referer": str(browser.base_url)}
    return browser.post(path, json=body, headers=headers)
