"""Which job do you want? The first page, the jobs, and one job."""

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from escalera.jobs.models import Job, RequiredSkill
from escalera.paths import queries as paths
from escalera.people.presence import PersonRequest
from escalera.programmes import queries as programmes
from escalera.tasks import queries as tasks
from escalera.web.public import grouping, required_skills, search
from escalera.web.public.job_sheet import sheet_of

FIRST_JOBS, FIRST_SKILLS = 10, 5


@require_safe
def welcome(request: PersonRequest) -> HttpResponse:
    return render(
        request,
        "public/welcome.html",
        {"goal": paths.current_goal(request.person), "jobs": best_taught_first()[:FIRST_JOBS]},
    )


@require_safe
def jobs(request: PersonRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:80]
    if words:
        return render(request, "public/found.html", found(words))
    return render(
        request, "public/jobs.html", grouping.of_jobs(best_taught_first(), request.GET.get("group", ""))
    )


def found(words: str) -> dict[str, object]:
    jobs = search.jobs(words)
    others = [] if jobs else best_taught_first()[:FIRST_JOBS]
    return {"q": words, "jobs": jobs, "others": others, "skills": search.skills(words)[:FIRST_SKILLS]}


def best_taught_first() -> list[Job]:
    """The jobs we can teach most of first; a skill with only a relative counts half."""
    trainable = tasks.trainable_skills()
    untaught = RequiredSkill.objects.exclude(job=None).exclude(skill__in=trainable).values("job")
    missing = untaught.annotate(many=Count("pk") + Count("pk", filter=~Q(skill__nearest__in=trainable)))
    many = dict(missing.values_list("job", "many"))
    return sorted(Job.objects.all(), key=lambda job: many.get(job.pk, 0))


@require_safe
def job(request: PersonRequest, slug: str) -> HttpResponse:
    chosen = get_object_or_404(Job, slug=slug)
    goal = paths.current_goal(request.person)
    context = {
        "job": chosen,
        "required": required_skills.listed(chosen, request.person),
        "sheet": sheet_of(chosen, request.person, today=timezone.localdate()),
        "is_goal": goal is not None and goal.origin == "job" and goal.origin_id == chosen.slug,
        "coached": programmes.coached_by(request.person),
    }
    return render(request, "public/job.html", context)
