"""One's own pieces: what peers said of them, appeal, asking again, reporting a comment."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from escalera.coaching.judgement import actions, commenting, pieces, queries, reporting
from escalera.coaching.judgement.models import Because, Comment, Work
from escalera.people import blocking
from escalera.people.presence import PersonRequest
from escalera.tasks.families import judging as rubric
from escalera.web.worker import verdicts
from escalera.web.worker.visitors import person_of, sent_id


@require_safe
def works(request: PersonRequest) -> HttpResponse:
    person = person_of(request)
    rows = [
        {
            "own": one,
            "text": pieces.text_of(one.work),
            "words": verdicts.in_words(one.verdict) if one.verdict else None,
            "comments": [
                (comment, rubric.criterion(comment.line, one.work.language)) for comment in one.comments
            ],
        }
        for one in queries.own_works(person)
    ]
    context = {
        "works": rows,
        "judged": queries.judged_by(person),
        "reported": reporting.told_to_reporter(person),
        "written": reporting.told_to_writer(person),
    }
    return render(request, "worker/works.html", context)


@require_POST
def judged_again(request: PersonRequest, work_id: uuid.UUID) -> HttpResponse:
    work = get_object_or_404(Work, pk=work_id, attempt__person=person_of(request))
    because = request.POST.get("because", "")
    if because not in (Because.APPEAL, Because.AGAIN):
        raise Http404
    try:
        actions.judge_again(work=work, person=person_of(request), because=because, now=timezone.now())
    except actions.NotToBeJudgedAgain:
        messages.info(request, _("This piece can't be judged again now."))
    else:
        messages.success(request, _("Other people will look at it afresh. The first result is kept."))
    return redirect("works")


@require_POST
def report(request: PersonRequest, comment_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    comment = get_object_or_404(Comment, pk=comment_id, work__attempt__person=person)
    commenting.report(comment=comment, person=person, now=timezone.now())
    messages.success(
        request,
        _("The comment is hidden. Somebody will look at it, and you will read here what they decide."),
    )
    return redirect("works")


@require_POST
def block(request: PersonRequest, comment_id: uuid.UUID) -> HttpResponse:
    """Not to read who wrote this comment any more, or not to meet them either."""
    person = person_of(request)
    comment = get_object_or_404(
        Comment.objects.select_related("person", "work__task_type"),
        pk=comment_id,
        work__attempt__person=person,
    )
    about = _("who commented on “%(title)s”") % {"title": comment.work.task_type.title}
    apart = request.POST.get("how") == "block"
    blocking.block(
        id=sent_id(request), person=person, other=comment.person, apart=apart, about=about, now=timezone.now()
    )
    messages.success(
        request, _("Done. They are not told. You can undo it under “People I don't want to read”.")
    )
    return redirect("works")
