"""The player as people will see it, filled with a row of the draft."""

import uuid
from dataclasses import asdict
from typing import Any
from urllib.parse import quote

import numpy as np
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from escalera.people.presence import PersonRequest
from escalera.tasks.authoring import building, readiness
from escalera.tasks.authoring.models import Draft
from escalera.tasks.families import REGISTRY
from escalera.tasks.models import Item
from escalera.tasks.scoring import score
from escalera.web.author.drafts import language_of, own_draft
from escalera.web.worker import answers, feedback
from escalera.web.worker.visitors import chosen_number


@require_safe
def preview(request: PersonRequest, draft_id: uuid.UUID) -> HttpResponse:
    """A phone with the task on it, and the task as a page of its own."""
    own = own_draft(request, draft_id)
    if readiness.missing(own):
        return redirect("draft", own.pk)
    number, many = row_wanted(request, own)
    context = {
        "draft": own,
        "number": number,
        "many": many,
        "before": number - 1 if number > 1 else None,
        "after": number + 1 if number < many else None,
        "language": language_of(own, request.GET.get("in", own.person.words)),
        "languages": building.languages(own.content),
    }
    return render(request, "author/preview.html", context)


def row_wanted(request: PersonRequest, own: Draft) -> tuple[int, int]:
    """Which row is looked at, counted from 1, and of how many; a family has as many as one likes."""
    checked = readiness.checked(own)
    is_made = own.content.get("family") in REGISTRY
    many = 5 if is_made or checked is None else len(checked.rows)
    return chosen_number(request.GET.get("row"), range(1, many + 1)) or 1, many


@require_http_methods(["GET", "HEAD", "POST"])
def player(request: PersonRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The task itself. Answering shows what a worker would read then; nothing is kept."""
    own = own_draft(request, draft_id)
    if readiness.missing(own):
        return redirect("draft", own.pk)
    number, _many = row_wanted(request, own)
    language = language_of(own, request.GET.get("in", own.person.words))
    item = item_of(own, number, language)
    given = answers.read(item.content, request.POST) if request.method == "POST" else {}
    title = own.content["title"]
    context = {
        "draft": own,
        "title": title.get(language) or title.get("es") or title.get("en"),
        "item": item,
        "results": results(item, given) if given else (),
        **answers.shown(item.content, given, pictures_of(item)),
    }
    with override("es-mx" if language == "es" else "en"):
        return render(request, "author/player.html", context)


def item_of(own: Draft, number: int, language: str) -> Item:
    """The item of a row, made but not kept."""
    family = REGISTRY.get(own.content.get("family", ""))
    if family:
        made = family.make(own.content["level"], language, np.random.default_rng(number))
    else:
        checked = readiness.checked(own)
        rows = [row for _, row in checked.rows] if checked else []
        made = building.items(own.content, rows, language=language)[number - 1]
    return Item(seed=number, language=language, **made.as_json())


def pictures_of(item: Item) -> answers.PictureAddress:
    """Drawn into the page itself: what is not kept has no address."""
    return lambda place: f"data:image/svg+xml,{quote(item.content['stimulus'][place]['svg'])}"


def results(item: Item, given: dict[str, Any]) -> list[dict[str, Any]]:
    fields = {name: asdict(result) for name, result in score(item.key, given).fields.items()}
    return feedback.results(item, fields, given, pictures_of(item))
