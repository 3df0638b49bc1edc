"""The skills, and what one of them is: its levels, how to practise it, who asks for it, what comes before."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from escalera.jobs import queries as jobs
from escalera.learning.teaching import teaching
from escalera.skills import starter
from escalera.skills.models import Skill
from escalera.tasks import queries as tasks
from escalera.web.public import grouping, teaching_words


@dataclass(frozen=True)
class Step:
    number: int
    can_do: str


@require_safe
def skills(request: HttpRequest) -> HttpResponse:
    listed = grouping.of_skills(Skill.objects.order_by(label_column()), request.GET.get("group", ""))
    return render(request, "public/skills.html", listed)


@require_safe
def skill(request: HttpRequest, slug: str) -> HttpResponse:
    chosen = get_object_or_404(Skill.objects.select_related("nearest"), slug=slug)
    ours = starter.load().by_id().get(slug)
    language = get_language() or ""
    context = {
        "skill": chosen,
        "steps": what_one_can_do(slug),
        "called": ours.synonyms.in_(language) if ours else (),
        "builders": teaching_words.listed(teaching(chosen)),
        "teacher": jobs.teacher_of(chosen, tasks.trainable_skills()),
        "asked": jobs.jobs_asking_for(chosen),
        "before": chosen.prerequisites.order_by(label_column()),
        "after": chosen.opens.order_by(label_column()),
    }
    return render(request, "public/skill.html", context)


def what_one_can_do(slug: str) -> list[Step]:
    """What one can do at each of the four steps, in the reader's language; empty for a skill that is not ours."""
    ours = starter.load().by_id().get(slug)
    levels = ours.levels.in_(get_language() or "") if ours else ()
    return [Step(number, can_do) for number, can_do in enumerate(levels, start=1)]


def label_column() -> str:
    return "label_es" if (get_language() or "").startswith("es") else "label_en"
