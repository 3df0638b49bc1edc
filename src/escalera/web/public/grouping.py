"""Jobs and skills by kind of work, with a filter that needs no script."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from escalera.jobs.models import Job
from escalera.reference.words import Words
from escalera.skills import starter
from escalera.skills.models import Skill


@dataclass(frozen=True)
class Group:
    id: str
    label: Words
    things: tuple[Any, ...]


def of_jobs(jobs: Iterable[Job], chosen: str) -> dict[str, Any]:
    return filtered(grouped((job.facts.get("group", ""), job) for job in jobs), chosen)


def of_skills(skills: Iterable[Skill], chosen: str) -> dict[str, Any]:
    return filtered(grouped((skill.group, skill) for skill in skills), chosen)


def grouped(pairs: Iterable[tuple[str, Any]]) -> list[Group]:
    """Things in the order they come within each group; what names no group we know stands in none."""
    listed = list(pairs)
    return [
        Group(group.id, group.label, found)
        for group in starter.load().groups
        if (found := tuple(thing for id_, thing in listed if id_ == group.id))
    ]


def filtered(groups: list[Group], chosen: str) -> dict[str, Any]:
    """An unknown kind of work shows all: an old link never leads to an empty page."""
    only = [group for group in groups if group.id == chosen]
    return {"all_groups": groups, "groups": only or groups, "group": only[0].id if only else ""}
