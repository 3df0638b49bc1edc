"""My help: what I am asked, what I am talking about, my offer, and what my help did."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from escalera.coaching import brokering
from escalera.coaching.helping import queries, reporting, willing
from escalera.coaching.helping.models import Willingness
from escalera.coaching.helping.reports import appealing, pausing
from escalera.learning.models import BeliefState
from escalera.people.models import Person
from escalera.people.presence import PersonRequest
from escalera.skills.models import Skill
from escalera.web.worker import help_words
from escalera.web.worker.visitors import chosen_number, person_of

WEEKLY = (1, 3, 5, 10)
SHOWN = 20
OFFERED = ("languages", "weekly", "hours")


@require_safe
def helping(request: PersonRequest) -> HttpResponse:
    return show(request, {})


def show(request: PersonRequest, errors: dict[str, str], *, problem: str = "") -> HttpResponse:
    """`errors` of the offer; `problem`: why nobody is asked for the person."""
    person = request.person
    context = {
        "errors": errors,
        "offer_errors": {name: words for name, words in errors.items() if name in OFFERED},
        "problem": problem,
        "sent": request.POST,
        **offer(person),
    }
    if person:
        context |= {
            "asked": queries.asked_now(person),
            "conversations": queries.conversations(person),
            "requests": queries.own_requests(person)[:SHOWN],
            "given": given_in_words(person),
            **trouble(person),
        }
    return render(request, "worker/helping.html", context, status=422 if errors or problem else 200)


def trouble(person: Person) -> dict[str, object]:
    """What became of one's own reports; and whether one is paused oneself, with why."""
    reports = [(one, help_words.of_ruling(one)) for one in reporting.reports_by(person)[:SHOWN]]
    if not pausing.is_paused(person):
        return {"reports": reports}
    return {
        "reports": reports,
        "is_paused": True,
        "paused_for": [help_words.WRONG[one] for one in pausing.reasons(person)],
        "appeal": appealing.latest(person),
    }


def offer(person: Person | None) -> dict[str, object]:
    """The form, filled with what stands, else with what most people choose."""
    row = queries.willingness_of(person) if person else None
    state = BeliefState.objects.filter(person=person).first() if person else None
    levels = brokering.levels_of(state)
    return {
        "offer": row,
        "is_willing": row is not None and row.stopped_at is None,
        "skills": Skill.objects.filter(pk__in=levels),
        "languages": list(help_words.LANGUAGES.items()),
        "hours": [(str(hour), f"{hour}:00") for hour in willing.HOURS],
        "weekly": [(str(number), number) for number in WEEKLY],
        **chosen(row, person),
    }


def chosen(row: Willingness | None, person: Person | None) -> dict[str, object]:
    return {
        "chosen_languages": row.languages if row else [person.words if person else "es"],
        "chosen_hours": [str(hour) for hour in row.hours] if row else [],
        "chosen_weekly": str(row.weekly if row else 3),
        "chosen_near": ["1"] if row and row.only_near else [],
    }


def given_in_words(person: Person) -> dict[str, object]:
    given = queries.given_by(person)
    effect = help_words.of_effect(given.effect) if given.effect else ""
    return {"times": given.times, "solved": given.solved, "effect": effect}


@require_POST
def willingness(request: PersonRequest) -> HttpResponse:
    sent = request.POST
    hours = [chosen_number(hour, willing.HOURS) for hour in sent.getlist("hours")]
    try:
        willing.be_willing(
            person=person_of(request),
            languages=sent.getlist("languages"),
            hours=[hour for hour in hours if hour is not None],
            weekly=chosen_number(sent.get("weekly"), willing.WEEKLY) or 0,
            only_near=sent.get("near") == "1",
            now=timezone.now(),
        )
    except willing.NoLanguage:
        return show(request, {"languages": _("Choose at least one language.")})
    except willing.NotANumber:
        return show(request, {"weekly": _("Choose how many times a week.")})
    messages.success(request, _("Thank you. When somebody needs you, you see it here and on your way."))
    return redirect("helping")


@require_POST
def willingness_end(request: PersonRequest) -> HttpResponse:
    willing.stop(person=person_of(request), now=timezone.now())
    messages.success(request, _("From now on you aren't asked. You can start again any time."))
    return redirect("helping")
