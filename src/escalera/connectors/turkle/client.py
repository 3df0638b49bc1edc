"""Turkle's API for administrators: projects, batches, tasks, users, results. HTTP only."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from escalera.connectors.politeness import Polite, Refused, json_of


@dataclass(frozen=True)
class Project:
    id: int
    name: str
    html: str
    batches: tuple[int, ...]


@dataclass(frozen=True)
class Batch:
    id: int
    name: str
    project: int
    is_open: bool
    assignments: int


@dataclass(frozen=True)
class Progress:
    tasks: int
    finished: int


class Turkle:
    """One Turkle server, as its administrator's token sees it. Methods raise PlatformError."""

    def __init__(self, address: str, token: str, **more: Any) -> None:
        self._http = Polite(address, headers={"Authorization": f"Token {token}"}, **more)

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
        """What each task of the batch shows."""
        return table(self._http.get(f"/api/batches/{batch}/input/").text)

    def results(self, batch: int) -> list[dict[str, str]]:
        """Every finished assignment, in MTurk's column names plus Turkle.Username."""
        return table(self._http.get(f"/api/batches/{batch}/results/").text)

    def progress(self, batch: int) -> Progress:
        said = json_of(self._http.get(f"/api/batches/{batch}/progress/"))
        return Progress(tasks=said["total_tasks"], finished=said["total_finished_tasks"])

    def create_project(self, *, name: str, html: str) -> Project:
        body = {"name": name, "filename": "escalera.html", "html_template": html}
        return project_of(json_of(self._http.send("POST", "/api/projects/", body)))

    def create_batch(
        self, *, project: int, name: str, rows: Sequence[Mapping[str, str]], assignments: int = 1
    ) -> Batch:
        body = {
            "name": name,
            "project": project,
            "filename": "escalera.csv",
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

    def _pages(self, path: str) -> Iterator[dict[str, Any]]:
        number = 1
        while True:
            page = json_of(self._http.get(path, page=number))
            yield from page["results"]
            if not page.get("next"):
                return
            number += 1


def project_of(said: Mapping[str, Any]) -> Project:
    return Project(said["id"], said["name"], said["html_template"], tuple(said["batches"]))


def batch_of(said: Mapping[str, Any]) -> Batch:
    is_open = bool(said["published"] and said["active"] and not said["completed"])
    return Batch(said["id"], said["name"], said["project"], is_open, said["assignments_per_task"])


def table(text: str) -> list[dict[str, str]]:
    """The rows of a CSV. Raises Refused."""
    try:
        return list(csv.DictReader(io.StringIO(text, newline=""), restval="", strict=True))
    except csv.Error as error:
        raise Refused(f"The platform sent a broken table: {error}") from error


def written(rows: Sequence[Mapping[str, str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
