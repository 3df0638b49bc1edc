"""What a writer is told when a comment seems to blame somebody for what they could not help."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

QUESTION = gettext_lazy("Is it fair to the author of the piece?")
TO_THE_OTHER = gettext_lazy("Is it fair to the other?")
CAUSES: dict[str, Promise] = {
    "site": gettext_lazy("a site or program that fails"),
    "instructions": gettext_lazy("instructions that are not clear"),
    "task": gettext_lazy("a task that is broken"),
    "signal": gettext_lazy("a bad signal, or no electricity"),
    "time": gettext_lazy("too little time given"),
    "data": gettext_lazy("what mobile data cost"),
    "payment": gettext_lazy("late pay"),
}


def noticed(cause: str) -> str:
    """The reason in one sentence, with the cause where it can be named."""
    if cause not in CAUSES:
        return _(
            "Your comment seems to hold against the author of the piece something that they could not help."
        )
    return _(
        "Your comment seems to hold against the author of the piece something that they could not help: %(cause)s."
    ) % {"cause": CAUSES[cause]}


def noticed_in_message(cause: str) -> str:
    """The same of what is said to, or about, the other of a conversation; there a cause is always named."""
    return _("Your words seem to hold against the other something that they could not help: %(cause)s.") % {
        "cause": CAUSES[cause]
    }
