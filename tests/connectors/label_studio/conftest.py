import os
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from escalera.connectors import actions
from escalera.connectors.label_studio.client import LabelStudio, Project
from escalera.connectors.models import Connection, Kind
from escalera.people.models import Person
from escalera.programmes import actions as programmes
from escalera.programmes.models import Programme
from live_label_studio import LiveLabelStudio

MOOD = """<View><Header value="Reseña"/><Text name="text" value="$text"/>
<Header value="¿Cómo suena?"/><Choices name="mood" toName="text"><Choice value="Bien"/><Choice value="Mal"/></Choices>
<TextArea name="why" toName="text" rows="3"/></View>"""


@pytest.fixture(scope="session")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveLabelStudio]:
    if os.environ.get("ESCALERA_PLATFORMS") != "1":
        pytest.skip("Label Studio takes 1 GB: make test-platforms")
    live = LiveLabelStudio(tmp_path_factory.mktemp("label-studio"))
    yield live
    live.kill()


@pytest.fixture
def boss(studio: LiveLabelStudio) -> Iterator[LabelStudio]:
    """The organisation itself, which makes projects there and looks at what came."""
    client = LabelStudio(studio.address, studio.token)
    yield client
    client.close()


@pytest.fixture
def work(boss: LabelStudio) -> Callable[..., Project]:
    """A project of reviews to judge, or of something else."""

    def make(*tasks: str | dict[str, Any], config: str = MOOD, assignments: int = 1) -> Project:
        project = boss.create_project(
            title="Reseñas de la tienda",
            config=config,
            instructions="<p>Lee <b>todo</b> antes.</p>",
            assignments=assignments,
        )
        if tasks:
            boss.add_tasks(project.id, [{"text": one} if isinstance(one, str) else one for one in tasks])
        return project

    return make


@pytest.fixture
def programme(starter: Any, chen: Person, noon: datetime) -> Programme:
    return programmes.begin(name="Taller", coordinator=chen, now=noon)


@pytest.fixture
def connect(studio: LiveLabelStudio, programme: Programme, noon: datetime) -> Callable[..., Connection]:
    """Connected to one project, since other tests leave theirs on the same server."""

    def make(project: Project, **values: Any) -> Connection:
        usual: dict[str, Any] = {
            "programme": programme,
            "kind": Kind.LABEL_STUDIO,
            "name": "Seed shop's Label Studio",
            "address": studio.address,
            "token": studio.token,
            "requester": "Seed shop",
            "pay": Decimal("0.05"),
            "currency": "USD",
            "projects": [project.id],
            "now": noon,
        }
        return actions.connect(**usual | values)

    return make
