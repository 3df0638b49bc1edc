"""What waits for my look in my circle, what was decided about words of mine, and asking a coordinator."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from escalera.circles.decisions.models import Decision, Question, Word
from escalera.circles.models import Circle
from escalera.circles.moderation import actions, queries, reporting
from escalera.circles.moderation.models import Because, Matter, What, Why
from escalera.coaching.advice import circling
from escalera.people.limits import TooMuch
from escalera.people.models import Person
from escalera.people.presence import PersonRequest
from escalera.web.worker import too_much
from escalera.web.worker.circle_decisions import with_decision
from escalera.web.worker.player import passed, shown_at
from escalera.web.worker.visitors import person_of

SHOWN = 20
WHAT = {
    What.TIP: gettext_lazy("A tip"),
    What.PROPOSAL: gettext_lazy("A proposal"),
    What.QUESTION: gettext_lazy("A question or an answer"),
    What.WORD: gettext_lazy("The reason for a word"),
}
BECAUSE = {
    Because.CONTACT: gettext_lazy("It held contact data. We cut it out."),
    Because.LINK: gettext_lazy("It held a link. We cut it out."),
    Because.INSULT: gettext_lazy("It has a word that may hurt."),
    Because.REPORT: gettext_lazy("Somebody found it out of place."),
}
WHY = {
    Why.HURTS: gettext_lazy("It insults, threatens or mocks"),
    Why.PRIVATE: gettext_lazy("It gives private data away, or asks for it"),
    Why.SELLS: gettext_lazy("It sells something"),
    Why.OFF: gettext_lazy("It has nothing to do with this"),
}
KEEP = "keep"


@require_safe
def matters(request: PersonRequest) -> HttpResponse:
    return page(request, {})


def page(request: PersonRequest, errors: dict[str, str]) -> HttpResponse:
    person = person_of(request)
    context = {
        "waiting": [row_of(matter, text, person) for matter, text in circling.waiting_for(person)],
        "own": [own_row(matter) for matter in queries.own(person)[:SHOWN]],
        "circle": Circle.objects.of(person).first(),
        "options": [(KEEP, _("It may stay")), *WHY.items()],
        "errors": errors,
        "shown_at": shown_at(request),
    }
    return render(request, "worker/matters.html", context, status=422 if errors else 200)


def row_of(matter: Matter, text: str, person: Person) -> dict[str, object]:
    mine = next((one for one in matter.words.all() if one.person_id == person.pk), None)
    chosen = "" if mine is None else (mine.why if mine.takes_away else KEEP)
    return {**named(matter), "text": text, "chosen": chosen}


def own_row(matter: Matter) -> dict[str, object]:
    return {**named(matter), "text": circling.text_of(matter), "state": state_of(matter)}


def named(matter: Matter) -> dict[str, object]:
    return {
        "matter": matter,
        "what": WHAT[What(matter.what)],
        "because": BECAUSE[Because(matter.because)],
        "why": WHY[Why(matter.why)] if matter.why else "",
    }


def state_of(matter: Matter) -> str:
    outcome = circling.outcome_of(matter)
    if outcome == "kept":
        return _("It was looked at and may stay.")
    if outcome == "away":
        return _("It was taken away.") if matter.may_be_appealed else _("It was taken away. That is final.")
    if matter.appealed_at:
        return _("You asked a coordinator to look. Until then nobody reads it.")
    if matter.passed_on_at:
        return _("A coordinator looks at it. Until then nobody reads it.")
    return _("Your circle looks at it. Until two agree, nobody else reads it.")


@require_POST
def matter_word(request: PersonRequest, matter_id: uuid.UUID) -> HttpResponse:
    person, answer, now = person_of(request), request.POST.get("answer", ""), timezone.now()
    matter = get_object_or_404(Matter.objects.filter(circle__in=Circle.objects.of(person)), pk=matter_id)
    if answer != KEEP and answer not in Why.values:
        return page(request, {"answer": _("Choose whether it may stay.")})
    try:
        circling.say(
            matter=matter,
            by=person,
            takes_away=answer != KEEP,
            why=answer,
            seconds=passed(request, now),
            now=now,
        )
    except actions.NotYoursToRule as error:
        raise Http404 from error
    except actions.AlreadyRuled:
        messages.info(request, _("Meanwhile it was decided. Thank you."))
    else:
        messages.success(request, _("Thank you. As soon as two of you say the same, it is decided."))
    return redirect("matters")


@require_POST
def matter_appeal(request: PersonRequest, matter_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    matter = get_object_or_404(Matter, pk=matter_id, author=person)
    try:
        circling.appeal(matter=matter, person=person, now=timezone.now())
    except actions.NoAppeal:
        messages.info(request, _("This can be asked once, and only about what your circle took away."))
    else:
        messages.success(request, _("A coordinator will look at it. You read here what they decide."))
    return redirect("matters")


@require_POST
@with_decision
def decision_report(request: PersonRequest, decision: Decision) -> HttpResponse:
    """Something on a proposal's page is out of place."""
    try:
        reporting.report(row=row_sent(request, decision), person=person_of(request), now=timezone.now())
    except reporting.NothingToReport as error:
        raise Http404 from error
    except TooMuch as error:
        messages.info(request, too_much.words(error))
    else:
        messages.success(
            request, _("It is hidden. Others of your circle look at it; who wrote it isn't told who you are.")
        )
    return redirect("decision", decision.pk)


def row_sent(request: PersonRequest, decision: Decision) -> Decision | Question | Word:
    """The proposal itself, or a question or word of it. Raises Http404."""
    what, _space, key = request.POST.get("what", "").partition(" ")
    if what == What.PROPOSAL:
        return decision
    if what == What.WORD and key.isdigit():
        return get_object_or_404(decision.said, pk=int(key[:18]))
    try:
        return get_object_or_404(decision.questions, pk=uuid.UUID(key))
    except ValueError as error:
        raise Http404 from error
