"""The step of the rows: a whole table, or the rows that couldn't be used, corrected in place."""

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from escalera.look import spreadsheet
from escalera.people.plain_text import storable
from escalera.people.presence import PersonRequest
from escalera.tasks.authoring import actions, readiness
from escalera.tasks.authoring import table as tables
from escalera.tasks.authoring.models import Draft
from escalera.tasks.authoring.problems import TableRefused
from escalera.web.author import wording
from escalera.web.author.drafts import own_draft

LONGEST_IN_PLACE = 20_000  # letters of a table that are sent back to a phone


@require_http_methods(["GET", "HEAD", "POST"])
def table(request: PersonRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The rows: a file, or pasted text. `mended_` fields hold corrected rows only, and the good ones stay."""
    own = own_draft(request, draft_id)
    if request.method != "POST":
        return page(request, own, {})
    is_mended = "mended_rows" in request.POST
    prefix, lay = ("mended_", actions.mend) if is_mended else ("", actions.lay)
    try:
        lay(draft=own, source=source_sent(request, prefix), now=timezone.now())
    except TableRefused as refused:
        field = f"{prefix}file" if request.FILES.get(f"{prefix}file") else f"{prefix}rows"
        return page(request, own, {field: wording.said(refused.problem)})
    return redirect("draft_columns", own.pk)


def page(request: PersonRequest, own: Draft, errors: dict[str, str]) -> HttpResponse:
    there, checked = own.rows, readiness.checked(own)
    wrong = checked.wrong_rows if checked and not checked.stops else set()
    context = {
        "draft": own,
        "errors": errors,
        "rows": typed(request, "rows", text_of(own, None)),
        "mended_rows": typed(request, "mended_rows", text_of(own, wrong)),
        "wrong": len(wrong),
        "problems": wording.listed(problem for problem in checked.problems if problem.row) if checked else [],
        "there": len(there.rows) if there else 0,
        "whole_open": "file" in errors or "rows" in errors,
        "most": {
            "rows": tables.MOST_ROWS,
            "columns": tables.MOST_COLUMNS,
            "letters": tables.LONGEST_CELL,
            "kilobytes": tables.LARGEST // 1000,
        },
    }
    return render(request, "author/table.html", context, status=422 if errors else 200)


def typed(request: PersonRequest, name: str, otherwise: str) -> str:
    """What was typed comes back as it was, however wrong."""
    return request.POST[name][: tables.LARGEST] if name in request.POST else otherwise


def text_of(own: Draft, only: set[int] | None) -> str:
    """The rows as text, to correct them in place; those of a large table are corrected in its file."""
    if own.rows is None:
        return ""
    lines = [cells for number, cells in own.rows.rows if only is None or number in only]
    text = spreadsheet.plain([own.rows.header, *lines])
    return text if len(text) <= LONGEST_IN_PLACE else ""


def source_sent(request: PersonRequest, prefix: str) -> bytes:
    """The file, or the text that was pasted. A larger file than allowed is not read. Raises TableRefused."""
    file = request.FILES.get(f"{prefix}file")
    if file is None:
        return storable(request.POST.get(f"{prefix}rows", "")).encode()
    if (file.size or 0) > tables.LARGEST:
        raise TableRefused("too_large", most=tables.LARGEST // 1000)
    content: bytes = file.read()
    return content
