"""Turkle's API for administrators: projects, batches, tasks, users, results. HTTP only."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx
from django.utils.translation import gettext_noop as _

from escalera.connectors.politeness import Polite, Refused, json_of


@dataclass(frozen=True)
class Project:
    id: int
    name: str
    html: str
    batches: tuple[int, ...]
    filename: str


@dataclass(frozen=True)
class Batch:
    id: int
    name: str
    project: int
    is_open: bool
    assignments: int
    filename: str


@dataclass(frozen=True)
class Progress:
    tasks: int
    finished: int
    answers: int


class Turkle:
    """One Turkle server, as its administrator's token sees it. Methods raise PlatformError."""

    def __init__(self, address: str, token: str, **more: Any) -> None:
        # Closed after each answer: of its tables, bytes beyond the announced length would spoil the next one.
        self._http = Polite(
            address, headers={"Authorization": f"Token {token}", "Connection": "close"}, **more
        )

    def close(self) -> None:
        self._http.close()

    def projects(self) -> list[Project]:
        return [project_of(one) for one in self._pages("/api/projects/")]

    def project(self, id: int) -> Project:
        return project_of(json_of(self._http.get(f"/api/projects/{id}/")))

    def batches(self) -> list[Batch]:
        return [batch_of(one) for one in self._pages("/api/batches/")]

    def batch(self, id: int) -> Batch:
        return batch_of(json_of(self._http.get(f"/api/batches/{id}/")))

    def rows(self, batch: int) -> list[dict[str, str]]:
        """What tasks of the batch show; the last ones may be missing (see `table`)."""
        return table(self._http.get(f"/api/batches/{batch}/input/"))[0]

    def results(self, batch: int) -> tuple[list[dict[str, str]], bool]:
        """Finished assignments, in MTurk's column names plus Turkle.Username, and whether they are all."""
        return table(self._http.get(f"/api/batches/{batch}/results/"))

    def progress(self, batch: int) -> Progress:
        said = json_of(self._http.get(f"/api/batches/{batch}/progress/"))
        answers = said["total_finished_task_assignments"]
        return Progress(tasks=said["total_tasks"], finished=said["total_finished_tasks"], answers=answers)

    def create_project(self, *, name: str, html: str, filename: str = "escalera.html") -> Project:
        body = {"name": name, "filename": filename, "html_template": html}
        return project_of(json_of(self._http.send("POST", "/api/projects/", body)))

    def create_batch(
        self,
        *,
        project: int,
        name: str,
        rows: Sequence[Mapping[str, str]],
        assignments: int = 1,
        filename: str = "escalera.csv",
    ) -> Batch:
        body = {
            "name": name,
            "project": project,
            "filename": filename,
            "csv_text": written(rows),
            "published": True,
            "assignments_per_task": assignments,
        }
        return batch_of(json_of(self._http.send("POST", "/api/batches/", body)))

    def add_rows(self, *, batch: int, rows: Sequence[Mapping[str, str]]) -> int:
        """How many tasks were added."""
        body = {"csv_text": written(rows)}
        return int(json_of(self._http.send("POST", f"/api/batches/{batch}/tasks/", body))["new_tasks"])

    def find_user(self, username: str) -> int | None:
        try:
            return int(json_of(self._http.get(f"/api/users/username/{username}/"))["id"])
        except Refused:
            return None

    def create_user(self, *, username: str, password: str) -> int:
        body = {"username": username, "password": password}
        return int(json_of(self._http.send("POST", "/api/users/", body))["id"])

    def let_read_results(self, username: str) -> None:
        """Make a user one of the staff, who may read whole tables of results but change nothing."""
        self._http.send("PATCH", f"/api/users/{self.find_user(username)}/", {"is_staff": True})

    def _pages(self, path: str) -> Iterator[dict[str, Any]]:
        number = 1
        while True:
            page = json_of(self._http.get(path, page=number))
            yield from page["results"]
            if not page.get("next"):
                return
            number += 1


def project_of(said: Mapping[str, Any]) -> Project:
    batches = tuple(said["batches"])
    return Project(said["id"], said["name"], said["html_template"], batches, said["filename"])


def batch_of(said: Mapping[str, Any]) -> Batch:
    is_open = bool(said["published"] and said["active"] and not said["completed"])
    assignments = said["assignments_per_task"]
    return Batch(said["id"], said["name"], said["project"], is_open, assignments, said["filename"])


def table(response: httpx.Response) -> tuple[list[dict[str, str]], bool]:
    """The rows of a CSV of the API, and whether they are all. Raises Refused.

    Turkle 3.1 announces characters where HTTP counts bytes, so each accented letter cuts a byte off the end.
    """
    text = response.content.decode("utf-8", errors="ignore")
    is_whole = len(text) >= int(response.headers.get("Content-Length", 0))
    found = rows_of(text, strict=is_whole)
    return (found, True) if is_whole else (found[:-1], False)


def rows_of(text: str, *, strict: bool = True) -> list[dict[str, str]]:
    """Raises Refused."""
    try:
        return list(csv.DictReader(io.StringIO(text, newline=""), restval="", strict=strict))
    except csv.Error as error:
        raise Refused(_("The platform sent a broken table: %(error)s"), error=error) from error


def written(rows: Sequence[Mapping[str, str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
