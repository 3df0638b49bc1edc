"""Why somebody is asked, in words; names, which are seen only inside a conversation; what help did."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from escalera.coaching.helping.models import Asking, HelpEffect
from escalera.coaching.helping.reports.models import ThreadReport, Wrong
from escalera.people.models import Person
from escalera.skills.models import Skill

CLOSE = 0.1
Z_90 = 1.645
LANGUAGES = {"es": gettext_lazy("Spanish"), "en": gettext_lazy("English")}
WRONG = {
    Wrong.RUDE: gettext_lazy("Insults or threats"),
    Wrong.CONTACT: gettext_lazy("Wants to meet or to write elsewhere"),
    Wrong.MONEY: gettext_lazy("Wants money or things"),
    Wrong.OTHER: gettext_lazy("Something else"),
}


def because(facts: Mapping[str, Any], skill: Skill) -> list[str]:
    """Why this person is asked, the weightiest first."""
    found = [_("You two learn together in these weeks.")] if facts.get("partner") else []
    found += [knows(facts, skill), speaks(facts["languages"])]
    if facts["hours"]:
        found.append(_("This is an hour at which we may ask you."))
    return [*found, waited(int(facts["waiting_minutes"]))]


def knows(facts: Mapping[str, Any], skill: Skill) -> str:
    ahead = float(facts["helper_level"]) - float(facts["level"])
    if ahead > CLOSE:
        return _("You know more of “%(skill)s” than this task asks for.") % {"skill": skill.label}
    if ahead >= -CLOSE:
        return _("You know as much of “%(skill)s” as this task asks for.") % {"skill": skill.label}
    return _("You know something of “%(skill)s”, and nobody who knows more is free.") % {"skill": skill.label}


def speaks(languages: list[str]) -> str:
    named = _(" and ").join(str(LANGUAGES[one]) for one in languages)
    return _("Both of you speak %(languages)s.") % {"languages": named}


def waited(minutes: int) -> str:
    if minutes < 1:
        return _("The request has just come in.")
    if minutes < 120:
        words = ngettext(
            "The request has waited %(minutes)d minute.",
            "The request has waited %(minutes)d minutes.",
            minutes,
        )
        return words % {"minutes": minutes}
    return _("The request has waited %(hours)d hours.") % {"hours": minutes // 60}


def met(asking: Asking, person: Person) -> str:
    """Where the person met the other, without a name: whom one means in one's list of blocks."""
    title = {"title": asking.request.task_type.title}
    if person.pk == asking.helper_id:
        return _("who asked for help with “%(title)s”") % title
    return _("who was to help with “%(title)s”") % title


def of_ruling(report: ThreadReport) -> str:
    """What became of a report, for who made it."""
    if report.upheld_at:
        return _("Somebody looked and agrees with you: that person gets into no new help for now.")
    if report.dismissed_at:
        return _("Somebody looked and found nothing wrong. You two still won't meet again.")
    return _("Somebody will look at it. You two won't meet again.")


def name_of(person: Person) -> str:
    """The invented name of the account; a guest has none."""
    return _("A guest") if person.is_guest else person.account.username


def of_effect(effect: HelpEffect) -> str:
    """Points of a hundred, with how sure that is."""
    low, high = effect.mean - Z_90 * effect.deviation, effect.mean + Z_90 * effect.deviation
    points = {"points": round(100 * abs(effect.mean)), "low": round(100 * low), "high": round(100 * high)}
    if low > 0:
        return (
            _(
                "After your help they got about %(points)d more of every 100 right (between %(low)d and %(high)d)."
            )
            % points
        )
    if high < 0:
        return (
            _(
                "After your help they got about %(points)d fewer of every 100 right. Try shorter steps, and let them do it."
            )
            % points
        )
    return (
        _("We can't tell yet what it changed in their next tasks: between %(low)d and %(high)d of 100.")
        % points
    )
