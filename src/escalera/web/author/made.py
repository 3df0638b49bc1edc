"""A task type after it was published: its versions, editing, undoing, retiring."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from escalera.people.presence import PersonRequest
from escalera.programmes import queries as programmes
from escalera.tasks.authoring import actions, publishing
from escalera.tasks.authoring.models import Publication, Version
from escalera.web.worker.visitors import chosen_number, person_of

MOST_VERSIONS = 100_000


def coordinated(request: PersonRequest, slug: str) -> Publication:
    """A publication of a programme that the person coordinates. Raises Http404."""
    publications = Publication.objects.select_related("task_type", "programme")
    mine = programmes.coordinated_by(person_of(request))
    return get_object_or_404(publications, pk=slug, programme__in=mine)


@require_safe
def made_task(request: PersonRequest, slug: str) -> HttpResponse:
    made = coordinated(request, slug)
    context = {
        "made": made,
        "programme": made.programme,
        "versions": [{"version": version} for version in made.versions.all()],
        "shown": None if made.retired_at else made.current,
    }
    return render(request, "author/made_task.html", context)


@require_POST
def edit(request: PersonRequest, slug: str) -> HttpResponse:
    draft = actions.edit(
        publication=coordinated(request, slug), person=person_of(request), now=timezone.now()
    )
    return redirect("draft", draft.pk)


@require_POST
def current_version(request: PersonRequest, slug: str) -> HttpResponse:
    made = coordinated(request, slug)
    number = chosen_number(request.POST.get("number"), range(1, MOST_VERSIONS))
    try:
        publishing.restore(publication=made, number=number or 0, by=person_of(request), now=timezone.now())
    except Version.DoesNotExist as error:
        raise Http404 from error
    messages.success(request, _("People get version %(number)d from now on.") % {"number": number})
    return redirect("made_task", made.pk)


@require_POST
def retirement(request: PersonRequest, slug: str) -> HttpResponse:
    made = coordinated(request, slug)
    publishing.retire(publication=made, by=person_of(request), now=timezone.now())
    messages.success(request, _("Nobody new gets it. You can bring a version back whenever you like."))
    return redirect("made_task", made.pk)
