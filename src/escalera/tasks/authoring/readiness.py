"""What a draft still lacks before people can get it."""

from escalera.tasks.authoring import building, columns
from escalera.tasks.authoring.models import Draft
from escalera.tasks.authoring.problems import Problem
from escalera.tasks.families import REGISTRY


def checked(draft: Draft) -> columns.Checked | None:
    table = draft.rows
    return columns.checked(table, building.columns_of(draft.content)) if table else None


def missing(draft: Draft) -> list[Problem]:
    content = draft.content
    found = []
    if not any(content.get("title", {}).values()):
        found.append(Problem("no_title"))
    if not content.get("skills"):
        found.append(Problem("no_skill"))
    if content.get("family") in REGISTRY:
        return found
    if not building.languages(content):
        found.append(Problem("no_instructions"))
    table = checked(draft)
    return [*found, *(table.stops if table else [Problem("no_table")])]
