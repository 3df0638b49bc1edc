"""Who reached what they learned first for their circle is asked to pass it on: a tip for those who come after."""

from collections.abc import Collection

from escalera.coaching.advice.models import Tip
from escalera.paths.models import PutFirst
from escalera.people.models import Person
from escalera.tasks.models import Attempt

WELL = 0.8


def to_pass_on(person: Person, reached: Collection[str]) -> tuple[str, Attempt] | None:
    """A skill put first and reached, with a good answer beside which the tip is written; None once one was left."""
    row = PutFirst.objects.filter(goal__person=person, goal__left_at=None).first()
    for skill in row.skills if row else ():
        if skill not in reached:
            continue
        left = Tip.objects.filter(person=person, task_type__weights__skill=skill, taken_back_at=None)
        good = person.attempts.filter(item__task_type__weights__skill=skill, score__gte=WELL)
        if not left.exists() and (attempt := good.order_by("-received_at").first()):
            return skill, attempt
    return None
