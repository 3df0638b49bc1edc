from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from escalera.earnings import actions
from escalera.earnings.models import Payment, Source
from escalera.people.models import Person
from escalera.tasks.models import Requester

FIVE_CENTS = Decimal("0.05")


@pytest.fixture
def shop(db: None) -> Requester:
    return Requester.objects.create(name="Seed shop")


@pytest.fixture
def sent(shop: Requester, amina: Person, noon: datetime) -> Callable[..., Payment]:
    """Work of Amina's that the seed shop is to pay for; values may be set otherwise."""

    def make(**values: Any) -> Payment:
        usual: dict[str, Any] = {
            "id": uuid4(),
            "person": amina,
            "work": "Seed labels",
            "amount": FIVE_CENTS,
            "currency": "USD",
            "source": Source.PLATFORM,
            "requester": shop,
            "at": noon,
            "now": noon,
        }
        return actions.expect(**usual | values)

    return make
