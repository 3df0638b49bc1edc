"""Joint proposals in words: where one is, and what its form offers."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from escalera.circles.joint import actions, standing
from escalera.circles.joint.models import FEWEST, JointProposal, Kind, Outcome
from escalera.circles.models import Circle
from escalera.earnings.requesters import record
from escalera.people.models import Person
from escalera.programmes import queries as programmes
from escalera.web.worker.typed_amounts import CURRENCIES

KINDS: dict[str, Promise | str] = {
    Kind.FLOOR: gettext_lazy("The least that an hour should bring"),
    Kind.COMPLAINT: gettext_lazy("Something that should change"),
    Kind.THANKS: gettext_lazy("A thank-you"),
}


def state(proposal: JointProposal) -> str:
    """Where it is, in a line: how many, never who."""
    if proposal.is_open:
        words = {"n": standing.counting(proposal).count(), "needed": proposal.needed}
        return _("%(n)d of %(needed)d people stand behind it") % words
    return {
        Outcome.SENT: _("sent"),
        Outcome.TOO_FEW: _("not sent: too few people until its last day"),
        Outcome.GIVEN_UP: _("given up"),
    }[Outcome(proposal.outcome)]


def form(circle: Circle, person: Person) -> dict[str, Any]:
    """What can be chosen: to whom, with which report, how many, until when."""
    own = programmes.programmes_of(person)
    requesters = record.known_to(person)
    to = [(f"requester-{one.pk}", one.name) for one in requesters]
    to += [(f"programme-{one.pk}", _("who coordinates “%(name)s”") % {"name": one.name}) for one in own]
    seats = actions.most_needed(circle, is_opened=False)
    return {
        "kinds": list(KINDS.items()),
        "to": [*to, ("", _("everybody"))],
        "reports": reports(circle),
        "currencies": [(code, code) for code in CURRENCIES],
        "days": [(str(n), ngettext("%(n)d day", "%(n)d days", n) % {"n": n}) for n in actions.DAYS],
        "opened": [
            ("", _("Only my circle")),
            *((str(one.pk), _("All circles of “%(name)s”") % {"name": one.name}) for one in own),
        ],
        "requesters": requesters,
        "programmes": own,
        "seats": seats,
        "fewest": FEWEST,
        "longest": actions.LONGEST,
        "usual": max(FEWEST, seats // 2 + 1),
    }


def reports(circle: Circle) -> list[tuple[str, str]]:
    """Those that can go with it; nothing to choose where there is none."""
    issued = [(str(one.pk), str(one.words or one.since)) for one in circle.reports.shown()]
    return [("", _("None")), *issued] if issued else []
