"""Label Studio's API, as the owner of a token sees it."""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx

from escalera.connectors.politeness import NotLetIn, Polite, json_of

PAGE = 100
ADDRESS = re.compile(r"([^\s,]+@[^\s,]+), \d+$")  # "Ana Luna ana@example.org, 7"
Region = dict[str, Any]


@dataclass(frozen=True)
class Project:
    id: int
    title: str
    description: str
    config: str  # its labelling configuration, XML
    instructions: str  # HTML
    assignments: int  # annotations it wants of each task


@dataclass(frozen=True)
class Task:
    id: int
    data: Mapping[str, Any]
    annotations: int
    made: tuple["Annotation", ...] = ()


@dataclass(frozen=True)
class Annotation:
    id: int
    task: int
    by: str  # the address under which Label Studio knows who made it
    result: Sequence[Region]
    seconds: float | None
    at: str

    def marked(self, mark: str) -> bool:
        return any(str(region.get("id", "")).startswith(mark) for region in self.result)


class LabelStudio:
    """Takes both kinds of token: the old one as it is; the new one (a JWT) buys passes for five minutes, which are
    renewed when one has run out. Methods raise PlatformError."""

    def __init__(self, address: str, token: str, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._renewal = token if token.count(".") == 2 else ""
        headers = {} if self._renewal else {"Authorization": f"Token {token}"}
        self.address = address.rstrip("/")
        self._http = Polite(self.address, headers=headers, sleep=sleep)
        self._has_pass = not self._renewal

    def close(self) -> None:
        self._http.close()

    def projects(self) -> list[Project]:
        return [project_of(one) for one in self._pages("/api/projects/")]

    def project(self, id: int) -> Project:
        return project_of(json_of(self._get(f"/api/projects/{id}/")))

    def tasks(self, project: int) -> Iterator[Task]:
        """All tasks, oldest first."""
        number, seen = 1, 0
        while True:
            said = json_of(
                self._get("/api/tasks/", project=project, page=number, page_size=PAGE, fields="all")
            )
            yield from (task_of(one) for one in said["tasks"])
            number, seen = number + 1, seen + len(said["tasks"])
            if not said["tasks"] or seen >= said["total"]:
                return

    def annotations(self, task: int) -> tuple[Annotation, ...]:
        return valid(json_of(self._get(f"/api/tasks/{task}/annotations/")))

    def annotate(self, task: int, *, result: Sequence[Region], seconds: float, unique_id: str) -> int:
        """The annotation's number. `unique_id` lets Label Studio refuse the same one a second time."""
        body = {"result": result, "lead_time": round(seconds, 1), "unique_id": unique_id}
        return int(json_of(self._send("POST", f"/api/tasks/{task}/annotations/", body))["id"])

    def file(self, address: str) -> bytes:
        """What lies under a path of the Label Studio, perhaps with a query."""
        parts = urlsplit(address)
        return self._get(parts.path, **dict(parse_qsl(parts.query))).content

    def create_project(
        self, *, title: str, config: str, instructions: str, assignments: int, description: str = ""
    ) -> Project:
        body = {
            "title": title[:50].ljust(3, "."),
            "description": description,
            "label_config": config,
            "expert_instruction": instructions,
            "show_instruction": bool(instructions),
            "maximum_annotations": assignments,
        }
        return project_of(json_of(self._send("POST", "/api/projects/", body)))

    def add_tasks(self, project: int, tasks: Sequence[Mapping[str, Any]]) -> None:
        self._send("POST", f"/api/projects/{project}/import", [{"data": dict(one)} for one in tasks])

    def addresses(self) -> set[str]:
        """Everybody's e-mail address there."""
        return {one["email"] for one in json_of(self._get("/api/users/"))}

    def invitation(self) -> str:
        """Path under which one makes an account."""
        return str(json_of(self._get("/api/invite"))["invite_url"])

    def hooks(self) -> list[Mapping[str, Any]]:
        said = json_of(self._get("/api/webhooks/"))
        return list(said["results"] if isinstance(said, dict) else said)

    def create_hook(
        self, *, project: int, url: str, headers: Mapping[str, str], actions: Sequence[str]
    ) -> int:
        body = {
            "project": project,
            "url": url,
            "headers": dict(headers),
            "send_payload": False,  # it would hold people's work, and we look for ourselves
            "send_for_all_actions": False,
            "actions": list(actions),
        }
        return int(json_of(self._send("POST", "/api/webhooks/", body))["id"])

    def _get(self, path: str, /, **params: Any) -> httpx.Response:
        return self._let_in(lambda: self._http.get(path, **params))

    def _send(self, method: str, path: str, body: Any) -> httpx.Response:
        return self._let_in(lambda: self._http.send(method, path, body))

    def _let_in(self, ask: Callable[[], httpx.Response]) -> httpx.Response:
        """What was turned away has done nothing there, so it may be asked again with a new pass."""
        if not self._has_pass:
            self._renew()
        try:
            return ask()
        except NotLetIn:
            if not self._renewal:
                raise
            self._renew()
            return ask()

    def _renew(self) -> None:
        said = json_of(self._http.send("POST", "/api/token/refresh", {"refresh": self._renewal}))
        self._http.renew({"Authorization": f"Bearer {said['access']}"})
        self._has_pass = True

    def _pages(self, path: str) -> Iterator[dict[str, Any]]:
        number = 1
        while True:
            page = json_of(self._get(path, page=number, page_size=PAGE))
            yield from page["results"]
            if not page.get("next"):
                return
            number += 1


def project_of(said: Mapping[str, Any]) -> Project:
    return Project(
        id=said["id"],
        title=said.get("title") or "",
        description=said.get("description") or "",
        config=said.get("label_config") or "",
        instructions=said.get("expert_instruction") or "",
        assignments=max(int(said.get("maximum_annotations") or 1), 1),
    )


def task_of(said: Mapping[str, Any]) -> Task:
    return Task(
        id=said["id"],
        data=said["data"],
        annotations=int(said.get("total_annotations") or 0),
        made=valid(said.get("annotations") or ()),
    )


def valid(said: Iterable[Mapping[str, Any]]) -> tuple[Annotation, ...]:
    """Without those that mean that somebody skipped the task."""
    return tuple(annotation_of(one) for one in said if not one.get("was_cancelled"))


def annotation_of(said: Mapping[str, Any]) -> Annotation:
    return Annotation(
        id=said["id"],
        task=said.get("task") or 0,
        by=found[1] if (found := ADDRESS.search(str(said.get("created_username") or ""))) else "",
        result=[region for region in said.get("result") or () if isinstance(region, dict)],
        seconds=said.get("lead_time"),
        at=str(said.get("created_at") or ""),
    )
