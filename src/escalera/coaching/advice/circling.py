"""A tip in question goes to its author's circle first; what two members agree on becomes the ruling on the tip."""

from datetime import datetime
from typing import Any

from django.db import transaction

from escalera.circles.models import Circle
from escalera.circles.moderation import actions, queries
from escalera.circles.moderation.models import Because, Matter, What
from escalera.coaching.advice import moderating
from escalera.coaching.advice.models import Tip, TipRuling
from escalera.people.models import Person


def ask_circle(*, tip: Tip, reporter: Person | None, now: datetime) -> Matter | None:
    """None where the author sits in no circle: then whoever looks after their programme decides at once."""
    circle = Circle.objects.of(tip.person).first()
    if circle is None:
        return None
    because = Because(tip.held_because) if tip.held_because and reporter is None else Because.REPORT
    return actions.open(
        circle=circle,
        author=tip.person,
        what=What.TIP,
        about=tip.pk,
        because=because,
        reporter=reporter,
        now=now,
    )


@transaction.atomic
def say(*, matter: Matter, by: Person, now: datetime, **word: Any) -> Matter:
    """A member's word (see actions.say) about a matter of any kind. Raises NotYoursToRule, AlreadyRuled."""
    tip = tip_of(matter)
    parties = set(tip.reports.values_list("person", flat=True)) if tip else set()
    matter = actions.say(matter=matter, by=by, parties=parties, now=now, **word)
    if tip and matter.outcome and not standing(tip):
        moderating.keep_ruling(tip=tip, takes_away=matter.is_away, by=None, now=now)
    return matter


@transaction.atomic
def appeal(*, matter: Matter, person: Person, now: datetime) -> Matter:
    """Of the author: the circle's ruling no longer stands, and a coordinator decides. Raises NoAppeal."""
    matter = actions.appeal(matter=matter, person=person, now=now)
    if tip := tip_of(matter):
        tip.rulings.filter(taken_back_at=None).update(taken_back_at=now)
    return matter


def waiting_for(person: Person) -> list[tuple[Matter, str]]:
    """Matters for the person's word, each with what it says."""
    rows = ((matter, text_of(matter)) for matter in queries.waiting_for(person))
    return [(matter, text) for matter, text in rows if text and not _reported_too(matter, person)]


def text_of(matter: Matter) -> str:
    """The words in question; empty where their author took them back."""
    if matter.what != What.TIP:
        return queries.text_of(matter)
    tip = tip_of(matter)
    return tip.text if tip and tip.taken_back_at is None else ""


def outcome_of(matter: Matter) -> str:
    """As it stands today: of a tip that was passed on the coordinators' ruling says it."""
    tip = tip_of(matter) if matter.passed_on_at else None
    if tip is None:
        return matter.outcome
    ruling = standing(tip)
    return "" if ruling is None else "away" if ruling.takes_away else "kept"


def standing(tip: Tip) -> TipRuling | None:
    return tip.rulings.filter(taken_back_at=None).first()


def tip_of(matter: Matter) -> Tip | None:
    return Tip.objects.filter(pk=matter.about).first() if matter.what == What.TIP else None


def _reported_too(matter: Matter, person: Person) -> bool:
    tip = tip_of(matter)
    return tip is not None and tip.reports.filter(person=person).exists()
