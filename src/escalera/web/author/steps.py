"""The steps of making a task: words and columns (rows: rows.py). Each is a plain form that keeps what was written."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from escalera.people.plain_text import storable
from escalera.people.presence import PersonRequest
from escalera.people.redaction import redact
from escalera.skills.models import Skill
from escalera.tasks.authoring import actions, building, readiness
from escalera.tasks.authoring.columns import LONGEST_LABEL, USES, Column
from escalera.tasks.authoring.models import Draft
from escalera.tasks.families import REGISTRY
from escalera.web.author import wording
from escalera.web.author.drafts import own_draft
from escalera.web.worker.visitors import chosen_number

LONGEST = {"title": 120, "instructions": 600, "hint": 300}
MOST_SKILLS, MOST_MINUTES = 3, 60
IN_LANGUAGE = {
    ("title", "en"): gettext_lazy("Name, in English"),
    ("title", "es"): gettext_lazy("Name, in Spanish"),
    ("instructions", "en"): gettext_lazy("Instructions, in English"),
    ("instructions", "es"): gettext_lazy("Instructions, in Spanish"),
    ("hint", "en"): gettext_lazy("A hint, in English (if you like)"),
    ("hint", "es"): gettext_lazy("A hint, in Spanish (if you like)"),
}
USE_WORDS = {
    "": gettext_lazy("Leave it out"),
    "text": gettext_lazy("Show it"),
    "quote": gettext_lazy("Show it as somebody's words"),
    "number": gettext_lazy("Ask for it: a number"),
    "choice": gettext_lazy("Ask for it: choose one"),
    "choices": gettext_lazy("Ask for it: choose several (between them: |)"),
    "exact": gettext_lazy("Ask for it: a short text, letter for letter"),
    "near": gettext_lazy("Ask for it: a text, nearly the same is nearly right"),
    "words": gettext_lazy("Ask for it: a long text, counted word by word"),
    "why": gettext_lazy("Show it after the answer: why it is right"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def words(request: PersonRequest, draft_id: uuid.UUID) -> HttpResponse:
    """What it is called, what one does, which skills it builds."""
    own = own_draft(request, draft_id)
    errors: dict[str, str] = {}
    if request.method == "POST":
        said = words_sent(request, own)
        actions.write(draft=own, words=said, now=timezone.now())
        errors = lacking(said, own.person.words)
        if not errors or "later" in request.POST:
            is_made = said["family"] in REGISTRY
            return redirect("draft" if is_made or "later" in request.POST else "draft_table", own.pk)
    return render(request, "author/words.html", words_context(own, errors), status=422 if errors else 200)


def words_sent(request: PersonRequest, own: Draft) -> dict[str, Any]:
    sent = request.POST
    texts = {
        name: {
            language: clean(sent.get(f"{name}_{language}", ""), language)[:longest]
            for language in building.LANGUAGES
        }
        for name, longest in LONGEST.items()
    }
    family = sent.get("family", "")
    return texts | {
        "family": family if family in REGISTRY else "",
        "level": chosen_number(sent.get("level"), range(1, 4)) or 1,
        "minutes": chosen_number(sent.get("minutes"), range(1, MOST_MINUTES + 1)) or 3,
        "skills": skills_sent(request),
    }


def clean(text: str, language: str) -> str:
    return redact(storable(text).strip(), language=language).text


def skills_sent(request: PersonRequest) -> dict[str, float]:
    """Skills with weights that sum to 1; a weight is 1 (a little) to 3 (most of it)."""
    weights: dict[str, int] = {}
    for place in range(1, MOST_SKILLS + 1):
        slug = request.POST.get(f"skill_{place}", "")
        if slug and Skill.objects.filter(pk=slug).exists():
            weights[slug] = chosen_number(request.POST.get(f"weight_{place}"), range(1, 4)) or 2
    return {slug: weight / sum(weights.values()) for slug, weight in weights.items()}


def own_first(own: Draft) -> list[str]:
    """The languages to write in, the author's before the other."""
    return sorted(building.LANGUAGES, key=lambda language: language != own.person.words)


