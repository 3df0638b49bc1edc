from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import numpy as np
import pytest

from circling import told
from conftest import someone
from escalera.circles import seating
from escalera.circles.models import Circle
from escalera.people.models import Person


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(1)


@pytest.fixture
def circle(amina: Person, bilal: Person, chen: Person, noon: datetime) -> Circle:
    """Amina's, with Bilal and Chen."""
    made = seating.found(id=uuid4(), name="Las abejas", own_name="Amina", person=amina, now=noon)
    for person, name in ((bilal, "Bilal"), (chen, "Chen")):
        seating.sit(circle=made, person=person, name=name, now=noon)
    return made


@pytest.fixture
def four_looking(amina: Person, bilal: Person, chen: Person, noon: datetime) -> list[Person]:
    people = [amina, bilal, chen, someone()]
    for person in people:
        told(person, noon)
    return people


@pytest.fixture
def knows() -> Callable[..., None]:
    from circling import believe

    return believe
