"""Words that hold against the other what they could not help (a bad signal, a slow site): their writer is asked first.

In a conversation people also speak of their own signal and of the site: only what is said to the other is asked about.
And only where a cause is named: nothing may stand between an insult and its report.
"""

import re

from escalera.coaching.judgement.commenting import BlamesOutside as BlamesOutside
from escalera.tasks import fairness

TO_THE_OTHER = re.compile(
    r"\b(?:you|your|yours|you're|youre|tú|tu|tus|te|ti|contigo|usted|ustedes|vos|eres|estás|tienes|puedes|sabes"
    r"|quieres|haces|debes|contestas|respondes|\w{2,20}(?:aste|iste))\b",
    re.IGNORECASE,
)


def check_message(text: str) -> None:
    """Raises BlamesOutside."""
    if TO_THE_OTHER.search(text):
        check_report(text)


def check_report(text: str) -> None:
    """Raises BlamesOutside."""
    if (noticed := fairness.notice(text)) and noticed.cause:
        raise BlamesOutside(noticed.cause)
