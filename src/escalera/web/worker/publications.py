"""What a circle shows to others: its reports and joint proposals, and those of other circles that ask for support."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from escalera.circles.joint import standing
from escalera.circles.joint.models import JointProposal, Kind
from escalera.circles.models import Circle
from escalera.people.presence import PersonRequest
from escalera.web.public import sheets
from escalera.web.worker import joint_words
from escalera.web.worker.my_circle import with_circle


@require_safe
@with_circle
def publications(request: PersonRequest, circle: Circle) -> HttpResponse:
    others = standing.seen_by(request.person).exclude(circle=circle).filter(outcome="")
    context = {
        "circle": circle,
        "reports": circle.reports.filter(ended_at=None),
        "proposals": [named(one) for one in circle.joint_proposals.all()],
        "others": [named(one) for one in others],
    }
    return render(request, "worker/publications.html", context)


def named(proposal: JointProposal) -> tuple[JointProposal, str, str]:
    return proposal, sheets.heading(Kind(proposal.kind)), joint_words.state(proposal)
