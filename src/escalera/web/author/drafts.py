"""Making a task: the list, the steps, the preview, proposing and publishing."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from escalera.look import spreadsheet
from escalera.people.presence import PersonRequest
from escalera.programmes import queries as programmes
from escalera.tasks.authoring import actions, building, publishing, queries, readiness
from escalera.tasks.authoring.models import Draft, Version
from escalera.tasks.families import REGISTRY
from escalera.web.author import wording
from escalera.web.worker.visitors import person_of, sent_id, uuid_of


@require_safe
def drafts(request: PersonRequest) -> HttpResponse:
    mine = queries.drafts_for(request.person)
    context = {
        "drafts": [(draft, name_of(draft)) for draft in mine if draft.person == request.person],
        "waiting": [(draft, name_of(draft)) for draft in mine if draft.person != request.person],
        "programmes": programmes.programmes_of(request.person),
        "coordinates": programmes.is_coordinator(request.person),
    }
    return render(request, "author/drafts.html", context)


def name_of(draft: Draft) -> str:
    title = draft.content.get("title", {})
    return title.get("es") or title.get("en") or _("Without a name yet")


@require_POST
def new_draft(request: PersonRequest) -> HttpResponse:
    person = person_of(request)
    programme = get_object_or_404(
        programmes.programmes_of(person), pk=uuid_of(request.POST.get("programme", ""))
    )
    try:
        draft = actions.begin(id=sent_id(request), programme=programme, person=person, now=timezone.now())
    except actions.TooManyDrafts:
        messages.info(request, _("You have many unfinished tasks. Finish one or throw one away."))
        return redirect("drafts")
    return redirect("draft_words", draft.pk)


@require_safe
def draft(request: PersonRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Where one is: what is done, what is missing, what comes next."""
    own = own_draft(request, draft_id)
    table, lacks = readiness.checked(own), readiness.missing(own)
    context = {
        "draft": own,
        "name": name_of(own),
        "is_generated": own.content.get("family") in REGISTRY,
        "family": family_words(own),
        "missing": wording.listed(lacks),
        "good": len(table.rows) if table else 0,
        "wrong": len(table.wrong_rows) if table else 0,
        "coordinates": programmes.is_coordinator(request.person, own.programme),
        "is_mine": own.person == request.person,
    }
    return render(request, "author/draft.html", context)


def family_words(own: Draft) -> str:
    family = REGISTRY.get(own.content.get("family", ""))
    return family.title.in_(own.person.words) if family else ""


def own_draft(request: PersonRequest, draft_id: uuid.UUID) -> Draft:
    """The person's own draft, or one proposed to a programme they coordinate. Raises Http404."""
    return get_object_or_404(queries.drafts_for(person_of(request)), pk=draft_id)


@require_safe
def wrong_rows(request: PersonRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Only the rows that can't be used, to correct and send again."""
    own = own_draft(request, draft_id)
    table, checked = own.rows, readiness.checked(own)
    if table is None or checked is None:
        raise Http404
    lines = [table.header, *(cells for number, cells in table.rows if number in checked.wrong_rows)]
    answer = HttpResponse(spreadsheet.written(lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="wrong-rows.csv"'
    return answer


@require_POST
def proposal(request: PersonRequest, draft_id: uuid.UUID) -> HttpResponse:
    own = own_draft(request, draft_id)
    try:
        actions.propose(draft=own, now=timezone.now())
    except actions.NotReady:
        messages.info(request, _("Something is still missing. The list says what."))
        return redirect("draft", own.pk)
    messages.success(request, _("Proposed. A coordinator looks at it before others see it."))
    return redirect("drafts")


@require_POST
def return_draft(request: PersonRequest, draft_id: uuid.UUID) -> HttpResponse:
    actions.take_back(draft=own_draft(request, draft_id))
    messages.success(request, _("It is back with its author."))
    return redirect("drafts")


@require_POST
def publication(request: PersonRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Give it to the programme. Sent twice, the second finds it published."""
    person = person_of(request)
    if before := Version.objects.filter(pk=draft_id).select_related("publication").first():
        get_object_or_404(programmes.coordinated_by(person), pk=before.publication.programme_id)
        return redirect("made_task", before.publication_id)
    own = own_draft(request, draft_id)
    get_object_or_404(programmes.coordinated_by(person), pk=own.programme_id)
    try:
        made = publishing.publish(
            draft=own, reason=request.POST.get("reason", ""), by=person, now=timezone.now()
        )
    except actions.NotReady:
        messages.info(request, _("Something is still missing. The list says what."))
        return redirect("draft", draft_id)
    messages.success(request, _("Published. People of the programme can get it from now on."))
    return redirect("made_task", made.pk)


@require_POST
def removal(request: PersonRequest, draft_id: uuid.UUID) -> HttpResponse:
    own = get_object_or_404(Draft, pk=draft_id, person=person_of(request))
    actions.throw_away(draft=own)
    messages.success(request, _("Thrown away."))
    return redirect("drafts")


def language_of(own: Draft, wanted: str) -> str:
    """The language to show: the one wanted, where the instructions are written in it."""
    written = building.languages(own.content)
    return wanted if wanted in written else (written or ["en"])[0]
