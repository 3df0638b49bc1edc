"""Reads off a page what a template was filled with: in one pass, so that no page can make it slow."""

import re

VARIABLE = r"\$\{(\w+)\}"
MOST_STARTS = 100  # places of a page where the template may begin


def row_of(page: str, html: str) -> dict[str, str] | None:
    """What stands in the place of each variable; None where the page does not show this template."""
    first, *rest = re.split(VARIABLE, html.replace("\r\n", "\n"))
    page, start = page.replace("\r\n", "\n"), -1
    for _try in range(MOST_STARTS):
        start = page.find(first, start + 1)
        if start < 0:
            return None
        if (
            row := _row_from(page, start + len(first), list(zip(rest[::2], rest[1::2], strict=True)))
        ) is not None:
            return row
    return None


def _row_from(page: str, at: int, parts: list[tuple[str, str]]) -> dict[str, str] | None:
    """Each variable ends where the text that follows it in the template is found next."""
    row = dict[str, str]()
    for name, text in parts:
        if name in row:  # the same variable shows the same twice
            end = at + len(row[name]) if page.startswith(row[name] + text, at) else -1
        else:
            end = page.find(text, at)
        if end < 0:
            return None
        row.setdefault(name, page[at:end])
        at = end + len(text)
    return row
