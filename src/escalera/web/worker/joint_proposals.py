"""Joint proposals as members see them: beginning one, standing behind it, taking it back, giving it up."""

import uuid
from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from escalera.circles import publishing
from escalera.circles.joint import actions, standing
from escalera.circles.joint.models import FEWEST, JointProposal, Kind, Reply
from escalera.circles.models import Circle
from escalera.people.presence import PersonRequest
from escalera.web.public import sheets
from escalera.web.worker import fair_words, joint_words
from escalera.web.worker.my_circle import with_circle
from escalera.web.worker.typed_amounts import CURRENCIES, NotANumber, number
from escalera.web.worker.visitors import chosen_number, person_of, sent_id

MOST_AN_HOUR = 100_000


@require_http_methods(["GET", "HEAD", "POST"])
@with_circle
def new_joint_proposal(request: PersonRequest, circle: Circle) -> HttpResponse:
    if request.method != "POST":
        return form(request, circle, {})
    try:
        draft = draft_of(request, circle)
    except NotANumber:
        return form(request, circle, {"amount": _("Write only the number, such as 45 or 45.50.")})
    try:
        proposal = actions.begin(
            id=sent_id(request), circle=circle, person=person_of(request), draft=draft, now=timezone.now()
        )
    except actions.MayBeUnfair as error:
        return form(request, circle, {"text": _("Is it fair?")}, asked=unfair(error.cause))
    except actions.TooManyOpen:
        messages.info(request, _("Five of them are open. Wait for those, or give one up."))
        return redirect("publications", circle.pk)
    except WRONG as error:
        return form(request, circle, wrong(error))
    return redirect("joint_proposal", proposal.pk)


def draft_of(request: PersonRequest, circle: Circle) -> actions.Draft:
    """What was sent; only what the form offers can be chosen. Raises NotANumber."""
    sent, offered = request.POST, joint_words.form(circle, person_of(request))
    kind = Kind(sent["kind"]) if sent.get("kind") in Kind.values else Kind.FLOOR
    to = sent.get("to", "") if sent.get("to") in dict(offered["to"]) else ""
    programmes = {str(one.pk): one for one in offered["programmes"]}
    requesters = {f"requester-{one.pk}": one for one in offered["requesters"]}
    reports = {str(one.pk): one for one in circle.reports.shown()}
    is_floor = kind == Kind.FLOOR
    return actions.Draft(
        kind=kind,
        text=sent.get("text", ""),
        needed=chosen_number(sent.get("needed"), range(actions.MOST_NEEDED + 1)) or 0,
        days=chosen_number(sent.get("days"), range(31)) or 0,
        requester=requesters.get(to),
        programme=programmes.get(to.removeprefix("programme-")),
        amount=number(sent.get("amount", ""), most=MOST_AN_HOUR) if is_floor else None,
        currency=sent["currency"] if is_floor and sent.get("currency") in CURRENCIES else "",
        report=reports.get(sent.get("report", "")),
        opened_to=programmes.get(sent.get("opened_to", "")),
        as_it_is=sent.get("as_it_is") == "yes",
    )


WRONG = (actions.NothingSaid, actions.NoAmount, actions.NoAddressee, actions.NumberNotPossible)


def wrong(error: Exception) -> dict[str, str]:
    """The field that is wrong, and what to do."""
    match error:
        case actions.NoAmount():
            return {"amount": _("Write how much an hour, and choose pesos or dollars.")}
        case actions.NoAddressee():
            return {"to": _("Choose to whom it goes.")}
        case actions.NumberNotPossible():
            words = _("Write a number from %(fewest)d to %(most)d.")
            if error.most < FEWEST:
                words = _("Your circle needs %(fewest)d people first, or ask all circles of a programme.")
            return {"needed": words % {"fewest": FEWEST, "most": error.most}}
    return {"text": _("Write what you want to say, in your own words.")}


def unfair(cause: str) -> str:
    if cause not in fair_words.CAUSES:
        return _(
            "It seems to hold against somebody what they could not help. You can change it, or send it as it is."
        )
    words = _(
        "It seems to hold against somebody what they could not help: %(cause)s. You can change it, or send it as it is."
    )
    return words % {"cause": fair_words.CAUSES[cause]}


