from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from escalera.credit import accounts, actions
from escalera.credit.models import Kind, TimeAccount, Transfer
from escalera.people.models import Person

TEN_MINUTES = 600


@pytest.fixture
def amina_has(amina: Person, noon: datetime) -> TimeAccount:
    return accounts.of_person(amina, now=noon)


@pytest.fixture
def bilal_has(bilal: Person, noon: datetime) -> TimeAccount:
    return accounts.of_person(bilal, now=noon)


@pytest.fixture
def helped(amina_has: TimeAccount, bilal_has: TimeAccount, noon: datetime) -> Callable[..., Transfer]:
    """Bilal helped Amina for ten minutes; values may be set otherwise."""

    def make(**values: Any) -> Transfer:
        usual: dict[str, Any] = {
            "id": uuid4(),
            "kind": Kind.HELP,
            "giver": amina_has,
            "taker": bilal_has,
            "seconds": TEN_MINUTES,
            "at": noon,
            "now": noon,
        }
        return actions.move(**usual | values)

    return make
