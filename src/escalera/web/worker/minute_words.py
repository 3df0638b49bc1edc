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


def of_kind(kind: Kind) -> Words:
    return KINDS[kind]


def options() -> list[tuple[str, Promise | str]]:
    """In the order in which people most often need them."""
    return [(kind, words.words) for kind, words in KINDS.items()]


def of_counted(one: Counted) -> str:
    return _("Paid work") if one.kind is None else str(KINDS[one.kind].words)