def form(request: PersonRequest, circle: Circle, errors: dict[str, str], asked: str = "") -> HttpResponse:
    sent = request.POST
    context = {"circle": circle, "errors": errors, "sent": sent, "asked": asked}
    context |= joint_words.form(circle, person_of(request))
    context["chosen_report"] = sent.get("report") or request.GET.get("report", "")
    context["needed"] = sent.get("needed") or context["usual"]
    return render(request, "worker/new_joint_proposal.html", context, status=422 if errors else 200)


def with_joint_proposal(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view one that the person may read while it collects. Raises Http404 for everybody else."""

    @wraps(view)
    def found(request: PersonRequest, proposal_id: uuid.UUID) -> HttpResponse:
        rows = standing.seen_by(request.person).select_related("circle", "report", "opened_to")
        return view(request, get_object_or_404(rows, pk=proposal_id))

    return found


@require_safe
@with_joint_proposal
def joint_proposal(request: PersonRequest, proposal: JointProposal) -> HttpResponse:
    person, supporters = person_of(request), standing.counting(proposal).count()
    down_by = proposal.withdrawn_by
    context = {
        "proposal": proposal,
        "heading": sheets.heading(Kind(proposal.kind)),
        "state": joint_words.state(proposal),
        "takes_support": proposal.takes_support(now=timezone.now()),
        "supporters": supporters,
        "share": supporters / proposal.needed,
        "stands": proposal.supports.filter(person=person).exists(),
        "is_mine": proposal.begun_by is not None and proposal.begun_by.person_id == person.pk,
        "is_ours": Circle.objects.of(person).filter(pk=proposal.circle_id).exists(),
        "reply": Reply.objects.filter(proposal=proposal).first(),
        "report": proposal.report,
        "address": request.build_absolute_uri(reverse("letter", args=[proposal.key])),
        "i_took_it_down": down_by is not None and down_by.person_id == person.pk,
    }
    return render(request, "worker/joint_proposal.html", context)


@require_POST
@with_joint_proposal
def joint_support(request: PersonRequest, proposal: JointProposal) -> HttpResponse:
    try:
        sent = actions.support(proposal=proposal, person=person_of(request), now=timezone.now()).is_sent
    except actions.Over:
        return over(request, proposal)
    words = _("Sent! You are enough people.") if sent else _("You stand behind it. Nobody sees who does.")
    return told(request, proposal, words)


@require_POST
@with_joint_proposal
def joint_support_removal(request: PersonRequest, proposal: JointProposal) -> HttpResponse:
    try:
        actions.take_back(proposal=proposal, person=person_of(request), now=timezone.now())
    except actions.Over:
        return over(request, proposal)
    return told(request, proposal, _("Taken back. Nobody is told."))


@require_POST
@with_joint_proposal
def joint_end(request: PersonRequest, proposal: JointProposal) -> HttpResponse:
    try:
        actions.give_up(proposal=proposal, person=person_of(request), now=timezone.now())
    except actions.NotBegunByYou as error:
        raise Http404 from error
    except actions.Over:
        return over(request, proposal)
    return told(request, proposal, _("Given up. It is not sent."))


@require_POST
@with_joint_proposal
def joint_withdrawal(request: PersonRequest, proposal: JointProposal) -> HttpResponse:
    only_ours(request, proposal)
    publishing.withdraw(one=proposal, person=person_of(request), now=timezone.now())
    return told(request, proposal, _("The page is down. You can put it back."))


@require_POST
@with_joint_proposal
def joint_withdrawal_removal(request: PersonRequest, proposal: JointProposal) -> HttpResponse:
    only_ours(request, proposal)
    try:
        publishing.put_back(one=proposal, person=person_of(request), now=timezone.now())
    except publishing.NotYours:
        return told(request, proposal, _("Who took it down can put it back."))
    return told(request, proposal, _("The page is there again."))


def only_ours(request: PersonRequest, proposal: JointProposal) -> None:
    """What was opened to other circles is taken down by the circle that began it. Raises Http404."""
    get_object_or_404(Circle.objects.of(request.person), pk=proposal.circle_id)


def over(request: PersonRequest, proposal: JointProposal) -> HttpResponse:
    return told(request, proposal, _("It is over, or was sent already. Nothing was changed."))


def told(request: PersonRequest, proposal: JointProposal, words: str) -> HttpResponse:
    messages.info(request, words)
    return redirect("joint_proposal", proposal.pk)
