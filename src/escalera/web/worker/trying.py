"""What one can practise here: every task type with an item to try. Nothing is stored, nothing counts."""

import secrets
from dataclasses import asdict
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from escalera.people.presence import PersonRequest
from escalera.tasks import making, queries
from escalera.tasks.families import REGISTRY
from escalera.tasks.models import Item, Origin, TaskType
from escalera.tasks.scoring import score
from escalera.web.worker import answers, feedback, player

SEEDS = 10_000  # items that count have seeds of 48 bits: no trial shows one of theirs


@require_safe
def task_types(request: PersonRequest) -> HttpResponse:
    families = [
        {"title": REGISTRY[slug].title, "types": [listed(one, request) for one in types]}
        for slug, types in queries.families_to_try().items()
    ]
    return render(request, "worker/task_types.html", {"families": families})


def listed(task_type: TaskType, request: PersonRequest) -> dict[str, Any]:
    """With a random item to try, unless the person has first to want such tasks."""
    language = "es" if (get_language() or "").startswith("es") else "en"
    seed = secrets.randbelow(SEEDS)
    return {
        "task_type": task_type,
        "skills": [weight.skill for weight in task_type.weights.all()],
        "try": reverse("tried", args=[task_type.pk, language, seed]) if is_wanted(task_type, request) else "",
    }


def is_wanted(task_type: TaskType, request: PersonRequest) -> bool:
    return not task_type.opt_in or bool(request.person and request.person.sees_moderation)


@require_http_methods(["GET", "HEAD", "POST"])
def tried(request: PersonRequest, slug: str, language: str, seed: int) -> HttpResponse:
    item = tried_item(request, slug, language, seed)
    want = request.POST.get("want", "")
    given = answers.read(item.content, request.POST) if want else {}
    if want == "dont_know" or (want == "answer" and any(given.values())):
        return judged(request, item, given if want == "answer" else {})
    error = _("Write or choose an answer first.") if request.method == "POST" and want != "hint" else ""
    context = {
        "task_type": item.task_type,
        "helped": want == "hint",
        "error": error,
        **answers.shown(item.content, given, pictures_of(item)),
    }
    return render(request, "worker/tried.html", context, status=422 if error else 200)


def judged(request: PersonRequest, item: Item, given: dict[str, Any]) -> HttpResponse:
    result = score(item.key, given)
    fields = {name: asdict(field) for name, field in result.fields.items()}
    context = {
        "task_type": item.task_type,
        "score": result.score,
        "results": feedback.results(item, fields, given, pictures_of(item)),
        "again": feedback.again(item, pictures_of(item)),
        "another": reverse("tried", args=[item.task_type_id, item.language, secrets.randbelow(SEEDS)]),
    }
    return render(request, "worker/tried_answer.html", context)


@require_GET
@cache_control(max_age=86400, private=True)
def tried_picture(request: PersonRequest, slug: str, language: str, seed: int, place: int) -> HttpResponse:
    return player.svg_of(tried_item(request, slug, language, seed), place)


def tried_item(request: PersonRequest, slug: str, language: str, seed: int) -> Item:
    """Raises Http404 for what nobody offered: another language, a seed of items that count."""
    task_type = get_object_or_404(TaskType, pk=slug, is_open=True, origin=Origin.FAMILY, family__in=REGISTRY)
    if language not in ("en", "es") or seed >= SEEDS or not is_wanted(task_type, request):
        raise Http404
    return making.built(task_type=task_type, language=language, seed=seed)


def pictures_of(item: Item) -> answers.PictureAddress:
    place_of = [item.task_type_id, item.language, item.seed]
    return lambda place: reverse("tried_picture", args=[*place_of, place])
