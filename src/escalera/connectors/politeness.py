"""Talking to a platform: with time limits, a few patient tries, and errors in plain words."""

import time
from collections.abc import Callable, Mapping
from typing import Any

import httpx
from django.utils.translation import gettext_noop as _

from escalera.connectors import addresses
from escalera.connectors.troubles import PlatformError

__all__ = ["PlatformError", "Polite", "Refused", "Unreachable", "json_of"]
SECONDS = httpx.Timeout(20.0, connect=5.0)
TRIES, FIRST_PAUSE_S = 4, 0.5
LARGEST = 50 * 1024 * 1024
TRY_AGAIN = frozenset({429, 502, 503, 504})


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
        url = self._client.base_url
        if addresses.resolves_inside(url.host, url.port or 443):
            raise Refused(
                _("%(address)s leads to an address that no platform has. Look at the name."),
                address=self.address,
            )
        try:
            return self._client.request(method, path, **what)
        except httpx.TimeoutException as error:
            raise Unreachable(
                _("%(address)s did not answer in time. Is it overloaded?"), address=self.address
            ) from error
        except httpx.InvalidURL as error:
            raise Refused(
                _("%(address)s is not an address. Write it like https://turkle.example.org"),
                address=self.address,
            ) from error
        except httpx.HTTPError as error:
            raise Unreachable(
                _("%(address)s can't be reached. Is the server running, is the address right?"),
                address=self.address,
            ) from error

    def _checked(self, response: httpx.Response) -> httpx.Response:
        code, where = response.status_code, {"address": self.address, "path": response.request.url.path}
        if code in (401, 403):
            raise NotLetIn(
                _("%(address)s does not accept the token. Make a new one there and connect again."), **where
            )
        if code == 404:
            raise Missing(
                _("%(address)s has no %(path)s. Is it the right kind of platform, and is it still there?"),
                **where,
            )
        if code == 409:
            raise AlreadyThere(_("%(address)s has had what was sent to %(path)s before."), **where)
        if code in TRY_AGAIN or code >= 500:
            raise Unreachable(
                _("%(address)s has trouble of its own (error %(code)s). We try again later."),
                code=code,
                **where,
            )
        if code >= 400:
            raise Refused(
                _("%(address)s refused %(path)s (error %(code)s): %(said)s"),
                code=code,
                said=response.text,
                **where,
            )
        if len(response.content) > LARGEST:
            raise Refused(
                _("%(address)s sent more than %(most)s MB for %(path)s."), most=LARGEST // 1024**2, **where
            )
        return response


def json_of(response: httpx.Response) -> Any:
    """The JSON of an answer. Raises Refused."""
    try:
        return response.json()
    except ValueError as error:
        raise Refused(
            _("%(path)s did not answer with JSON. Is it the right address?"), path=response.request.url.path
        ) from error
