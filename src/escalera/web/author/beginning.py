"""A break-down begun from an offer, a job of ours, or a list that is there already."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from escalera.jobs import actions as jobs
from escalera.jobs import intake
from escalera.jobs.breakdowns import actions
from escalera.jobs.breakdowns.listing import Source
from escalera.jobs.breakdowns.models import SavedBreakDown
from escalera.jobs.models import Job, Posting
from escalera.people.models import Person
from escalera.people.presence import PersonRequest
from escalera.programmes import queries as programmes
from escalera.programmes.models import Programme
from escalera.web.public.advice import words_of
from escalera.web.worker.visitors import person_of, sent_id, uuid_of

LONGEST_KEPT = 300_000  # characters of a refused text that are sent back to its writer


@require_http_methods(["GET", "HEAD", "POST"])
def new_break_down(request: PersonRequest) -> HttpResponse:
    """Three ways to begin; for coaches and coordinators, for everybody else it is not there."""
    coached = programmes.coached_by(person_of(request))
    if not coached:
        raise Http404
    sent = request.POST if request.method == "POST" else request.GET
    if request.method != "POST" and not sent.get("programme") and len(coached) > 1:
        return render(request, "author/new_break_down.html", {"coached": coached})
    wanted = uuid_of(sent["programme"]) if sent.get("programme") else coached[0].pk
    programme = get_object_or_404(coached, pk=wanted)
    return begun(request, programme) if request.method == "POST" else page(request, programme)


def page(request: PersonRequest, programme: Programme, errors: dict[str, str] | None = None) -> HttpResponse:
    context = {
        "programme": programme,
        "errors": errors or {},
        "text": request.POST.get("text", "")[:LONGEST_KEPT],
        "jobs": sorted(((job.pk, job.title) for job in Job.objects.all()), key=lambda pair: pair[1]),
        "lists": SavedBreakDown.objects.filter(programme__in=programmes.programmes_of(request.person)),
    }
    return render(request, "author/new_break_down.html", context, status=422 if errors else 200)


def begun(request: PersonRequest, programme: Programme) -> HttpResponse:
    person = person_of(request)
    try:
        source = source_sent(request, person)
    except intake.Unreadable as error:
        return page(request, programme, {"text": words_of(error.code)})
    if isinstance(source, Posting) and "text" in request.POST and not_for_others_yet(request, source):
        return redirect("posting", source.pk)
    try:
        saved = actions.save(
            id=sent_id(request), source=source, programme=programme, by=person, now=timezone.now()
        )
    except actions.NothingAsked as error:
        raise Http404 from error
    messages.success(request, _("Saved. People of the programme see it. Correct what is not right."))
    return redirect("break_down", saved.pk)


def source_sent(request: PersonRequest, person: Person) -> Source:
    """What the form begins from. Raises intake.Unreadable, Http404."""
    sent = request.POST
    if "text" in sent:
        id = uuid.uuid5(sent_id(request), "posting")
        return jobs.bring(person=person, source=sent["text"], now=timezone.now(), id=id)
    if "job" in sent:
        return get_object_or_404(Job, pk=sent["job"])
    if "saved" in sent:
        lists = SavedBreakDown.objects.filter(programme__in=programmes.programmes_of(person))
        return get_object_or_404(lists, pk=uuid_of(sent["saved"]))
    return get_object_or_404(Posting, pk=uuid_of(sent.get("posting", "")), person=person)


def not_for_others_yet(request: PersonRequest, own: Posting) -> bool:
    """An offer that warns of fraud or asks for nothing we know is looked at by its coach first."""
    if own.fraud_signs:
        messages.info(request, _("Read the warnings first. Save the list below only if you trust the offer."))
    elif not own.required_skills.exists():
        messages.info(request, _("Add the skills that you think it asks for, then save the list."))
    else:
        return False
    return True
