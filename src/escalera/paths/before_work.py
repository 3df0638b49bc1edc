"""What to know before a step of paid work: how its requester pays, signs of a trick in its text; and going on anyway."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.html import strip_tags

from escalera.earnings.requesters import reading, warning
from escalera.earnings.requesters.models import WarningRead
from escalera.earnings.requesters.warning import BeforeWork
from escalera.jobs import fraud
from escalera.jobs.fraud import Sign
from escalera.paths.models import Step
from escalera.tasks.models import Item, Requester

READ = 20_000  # characters of a task in which signs are looked for


@dataclass(frozen=True)
class Known:
    """`about` are the codes of what there is to say, empty where there is nothing; `is_read`: all was read lately."""

    requester: Requester
    pay: BeforeWork
    signs: tuple[Sign, ...]
    about: tuple[str, ...]
    is_read: bool

    @property
    def warns(self) -> bool:
        return bool(self.about) and not self.is_read


def known(step: Step, *, now: datetime) -> Known | None:
    """None for practice: nobody pays for it."""
    task_type, person = step.task_type, step.goal.person
    pay = warning.before(task_type=task_type, person=person, on=now.date())
    if pay is None or task_type.requester is None:
        return None
    signs = fraud.signs(text_of(step.item)[:READ])
    about = (*(str(one) for one in pay.because), *(one.advice for one in signs))
    is_read = reading.is_read(person=person, task_type=task_type, about=about, now=now)
    return Known(task_type.requester, pay, signs, about, is_read)


@transaction.atomic
def go_on(*, step: Step, now: datetime) -> WarningRead | None:
    """Keep that all of it was read, so that it is not said again at once. None where there was nothing to say."""
    found = known(step, now=now)
    if found is None or not found.about:
        return None
    return reading.read(person=step.goal.person, task_type=step.task_type, about=found.about, now=now)


def text_of(item: Item) -> str:
    content = item.content
    parts = [content.get("instructions", ""), *(part.get("text", "") for part in content.get("stimulus", []))]
    parts.append(strip_tags(content.get("foreign", {}).get("html", "")[: 10 * READ]))
    return "\n".join(str(part) for part in parts)
