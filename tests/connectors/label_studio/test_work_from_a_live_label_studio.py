import base64
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from PIL import Image

from escalera.connectors import actions
from escalera.connectors.label_studio.client import LabelStudio
from escalera.connectors.models import Alias, Delivery, RemoteTask
from escalera.connectors.politeness import NotLetIn
from escalera.earnings import queries as earnings
from escalera.earnings.models import Payment
from escalera.paths import actions as paths
from escalera.tasks import making
from escalera.tasks.models import Attempt, Item

pytestmark = pytest.mark.platforms

LATER = timedelta(minutes=6)
GOOD = {"asked-1": "1", "asked-2": "Habla bien de la señora"}
BOXES = """<View><Image name="photo" value="$photo"/>
<RectangleLabels name="box" toName="photo"><Label value="Perro"/></RectangleLabels></View>"""


def do(person, connection, noon, answer=GOOD):
    """The person is given the next paid item and answers it."""
    task_type = connection.batches.get().task_type
    item = making.item_for(task_type=task_type, person=person, seed=0, now=noon)
    return paths.record_attempt(
        id=uuid4(),
        person=person,
        item=item,
        step=None,
        answer=answer,
        seconds=33.4,
        help_used=False,
        answered_at=noon,
        now=noon,
    )


def only_task(boss, project):
    (task,) = boss.tasks(project.id)
    return task.id


def test_tasks_come_in_as_paid_items_in_our_widgets_and_once(connect, work, noon):
    project = work("Muy rico", "Llegó tarde", "Ni fu ni fa")
    connection = connect(project)

    first = actions.sync(connection=connection, now=noon)
    again = actions.sync(connection=connection, now=noon + LATER)

    assert (first.brought, again.brought, first.refused) == (3, 0, [])
    batch = connection.batches.get()
    assert (batch.task_type.pay, batch.currency, batch.task_type.is_open) == (batch.pay, "USD", True)
    content = RemoteTask.objects.first().item.content
    assert content["instructions"] == "Lee todo antes."
    assert [field["widget"] for field in content["fields"]] == ["choice", "longtext"]
    assert batch.task_type.source["language"] == "es"


def test_tasks_added_later_come_with_the_next_exchange(connect, work, boss, noon):
    project = work("Muy rico")
    connection = connect(project)
    actions.sync(connection=connection, now=noon)
    boss.add_tasks(project.id, [{"text": "Nuevo"}])

    assert actions.sync(connection=connection, now=noon + LATER).brought == 1


def test_an_answer_becomes_an_annotation_with_our_working_time_and_its_payment_is_expected(
    connect, work, boss, amina, noon
):
    project = work("Muy rico")
    connection = connect(project)
    actions.sync(connection=connection, now=noon)
    attempt = do(amina, connection, noon)

    done = actions.sync(connection=connection, now=noon + LATER)

    (annotation,) = boss.annotations(only_task(boss, project))
    assert (done.delivered, annotation.seconds) == (1, 33.4)
    values = {region["from_name"]: region["value"] for region in annotation.result}
    assert values == {"mood": {"choices": ["Bien"]}, "why": {"text": ["Habla bien de la señora"]}}
    alias = Alias.objects.get(person=amina).username
    assert all(region["meta"]["text"] == [alias] for region in annotation.result)
    (life,) = earnings.lives_of(amina)
    assert (life.stage, life.payment.attempt, life.payment.requester.name) == ("sent", attempt, "Seed shop")


def test_delivering_again_delivers_nothing_twice(connect, work, boss, amina, noon):
    project = work("Muy rico", assignments=3)
    connection = connect(project)
    actions.sync(connection=connection, now=noon)
    do(amina, connection, noon)
    actions.sync(connection=connection, now=noon + LATER)
    # As if we were killed after the platform had it and before we knew.
    Payment.objects.all().delete()
    Delivery.objects.update(delivered_at=None, next_try_at=None)

    actions.sync(connection=connection, now=noon + 2 * LATER)

    assert len(boss.annotations(only_task(boss, project))) == Payment.objects.count() == 1


def test_an_answer_that_arrives_while_we_look_is_refused_there_and_counts_as_delivered(
    connect, work, boss, amina, noon, monkeypatch
):
    project = work("Muy rico", assignments=3)
    connection = connect(project)
    actions.sync(connection=connection, now=noon)
    do(amina, connection, noon)
    actions.sync(connection=connection, now=noon + LATER)
    Delivery.objects.update(delivered_at=None, next_try_at=None)
    monkeypatch.setattr(LabelStudio, "annotations", lambda self, task: [])

    actions.sync(connection=connection, now=noon + 2 * LATER)
    monkeypatch.undo()

    assert len(boss.annotations(only_task(boss, project))) == 1
    assert Delivery.objects.get().delivered_at


def test_several_people_of_ours_do_one_task_where_several_answers_are_wanted(
    connect, work, boss, amina, bilal, chen, noon
):
    project = work("Muy rico")
    connection = connect(project, answers=2)
    actions.sync(connection=connection, now=noon)
    for person in (amina, bilal):
        do(person, connection, noon)
    with pytest.raises(making.NoItemLeft):
        do(chen, connection, noon)

    actions.sync(connection=connection, now=noon + LATER)

    people = {one.result[0]["meta"]["text"][0] for one in boss.annotations(only_task(boss, project))}
    assert people == set(Alias.objects.values_list("username", flat=True)) and len(people) == 2


