"""Work of a Label Studio among the steps of a path: in our own widgets, without scripts, said to be paid."""

from decimal import Decimal

import pytest

from conftest import browse_as
from escalera.connectors import incoming
from escalera.connectors.label_studio import bringing, items
from escalera.connectors.label_studio import config as configs
from escalera.connectors.label_studio.client import Project
from escalera.connectors.label_studio.pictures import Seen
from escalera.connectors.models import Kind, RemoteTask
from escalera.look.amounts import money
from escalera.paths import actions as paths
from escalera.paths.planning import Choice
from escalera.programmes import actions as programmes
from escalera.tasks.families.family import Picture
from escalera.tasks.models import Attempt
from walking import goal_for

from .test_connecting import connect

CONFIG = """<View><Text name="text" value="$text"/><Image name="photo" value="$photo"/>
<Labels name="who" toName="text"><Label value="Persona"/></Labels>
<RectangleLabels name="dogs" toName="photo"><Label value="Perro"/></RectangleLabels>
<Choices name="mood" toName="text" choice="multiple"><Choice value="Bien"/><Choice value="Mal"/></Choices></View>"""
TEXT = "La señora Luna tiene dos perros."
FORM = {
    "asked-1--1": "2-3",
    "asked-2--1": "10 10 60 60",
    "asked-3": ["1", "2"],
    "want": "answer",
    "seconds": "40",
}


@pytest.fixture
def step(starter, chen, amina, noon):
    programme = programmes.begin(name="Taller", coordinator=chen, now=noon)
    connection = connect(programme, noon, kind=Kind.LABEL_STUDIO)
    project = Project(7, "Perros y personas", "", CONFIG, "<p>Marca todo.</p>", 1)
    picture = Seen(Picture("<svg xmlns='http://www.w3.org/2000/svg'/>", "", 200, 100), (800, 400))
    item = items.item_of(
        configs.read(CONFIG),
        {"text": TEXT, "photo": "/a.png"},
        instructions="Marca todo.",
        language="es",
        picture_of=lambda address: picture,
    )
    work = incoming.Incoming(
        bringing.remote_id(project),
        "7",
        project.title,
        1,
        bringing.made_of(project, (item,), "es"),
        {"1": item},
    )
    batch, _ = incoming.keep(
        connection=connection, incoming=work, pay=Decimal("0.75"), currency="USD", now=noon
    )
    return step_to(batch, amina, noon)


def step_to(batch, person, noon):
    goal = goal_for(person, {"annotate-text": 0.5}, noon)
    choice = Choice(batch.task_type_id, {})
    return paths.keep_step(goal=goal, choice=choice, seed=1, is_placement=False, now=noon)


def test_the_page_says_who_pays_how_much_and_asks_in_our_widgets(step, amina):
    page = browse_as(amina, "es-mx").get(f"/steps/{step.pk}/").content.decode()

    assert f"Trabajo pagado para Seed shop: {money(0.75, 'USD')}." in page
    assert "Marca todo." in page and "data-spans" in page and "data-boxes" in page
    assert "nadie vende tu respuesta" not in page


def test_the_answer_is_kept_and_the_next_page_says_what_was_sent_and_no_verdict(step, amina):
    browser = browse_as(amina, "es-mx")

    answer = browser.post(f"/steps/{step.pk}/attempt/", FORM, follow=True)

    attempt = Attempt.objects.get()
    assert attempt.answer == {"asked-1": ["1:2-3"], "asked-2": ["1 10 10 60 60"], "asked-3": ["1", "2"]}
    assert attempt.score is None and attempt.seconds == 40
    page = answer.content.decode()
    assert "Persona: señora Luna" in page and "Perro: 1" in page and "Bien" in page and "Mal" in page
    assert "Seed shop" in page and "vacío" not in page


def test_who_does_not_know_gives_it_back_to_others(step, amina, bilal, noon):
    answer = browse_as(amina, "es-mx").post(f"/steps/{step.pk}/attempt/", {"want": "dont_know"}, follow=True)

    assert answer.status_code == 200 and "la hace otra persona" in answer.content.decode()
    assert step_to(step_batch(step), bilal, noon).item == step.item


def step_batch(step):
    return RemoteTask.objects.get(item=step.item).batch
