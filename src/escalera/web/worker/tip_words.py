"""What a tip changed, in plain words: for who reads it and for who wrote it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from escalera.coaching.advice.queries import Interval, Reached

HOURS_FROM = 120  # minutes


def effect(known: Reached) -> str:
    """One sentence on score and time, with how sure we are."""
    if known.score is None or known.minutes is None:
        return _("Not enough people yet to tell what it changes; from ten on we say it.")
    return f"{_score(known.score)} {_time(known.minutes)}"


def _score(score: Interval) -> str:
    tenths = {"low": _tenths(score.low), "high": _tenths(score.high)}
    if score.low > 0:
        return _("Those who see it do better: between %(low)s and %(high)s more of 10.") % tenths
    if score.high < 0:
        lost = {"low": _tenths(-score.high), "high": _tenths(-score.low)}
        return _("Those who see it do less well: between %(low)s and %(high)s less of 10.") % lost
    return _("Whether those who see it do better, we can't tell yet.")


def _tenths(share: float) -> str:
    return f"{10 * share:.1f}"


def _time(minutes: Interval) -> str:
    if minutes.low > 0:
        return _("It saved them about %(n)s together.") % {"n": _minutes(minutes.middle)}
    if minutes.high < 0:
        return _("It cost them about %(n)s together.") % {"n": _minutes(-minutes.middle)}
    return _("Whether it saves time, we can't tell yet.")


def _minutes(count: float) -> str:
    if count >= HOURS_FROM:
        hours = round(count / 60)
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    whole = max(1, round(count))
    return ngettext("%(n)d minute", "%(n)d minutes", whole) % {"n": whole}


def headline(known: Reached) -> str:
    """Your tip reached 41 people, about 12 minutes saved."""
    reached = ngettext("Your tip reached %(n)d person", "Your tip reached %(n)d people", known.people) % {
        "n": known.people
    }
    if known.minutes and known.minutes.low > 0:
        saved = _("about %(n)s saved") % {"n": _minutes(known.minutes.middle)}
        return f"{reached}, {saved}."
    return f"{reached}."


def state(known: Reached) -> str:
    """Why nobody is shown it now; empty while it is shown."""
    return {
        "shown": "",
        "held": _why_held(known.tip.held_because),
        "away": _("Somebody looked at it and took it away. You can write another, about the task only."),
        "goes": _(
            "Those who saw it did less well or took longer, so it is shown no more. That happens: try another."
        ),
        "taken back": _("You took it back. Nobody sees it."),
    }[known.state]


def _why_held(because: str) -> str:
    return {
        "contact": _(
            "It held contact data, which we cut out. Nobody sees it until somebody has looked at it."
        ),
        "link": _("It held a link, which we cut out. Nobody sees it until somebody has looked at it."),
        "insult": _("It has a word that may hurt. Nobody sees it until somebody has looked at it."),
    }.get(because, _("A reader found it out of place. Nobody sees it until somebody has looked at it."))
