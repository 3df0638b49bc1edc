"""What people tell for circles, and what is believed of them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import numpy as np
from django.utils import timezone

from escalera.circles import inviting, seating
from escalera.circles.decisions import actions as decisions
from escalera.circles.decisions.models import Kind, Way
from escalera.circles.models import Circle, Places, Profile, Suggestion
from escalera.learning import actions as learning
from escalera.learning import tracing
from escalera.people.models import Person


def told(person: Person, now: datetime, **values: Any) -> Profile:
    usual: dict[str, Any] = {
        "wishes": [],
        "languages": ["es"],
        "hours": [18, 19],
        "places": Places.ANY,
        "looking": True,
    }
    return seating.tell(person=person, now=now, **usual | values)


def believe(person: Person, levels: Mapping[str, float], now: datetime) -> None:
    """That the person holds these levels, for sure enough."""
    learning.keep(person=person, known=tracing.believed(levels), told=1, now=now)


def circle_of(person: Person, now: datetime) -> Circle:
    """A circle of the person and somebody else, with a code and an open proposal; and a suggestion, now over."""
    today = timezone.now()
    asked = Suggestion.objects.create(made_at=now, expires_at=now + timedelta(days=14), ended_at=now)
    asked.asked.create(person=person, because={"learns": [], "teaches": []})
    circle = seating.found(id=uuid4(), name="Las abejas", own_name="Amina", person=person, now=today)
    other = Person.objects.create(language=person.language, created_at=now)
    seating.sit(circle=circle, person=other, name="Bilal", now=today)
    inviting.invite(id=uuid4(), circle=circle, person=person, now=today, rng=np.random.default_rng())
    decisions.propose(
        id=uuid4(),
        circle=circle,
        person=person,
        kind=Kind.AGREEMENT,
        way=Way.CONSENT,
        text="Nos contestamos en un día",
        days=3,
        now=today,
    )
    return circle
