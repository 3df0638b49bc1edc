"""A Label Studio rings when something happened there. What it says is neither read nor kept: we go and look."""

import secrets
from contextlib import closing

from django.urls import reverse

from escalera.connectors import sealing
from escalera.connectors.label_studio.exchange import projects_of, studio_of
from escalera.connectors.models import Connection

HEADER = "X-Escalera-Secret"
ACTIONS = (
    "TASKS_CREATED",
    "TASKS_DELETED",
    "ANNOTATION_CREATED",
    "ANNOTATION_UPDATED",
    "ANNOTATIONS_DELETED",
    "PROJECT_UPDATED",
)


def register(*, connection: Connection, here: str) -> int:
    """Ask to be rung up at our address `here` for each project; how many were new. Twice is once. Raises PlatformError."""
    url = here.rstrip("/") + reverse("platform_ring", args=[connection.pk])
    headers = {HEADER: secret_of(connection)}
    with closing(studio_of(connection)) as studio:
        there = {
            hook["project"]
            for hook in studio.hooks()
            if hook["url"] == url and hook.get("headers") == headers
        }
        new = [project.id for project in projects_of(connection, studio) if project.id not in there]
        for project in new:
            studio.create_hook(project=project, url=url, headers=headers, actions=ACTIONS)
    return len(new)


def is_from(connection: Connection, said: str) -> bool:
    """Whether the secret is right; comparing takes as long whatever is wrong with it."""
    return secrets.compare_digest(said.encode(), secret_of(connection).encode())


def secret_of(connection: Connection) -> str:
    """Made from SECRET_KEY each time, so it is stored nowhere here."""
    return sealing.derived(f"ring {connection.pk}")
