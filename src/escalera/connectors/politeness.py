"""Talking to a platform: with time limits, a few patient tries, and errors in plain words."""

import time
from collections.abc import Callable, Mapping
from typing import Any

import httpx

SECONDS = httpx.Timeout(20.0, connect=5.0)
TRIES, FIRST_PAUSE_S = 4, 0.5
LARGEST = 50 * 1024 * 1024
TRY_AGAIN = frozenset({429, 502, 503, 504})


class PlatformError(Exception):
    """The platform can't be used now; the message says why and what to do, and holds no secret."""


class Unreachable(PlatformError):
    """Nobody answers, or too late: trying again later may help."""


class Refused(PlatformError):
    """The platform understood and said no: trying the same again will not help."""


class NotLetIn(Refused):
    """The platform does not accept the token."""


class Missing(Refused):
    """The platform has nothing at this address, or has it no more."""


class AlreadyThere(Refused):
    """What we sent had arrived before."""


class Polite:
    """An HTTP client for one platform; `sleep` is handed in, so that tests need not wait."""

    def __init__(
        self, address: str, *, headers: dict[str, str], sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.address = address.rstrip("/")
        self._sleep = sleep
        self._client = httpx.Client(
            base_url=self.address, headers=headers, timeout=SECONDS, follow_redirects=False
        )

    def close(self) -> None:
        self._client.close()

    def get(self, path: str, /, **params: Any) -> httpx.Response:
        """Raises Unreachable, Refused."""
        return self._patiently("GET", path, params=params)

    def send(self, method: str, path: str, body: Any) -> httpx.Response:
        """Send JSON, once: what may have arrived is not sent again blindly. Raises Unreachable, Refused."""
        return self._checked(self._once(method, path, json=body))

    def submit(self, path: str, fields: Mapping[str, str | list[str]]) -> httpx.Response:
        """Send a form as a browser does, once. Raises Unreachable, Refused."""
        referer = {"Referer": f"{self.address}{path}"}
        return self._checked(self._once("POST", path, data=fields, headers=referer))

    def renew(self, headers: Mapping[str, str]) -> None:
        self._client.headers.update(headers)

    def _patiently(self, method: str, path: str, **what: Any) -> httpx.Response:
        for attempt in range(TRIES):
            last = attempt == TRIES - 1
            try:
                response = self._once(method, path, **what)
            except Unreachable:
                if last:
                    raise
            else:
                if last or response.status_code not in TRY_AGAIN:
                    return self._checked(response)
            self._sleep(FIRST_PAUSE_S * 2**attempt)
        raise AssertionError("the last try returns or raises")

    def _once(self, method: str, path: str, **what: Any) -> httpx.Response:
        try:
            return self._client.request(method, path, **what)
        except httpx.TimeoutException as error:
            raise Unreachable(f"{self.address} did not answer in time. Is it overloaded?") from error
        except httpx.InvalidURL as error:
            raise Refused(
                f"{self.address} is not an address. Write it like https://turkle.example.org"
            ) from error
        except httpx.HTTPError as error:
            raise Unreachable(
                f"{self.address} can't be reached. Is the server running, is the address right?"
            ) from error

    def _checked(self, response: httpx.Response) -> httpx.Response:
        code, path = response.status_code, response.request.url.path
        if code in (401, 403):
            raise NotLetIn(
                f"{self.address} does not accept the token. Make a new one there and connect again."
            )
        if code == 404:
            raise Missing(
                f"{self.address} has no {path}. Is it the right kind of platform, and is it still there?"
            )
        if code == 409:
            raise AlreadyThere(f"{self.address} has had what was sent to {path} before.")
        if code in TRY_AGAIN or code >= 500:
            raise Unreachable(f"{self.address} has trouble of its own (error {code}). We try again later.")
        if code >= 400:
            raise Refused(f"{self.address} refused {path} (error {code}): {response.text[:300]}")
        if len(response.content) > LARGEST:
            raise Refused(f"{self.address} sent more than {LARGEST // 1024**2} MB for {path}.")
        return response


def json_of(response: httpx.Response) -> Any:
    """The JSON of an answer. Raises Refused."""
    try:
        return response.json()
    except ValueError as error:
        raise Refused(
            f"{response.request.url.path} did not answer with JSON. Is it the right address?"
        ) from error
