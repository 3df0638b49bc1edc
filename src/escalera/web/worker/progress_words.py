"""What somebody reads who waits for a person: what happened so far, and what happens next and when."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from escalera.coaching.helping.progress import Progress
from escalera.look import days


def lines(progress: Progress, *, now: datetime) -> list[str]:
    """What was done, then what comes, each in a sentence."""
    return [so_far(progress, now), *what_comes(progress, now)]


def so_far(progress: Progress, now: datetime) -> str:
    if progress.asked == 0:
        if progress.is_new:
            return _("We are looking for somebody right now. That takes about a minute.")
        return _("Nobody who knows this is free at the moment, so nobody has been asked yet.")
    asked = ngettext("We have asked %(n)d person.", "We have asked %(n)d people.", progress.asked)
    if progress.answer_by is None:
        return f"{asked} {_('Nobody could.')}" % {"n": progress.asked}
    words = _("Nobody has answered yet; there is time until %(when)s. Then we ask somebody else.")
    return f"{asked} {words}" % {"n": progress.asked, "when": clock(progress.answer_by, now)}


def what_comes(progress: Progress, now: datetime) -> list[str]:
    found = []
    if progress.wider_at:
        found.append(_("We ask more people from %(when)s.") % {"when": clock(progress.wider_at, now)})
    elif not progress.is_new and progress.answer_by is None:
        words = _("We go on looking until %(when)s, also while this page is closed.")
        found.append(words % {"when": days.day(progress.ends_at, "MMMMd")})
    if progress.is_long:
        found.append(_("That is long. An easier task or a tip may bring you further meanwhile."))
    return found


def clock(at: datetime, now: datetime) -> str:
    """The hour; on another day the day too. Spanish needs its article, so both are sentences' parts of their own."""
    there, here = timezone.localtime(at), timezone.localtime(now)
    if there.date() == here.date():
        return _("%(hour)s") % {"hour": date_format(there, "H:i")}
    return _("%(day)s at %(hour)s") % {"day": date_format(there, "l j"), "hour": date_format(there, "H:i")}
