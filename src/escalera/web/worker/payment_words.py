"""Where a payment is, in words and with a drawing."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from escalera.earnings.models import Source, Stage


@dataclass(frozen=True)
class Words:
    words: Promise | str
    icon: str


STAGES = {
    Stage.SENT: Words(_("Sent, waiting for an answer"), "clock"),
    Stage.ACCEPTED: Words(_("Accepted, not paid yet"), "clock"),
    Stage.REJECTED: Words(_("They did not accept it"), "warning"),
    Stage.PAID: Words(_("They say they paid. Do you have it?"), "money"),
    Stage.CONFIRMED: Words(_("You have the money"), "check"),
    Stage.CONTESTED: Words(_("You say it isn't right"), "warning"),
}
SOURCES = {
    Source.PLATFORM: _("the platform says so"),
    Source.FILE: _("from a file of results"),
    Source.WORKER: _("by your own word"),
}


def of_stage(stage: Stage) -> Words:
    return STAGES[stage]


def of_source(source: Source) -> Promise | str:
    return SOURCES[source]
