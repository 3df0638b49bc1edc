"""Which job do you want? The first page, the jobs, and one job."""

from django.db.models import Avg, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from escalera.jobs.models import Job
from escalera.paths import queries as paths
from escalera.people.presence import PersonRequest
from escalera.web.public import required_skills, search
from escalera.web.public.job_sheet import sheet_of


@require_safe
def welcome(request: PersonRequest) -> HttpResponse:
    return render(
        request,
        "public/welcome.html",
        {"goal": paths.current_goal(request.person), "jobs": easiest_first()},
    )


@require_safe
def jobs(request: PersonRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:80]
    found = search.jobs(words) if words else list(easiest_first())
    others = [] if found else easiest_first()
    return render(request, "public/jobs.html", {"q": words, "jobs": found, "others": others})


def easiest_first() -> QuerySet[Job]:
    """The jobs that ask for the lowest levels first: they are the nearest for most people."""
    return Job.objects.annotate(asked=Avg("required_skills__level")).order_by("asked", "slug")


@require_safe
def job(request: PersonRequest, slug: str) -> HttpResponse:
    chosen = get_object_or_404(Job, slug=slug)
    goal = paths.current_goal(request.person)
    context = {
        "job": chosen,
        "required": required_skills.listed(chosen, request.person),
        "sheet": sheet_of(chosen, request.person, today=timezone.localdate()),
        "is_goal": goal is not None and goal.origin == "job" and goal.origin_id == chosen.slug,
    }
    return render(request, "public/job.html", context)
