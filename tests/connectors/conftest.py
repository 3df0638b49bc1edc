from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from escalera.connectors import actions
from escalera.connectors.models import Connection, Kind
from escalera.connectors.turkle.client import Batch, Turkle
from escalera.people.models import Person
from escalera.programmes import actions as programmes
from escalera.programmes.models import Programme
from live_turkle import LiveTurkle

FIVE_CENTS = Decimal("0.05")
SEEDS = '<p>How much is ${seed}?</p><input name="price" type="number"><textarea name="note"></textarea>'


@pytest.fixture(scope="session")
def turkle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveTurkle]:
    live = LiveTurkle(tmp_path_factory.mktemp("turkle"))
    yield live
    live.kill()


@pytest.fixture
def boss(turkle: LiveTurkle) -> Iterator[Turkle]:
    """The platform's own administrator, who makes projects there and looks at results."""
    client = Turkle(turkle.address, turkle.token)
    turkle.close_batches()
    yield client
    client.close()


@pytest.fixture
def work(boss: Turkle) -> Callable[..., Batch]:
    """A batch of seeds to price."""

    def make(*seeds: str, assignments: int = 1, html: str = SEEDS) -> Batch:
        project = boss.create_project(name="Seed prices", html=html)
        rows = [{"seed": seed} for seed in seeds]
        return boss.create_batch(project=project.id, name="March", rows=rows, assignments=assignments)

    return make


@pytest.fixture
def programme(starter: Any, chen: Person, noon: datetime) -> Programme:
    return programmes.begin(name="Taller", coordinator=chen, now=noon)


@pytest.fixture
def connected(turkle: LiveTurkle, programme: Programme, noon: datetime) -> Connection:
    return connect(turkle, programme, noon)


def connect(turkle: LiveTurkle, programme: Programme, noon: datetime, **values: Any) -> Connection:
    usual: dict[str, Any] = {
        "programme": programme,
        "kind": Kind.TURKLE,
        "name": "Seed shop's Turkle",
        "address": turkle.address,
        "token": turkle.token,
        "requester": "Seed shop",
        "pay": FIVE_CENTS,
        "currency": "USD",
        "now": noon,
    }
    return actions.connect(**usual | values)
