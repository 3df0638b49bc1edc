"""Ways to learn in plain words: what each is, why chance chose it, what helped people like somebody."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from escalera.coaching.ways.models import Way, WayPeriod
from escalera.coaching.ways.queries import Standing
from escalera.coaching.ways.weighing import Helped
from escalera.skills.models import Skill

QUITE_SURE = 0.95
LITTLE_STEPS, TEN_HOURS = 4, 10  # of a level, as people see it
NAMES = {
    Way.ALONE: gettext_lazy("working alone"),
    Way.PAIR: gettext_lazy("with a learning partner"),
    Way.CIRCLE: gettext_lazy("in a circle"),
    Way.BROKER: gettext_lazy("with help from the start"),
}
MEANS = {
    Way.ALONE: gettext_lazy("We suggest nothing. Help and circles are there whenever you want them."),
    Way.PAIR: gettext_lazy(
        "We look for somebody who knows what you need, and needs what you know. You ask each other first."
    ),
    Way.CIRCLE: gettext_lazy(
        "Four to eight people who help each other. Say when you have time, and we suggest a circle."
    ),
    Way.BROKER: gettext_lazy(
        "In every task you can ask a person at once, without being stuck. Tips of others help, too."
    ),
}


@dataclass(frozen=True)
class Offer:
    """A way as the pages show it; learns: what the partner knows."""

    name: str
    means: str
    has_partner: bool
    learns: Skill | None


@dataclass(frozen=True)
class WhyThis:
    """Chances in hundredths, and the facts that chance looked at."""

    chances: list[tuple[str, int]]
    looked_at: list[str]


def offer(standing: Standing) -> Offer | None:
    period = standing.period
    if period is None:
        return None
    way = Way(period.way)
    learns = Skill.objects.filter(pk=period.learns).first() if period.learns else None
    return Offer(str(NAMES[way]), str(MEANS[way]), period.partner_id is not None, learns)


def why(period: WayPeriod) -> WhyThis:
    chances = [(str(NAMES[way]), round(100 * period.shares[way])) for way in Way]
    known = period.known
    return WhyThis(
        chances,
        [
            _("you still had far to go") if known["far"] else _("you did not have far to go any more"),
            _("you had eight hours or more in four weeks")
            if known["many_hours"]
            else _("you had less than eight hours in four weeks"),
            _("you read here in English") if known["english"] else _("you read here in Spanish"),
            _("you had been with others here before")
            if known["before"]
            else _("you had not been with others here yet"),
        ],
    )


def helped(found: Helped | None) -> str:
    """One sentence of evidence, with how sure it is; empty where none stands."""
    if found is None:
        return ""
    sure = _("we are quite sure") if found.sure >= QUITE_SURE else _("we are fairly sure")
    words = {"way": NAMES[Way(found.way)], "against": NAMES[Way(found.against)], "sure": sure}
    said = (
        _("People with as far to go and as much time as you came further %(way)s than %(against)s: %(sure)s.")
        % words
    )
    tried = ngettext("%(n)d person tried it.", "%(n)d people tried it.", found.people) % {"n": found.people}
    return f"{said} {tried} {_how_much(found)}"


def _how_much(found: Helped) -> str:
    low, middle, high = (
        f"{LITTLE_STEPS * TEN_HOURS * value:.1f}" for value in (found.low, found.more, found.high)
    )
    words = {"low": low, "middle": middle, "high": high}
    return (
        _("In ten hours about %(middle)s little steps more, somewhere between %(low)s and %(high)s.") % words
    )