def tongue(own: Draft, language: str, errors: dict[str, str]) -> dict[str, Any]:
    """The fields of one language; what lacks in all is said at the author's own."""
    is_own = language == own.person.words
    return {
        name: {
            "name": f"{name}_{language}",
            "label": IN_LANGUAGE[name, language],
            "value": own.content.get(name, {}).get(language, ""),
            "error": errors.get(f"{name}_{language}", "") if is_own else "",
        }
        for name in LONGEST
    }


def lacking(said: dict[str, Any], language: str) -> dict[str, str]:
    errors = {}
    if not any(said["title"].values()):
        errors[f"title_{language}"] = _("Give it a name in at least one language.")
    if not said["family"] and not any(said["instructions"].values()):
        errors[f"instructions_{language}"] = _("Say in at least one language what one has to do.")
    if not said["skills"]:
        errors["skill_1"] = _("Choose at least one skill that it builds.")
    return errors


def words_context(own: Draft, errors: dict[str, str]) -> dict[str, Any]:
    content = own.content
    skills = list(content.get("skills", {}).items())
    chosen = [
        {"place": place, "slug": slug, "weight": weight_of(weight)}
        for place, (slug, weight) in enumerate((skills + [("", 0.0)] * MOST_SKILLS)[:MOST_SKILLS], start=1)
    ]
    return {
        "draft": own,
        "errors": errors,
        "content": content,
        "tongues": [tongue(own, language, errors) for language in own_first(own)],
        "chosen": chosen,
        "has_more": any(one["slug"] for one in chosen[1:]),
        "skills": sorted(((s.pk, s.label) for s in Skill.objects.all()), key=lambda pair: pair[1]),
        "weights": [(3, _("Most of it")), (2, _("Part of it")), (1, _("A little"))],
        "families": [("", _("Rows of a table that I bring"))]
        + [(slug, family.title.in_(own.person.words)) for slug, family in REGISTRY.items()],
        "levels": [(1, _("Easy")), (2, _("Middle")), (3, _("Hard"))],
        "longest": LONGEST,
    }


def weight_of(share: float) -> int:
    return 3 if share >= 0.5 else 2 if share >= 0.3 else 1


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: PersonRequest, draft_id: uuid.UUID) -> HttpResponse:
    """What each column is for; then which rows can be used."""
    own = own_draft(request, draft_id)
    if own.rows is None:
        return redirect("draft_table", own.pk)
    if request.method == "POST":
        actions.set_columns(draft=own, columns=columns_sent(request, own), now=timezone.now())
        checked = readiness.checked(own)
        if checked and not checked.stops and "check" not in request.POST:
            return redirect("draft", own.pk)
    checked = readiness.checked(own)
    problems = checked.problems if checked else ()
    context = {
        "draft": own,
        "columns": [
            {"place": place, "column": column, "samples": samples(own, column.name)}
            for place, column in enumerate(building.columns_of(own.content))
        ],
        "uses": list(USE_WORDS.items()),
        "languages": building.languages(own.content) or list(building.LANGUAGES),
        "good": len(checked.rows) if checked else 0,
        "wrong": len(checked.wrong_rows) if checked else 0,
        "stops": {str(n): words for n, words in enumerate(wording.listed(checked.stops if checked else ()))},
        "problems": wording.listed(problem for problem in problems if problem.row),
        "notes": [wording.NOTES[note] for note in own.rows.notes],
    }
    return render(request, "author/columns.html", context)


def columns_sent(request: PersonRequest, own: Draft) -> list[Column]:
    sent = request.POST
    return [
        Column(
            name=column.name,
            use=sent.get(f"use_{place}", "") if sent.get(f"use_{place}", "") in USES else "",
            label_en=clean(sent.get(f"label_{place}_en", column.label_en), "en")[:LONGEST_LABEL],
            label_es=clean(sent.get(f"label_{place}_es", column.label_es), "es")[:LONGEST_LABEL],
        )
        for place, column in enumerate(building.columns_of(own.content))
    ]


def samples(own: Draft, name: str) -> str:
    """The first three cells of a column, to recognise it."""
    table = own.rows
    if table is None or name not in table.header:
        return ""
    place = table.header.index(name)
    return " · ".join(cells[place][:40] for _, cells in table.rows[:3] if place < len(cells))
