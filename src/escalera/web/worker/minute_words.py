"""Kinds of unpaid work in words, with a drawing."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from escalera.earnings.unpaid.counting import Counted
from escalera.earnings.unpaid.models import Kind


@dataclass(frozen=True)
class Words:
    words: Promise | str
    icon: str


KINDS = {
    Kind.SEARCHING: Words(gettext_lazy("Looking for work"), "search"),
    Kind.WAITING: Words(gettext_lazy("Waiting for work"), "clock"),
    Kind.COMMUNICATION: Words(gettext_lazy("Messages about work"), "message"),
    Kind.PAYMENTS: Words(gettext_lazy("Getting my pay"), "money"),
    Kind.QUALIFICATION: Words(gettext_lazy("Tests without pay"), "paper"),
    Kind.REJECTED: Words(gettext_lazy("Work they rejected"), "warning"),
    Kind.LEARNING: Words(gettext_lazy("Learning and practice"), "bulb"),
}


BECAUSE = {
    Kind.LEARNING: gettext_lazy("Practice here is counted by itself: the time you worked, without pauses."),
    Kind.QUALIFICATION: gettext_lazy("The tasks that find out where you begin are a test without pay."),
    Kind.REJECTED: gettext_lazy("Paid work that was rejected stays work: its minutes had no pay."),
    Kind.WAITING: gettext_lazy(
        "The time between two paid tasks in a row, up to ten minutes. A longer one may be a pause and is not counted."
    ),
}


def counted_because(kind: Kind) -> Promise | str:
    """Why minutes of a kind are counted without being noted; empty for those that never are."""
    return BECAUSE.get(kind, "")


def of_kind(kind: Kind) -> Words:
    return KINDS[kind]


def options() -> list[tuple[str, Promise | str]]:
    """In the order in which people most often need them."""
    return [(kind, words.words) for kind, words in KINDS.items()]


def of_counted(one: Counted) -> str:
    return _("Paid work") if one.kind is None else str(KINDS[one.kind].words)