def test_work_that_others_did_there_is_not_offered_here(connect, work, boss, amina, noon):
    project = work("Muy rico")
    connection = connect(project)
    actions.sync(connection=connection, now=noon)
    annotate_there(boss, project)

    actions.sync(connection=connection, now=noon + LATER)

    with pytest.raises(making.NoItemLeft):
        do(amina, connection, noon)


def annotate_there(boss, project):
    boss.annotate(only_task(boss, project), result=[], seconds=1, unique_id=str(uuid4()))


def test_an_answer_too_late_is_told_honestly_and_nothing_vanishes(connect, work, boss, amina, noon):
    project = work("Muy rico")
    connection = connect(project)
    actions.sync(connection=connection, now=noon)
    attempt = do(amina, connection, noon)
    annotate_there(boss, project)

    actions.sync(connection=connection, now=noon + LATER)

    (life,) = earnings.lives_of(amina)
    assert (life.stage, life.payment.attempt) == ("rejected", attempt)
    assert Attempt.objects.count() == 1 and Delivery.objects.get().closed_at


def test_a_changed_setup_is_a_new_batch_and_an_answer_given_before_is_still_delivered(
    connect, work, boss, amina, bilal, noon
):
    project = work("Muy rico", "Llegó tarde")
    connection = connect(project)
    actions.sync(connection=connection, now=noon)
    do(amina, connection, noon)
    changed = project.config.replace('<Choice value="Mal"/>', '<Choice value="Mal"/><Choice value="Igual"/>')
    boss._send("PATCH", f"/api/projects/{project.id}/", {"label_config": changed})

    done = actions.sync(connection=connection, now=noon + LATER)

    old, new = connection.batches.order_by("pk")
    assert (done.delivered, done.brought) == (1, 1)
    assert (old.task_type.is_open, new.task_type.is_open) == (False, True)
    assert not old.remote_tasks.filter(item__wanted__gt=0).exists()
    assert len(new.remote_tasks.get().item.content["fields"][0]["options"]) == 3


def test_a_picture_comes_with_the_task_and_boxes_go_back_in_its_own_measure(connect, work, boss, amina, noon):
    project = work({"photo": data_address(1920, 960)}, config=BOXES)
    connection = connect(project)
    actions.sync(connection=connection, now=noon)
    do(amina, connection, noon, {"asked-1": ["1 96 48 480 240"]})

    actions.sync(connection=connection, now=noon + LATER)

    (region,) = boss.annotations(only_task(boss, project))[0].result
    value = {name: round(region["value"][name], 3) for name in ("x", "y", "width", "height")}
    assert value == {"x": 10, "y": 10, "width": 40, "height": 40}
    assert (region["original_width"], region["original_height"]) == (1920, 960)


def test_a_picture_uploaded_there_is_fetched_with_the_token(connect, work, boss, noon):
    project = work(config=BOXES)
    files = {"file": ("dog.png", png(640, 320), "image/png")}
    boss._http._client.post(f"/api/projects/{project.id}/import", files=files).raise_for_status()
    connection = connect(project)

    done = actions.sync(connection=connection, now=noon)

    assert (done.brought, done.refused) == (1, [])
    assert "data:image/webp" in RemoteTask.objects.get().item.content["stimulus"][0]["svg"]


def data_address(wide, high):
    return f"data:image/png;base64,{base64.b64encode(png(wide, high)).decode()}"


def png(wide, high):
    out = io.BytesIO()
    Image.new("RGB", (wide, high), "seagreen").save(out, "PNG")
    return out.getvalue()


def test_what_cannot_be_shown_is_said_and_keeps_nothing_else_away(connect, work, noon):
    away = {"photo": "https://elsewhere.example/dog.png"}
    project = work(away, {"photo": data_address(64, 64)}, config=BOXES)

    connection = connect(project)
    done = actions.sync(connection=connection, now=noon)

    assert done.brought == 1
    assert "elsewhere.example" in connection.last_error


def test_a_tag_that_cannot_be_done_here_is_named_to_the_coordinator(connect, work, noon):
    config = '<View><Text name="t" value="$text"/><Taxonomy name="x" toName="t"><Choice value="a"/></Taxonomy></View>'
    connection = connect(work("Muy rico", config=config))

    actions.sync(connection=connection, now=noon)

    assert "can't be done here yet: <Taxonomy>" in connection.last_error


def test_without_pay_nothing_comes_in(connect, work, noon):
    connection = connect(work("Muy rico"), pay=None)

    done = actions.sync(connection=connection, now=noon)

    assert done.brought == 0 and "what the work pays" in connection.last_error
    assert not Item.objects.filter(wanted__isnull=False).exists()


def test_a_token_of_the_new_kind_is_exchanged_and_renewed_when_it_runs_out(studio, work, noon):
    project = work("Muy rico")
    client = LabelStudio(studio.address, studio.new_token())

    assert project.id in [one.id for one in client.projects()]
    client._http.renew({"Authorization": "Bearer of.five.minutes-ago"})

    assert len(list(client.tasks(project.id))) == 1


@pytest.mark.parametrize("token", ["f" * 40, "not.a.token"])
def test_a_wrong_token_of_either_kind_is_said_plainly(studio, token):
    with pytest.raises(NotLetIn, match="does not accept the token"):
        LabelStudio(studio.address, token).projects()
