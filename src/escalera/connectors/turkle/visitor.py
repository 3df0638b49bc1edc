"""Turkle as a worker sees it, since its API has no side for workers: pages, a session, forms."""

import re
from collections.abc import Collection, Iterator, Mapping
from types import TracebackType
from typing import Any, Self

from django.utils.translation import gettext_noop as _

from escalera.connectors.politeness import Polite, Refused
from escalera.connectors.turkle.client import rows_of

SIGN_IN = ("/login/", "/accounts/login/")
TOKEN = re.compile(r"name=\"csrfmiddlewaretoken\" value=\"([^\"]+)\"")
TASK = re.compile(r"/task/(\d+)/(?:$|\?)")
FAILURE = re.compile(r"Cannot find Task|You do not have permission|database is busy")
ASSIGNMENT = re.compile(r"/task/(\d+)/assignment/(\d+)/$")


class Visitor:
    """A signed-in user of one Turkle. Methods raise PlatformError."""

    def __init__(self, address: str, *, username: str, password: str, **more: Any) -> None:
        self._http = Polite(address, headers={}, **more)
        self._sign_in(username, password)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def tasks(self, batch: str, *, known: Collection[str], most: int) -> Iterator[tuple[str, str]]:
        """Up to so many open tasks beside the known ones: number and page.

        Turkle lists no tasks, but shows the next one and lets it be skipped, within this session only.
        """
        passed: set[str] = set()
        found = 0
        while found < most:
            task = self._next(batch)
            if task is None or task in passed:  # after the last one it begins anew
                return
            passed.add(task)
            if task not in known:
                found += 1
                yield task, self._http.get(f"/task/{task}/iframe/").text
            self._http.get(f"/batch/{batch}/skip_task/{task}/")

    def results(self, batch: int) -> list[dict[str, str]] | None:
        """All results of a batch, as the pages of its staff give them. None: we are not of the staff, or it has no such pages."""
        try:
            answer = self._http.get(f"/admin/turkle/batch/{batch}/download/")
        except Refused:
            return None
        return rows_of(answer.text) if answer.status_code == 200 else None

    def take(self, batch: str, task: str) -> str | None:
        """The number of our assignment to the task: a new one, or the one we have; None: we can't have it."""
        page = self._http.get(f"/task/{task}/")
        if page.status_code == 200:
            fields = {"csrfmiddlewaretoken": token_of(page.text)}
            accepted = self._http.submit(f"/batch/{batch}/accept_task/{task}/", fields)
            if found := ASSIGNMENT.search(accepted.headers.get("Location", "")):
                return found[2]
        return self._abandoned(task)

    def hand_in(self, task: str, assignment: str, answers: Mapping[str, str | list[str]]) -> bool:
        """Send the answers; whether they arrived. Again with the same assignment is once."""
        page = self._http.get(f"/task/{task}/assignment/iframe/{assignment}/")
        if page.status_code != 200:
            return False
        fields = {**answers, "csrfmiddlewaretoken": token_of(page.text)}
        self._http.submit(f"/task/{task}/assignment/{assignment}/", fields)
        # Success and failure lead to the same page; there an unfinished assignment is listed, an error is said.
        after = self._http.get("/").text
        return f'"/task/{task}/assignment/{assignment}/"' not in after and FAILURE.search(after) is None

    def _sign_in(self, username: str, password: str) -> None:
        for path in SIGN_IN:
            try:
                page = self._http.get(path)
            except Refused:
                continue
            fields = {
                "username": username,
                "password": password,
                "csrfmiddlewaretoken": token_of(page.text),
            }
            if self._http.submit(path, fields).status_code == 302:
                return
        raise Refused(
            _("%(address)s does not let our user %(username)s sign in. Is it still active there?"),
            address=self._http.address,
            username=username,
        )

    def _next(self, batch: str) -> str | None:
        to = self._http.get(f"/batch/{batch}/preview_next_task/").headers.get("Location", "")
        found = TASK.search(to)
        return found[1] if found else None

    def _abandoned(self, task: str) -> str | None:
        """An assignment that we accepted and whose number was lost on the way."""
        page = self._http.get("/").text
        found = re.search(rf"\"/task/{task}/assignment/(\d+)/\"", page)
        return found[1] if found else None


def token_of(page: str) -> str:
    """Raises Refused."""
    if found := TOKEN.search(page):
        return found[1]
    raise Refused(_("The page has no form. Is it a Turkle server, and in its usual form?"))
