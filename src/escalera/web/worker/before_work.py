"""What to know before paid work, in words: who gives it, what an hour should bring, signs of a trick in its text."""

from dataclasses import dataclass
from datetime import date

from django.utils.html import strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from escalera.earnings.requesters import warning
from escalera.earnings.requesters.warning import Because, BeforeWork, Expected
from escalera.jobs import advice, fraud
from escalera.look.amounts import money
from escalera.paths.models import Step
from escalera.people.models import Person
from escalera.tasks.models import Item, Requester

READ = 20_000  # characters of a task in which signs are looked for


@dataclass(frozen=True)
class Shown:
    requester: Requester
    warnings: tuple[str, ...]
    signs: tuple[tuple[str, str], ...]  # what to know, and the words that gave it away


def shown(step: Step, person: Person, *, on: date) -> Shown | None:
    """None for practice."""
    task_type = step.task_type
    known = warning.before(task_type=task_type, person=person, on=on)
    if known is None or task_type.requester is None:
        return None
    return Shown(task_type.requester, tuple(in_words(known)), signs_in(step.item))


def in_words(known: BeforeWork) -> list[str]:
    rejected = round(100 * known.record.rejected.value) if known.record.rejected else 0
    days = round(known.record.days_to_money.value) if known.record.days_to_money else 0
    words = {
        Because.UNKNOWN: _(
            "We don't know yet how they pay. Do one, and wait for the money before you do more."
        ),
        Because.REJECTS: _("They reject %(rejected)d of 100 pieces of work.") % {"rejected": rejected},
        Because.PAYS_LATE: _("The money takes about %(days)d days.") % {"days": days},
        Because.BELOW_FLOOR: below_floor(known.expected) if known.expected else "",
    }
    return [words[one] for one in known.because]


def below_floor(expected: Expected) -> str:
    said = {
        "pay": money(float(expected.hourly), expected.currency),
        "floor": money(float(expected.floor), expected.currency),
    }
    if expected.is_own_floor:
        words = _(
            "With searching and waiting counted an hour brings about %(pay)s: less than your own least of %(floor)s."
        )
    else:
        words = _(
            "With searching and waiting counted an hour brings about %(pay)s: less than the minimum wage of %(floor)s."
        )
    return words % said


def signs_in(item: Item) -> tuple[tuple[str, str], ...]:
    found = fraud.signs(text_of(item)[:READ])
    return tuple((advice.words(one.advice).in_(get_language() or "es"), one.phrase) for one in found)


def text_of(item: Item) -> str:
    content = item.content
    parts = [content.get("instructions", ""), *(part.get("text", "") for part in content.get("stimulus", []))]
    parts.append(strip_tags(content.get("foreign", {}).get("html", "")[: 10 * READ]))
    return "\n".join(str(part) for part in parts)
