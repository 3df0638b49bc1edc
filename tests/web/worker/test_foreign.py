"""The frame of a task of others: its policy, who may see it, and the answers it hands over."""

import hashlib
import json
import re
import uuid
from pathlib import Path

import pytest
from django.test import Client

from conftest import NOON, browse_as
from escalera.learning import tracing
from escalera.paths import planning
from escalera.paths.models import Goal, Step
from escalera.people.models import Person
from escalera.tasks.foreign import importing
from escalera.tasks.models import Attempt, TaskType
from escalera.web.worker import foreign

OURS = Path(__file__).parents[2] / "tasks" / "templates_of_ours"


@pytest.fixture
def template(tasks_loaded: None) -> TaskType:
    importing.import_one(OURS / "parcel-choice", requester="Chen")
    return TaskType.objects.get(slug="template-parcel-choice")


def goal_of(person: Person, **required: float) -> Goal:
    required = {skill.replace("_", "-"): level for skill, level in required.items()} or {"read-english": 0.5}
    return Goal.objects.create(
        person=person, origin="job", origin_id="x", title="x", required=required, set_at=NOON
    )


@pytest.fixture
def step(bilal: Person, template: TaskType) -> Step:
    item = template.items.order_by("seed").first()
    return Step.objects.create(goal=goal_of(bilal), item=item, task_type=template, reason={}, chosen_at=NOON)


@pytest.fixture
def browser(bilal: Person) -> Client:
    return browse_as(bilal)


def frame_of(browser: Client, step: Step):
    return browser.get(f"/steps/{step.pk}/foreign/", {"token": str(uuid.uuid4())})


def test_the_frame_may_load_nothing_but_our_vendored_files(browser, step):
    response = frame_of(browser, step)

    policy = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
    assert policy["sandbox"] == "allow-scripts allow-forms"
    assert (
        policy["default-src"]
        == policy["connect-src"]
        == policy["form-action"]
        == policy["frame-src"]
        == "'none'"
    )
    assert policy["img-src"] == "data:"
    assert policy["frame-ancestors"] == "'self'"
    assert re.fullmatch(
        r"'unsafe-inline' 'unsafe-eval' http://testserver/foreign/[0-9a-f]{12}/", policy["script-src"]
    )


def test_the_page_around_it_keeps_its_own_strict_policy(browser, step):
    response = browser.get(f"/steps/{step.pk}/")

    assert "unsafe" not in response["Content-Security-Policy"]
    assert "srcdoc" not in response.content.decode()
    assert "needs scripts" in response.content.decode()


def test_all_the_frame_asks_for_is_served(browser, step):
    html = frame_of(browser, step).content.decode()

    addresses = re.findall(r'(?:src|href)="(http[^"]+)"', html)
    assert len(addresses) == 5
    for address in addresses:
        response = browser.get(address)
        assert response.status_code == 200
        assert "immutable" in response["Cache-Control"]
    assert "vendored:" not in html


@pytest.mark.parametrize("name", ["../foreign.py", "LICENSE", "sha256sums.txt", "jquery/none.js"])
def test_nothing_else_is_served_from_there(browser, db, name):
    assert browser.get(foreign.folder_address() + name).status_code == 404


def test_dora_sees_neither_task_nor_frame(step, dora):
    goal_of(dora)

    assert frame_of(browse_as(dora), step).status_code == 404
    assert frame_of(Client(), step).status_code == 404
    assert browse_as(dora).get(f"/steps/{step.pk}/").status_code == 404


@pytest.mark.parametrize("token", ["", "x", '"><script>'])
def test_a_frame_without_a_proper_token_is_not_shown(browser, step, token):
    assert browser.get(f"/steps/{step.pk}/foreign/", {"token": token}).status_code == 404


def send(browser: Client, step: Step, said: object, **more: str):
    text = said if isinstance(said, str) else json.dumps(said)
    sent = {
        "id": str(uuid.uuid4()),
        "want": "answer",
        "helped": "0",
        "seconds": "20",
        "foreign": text,
        **more,
    }
    return browser.post(f"/steps/{step.pk}/attempt/", sent)


def test_the_reference_answer_scores_fully_and_the_feedback_names_it(browser, step):
    key = step.item.key
    said = {"shelf": key["shelf"]["right"]} | dict.fromkeys(
        key.get("ticked-boxes", {}).get("right") or [], "on"
    )

    response = send(browser, step, said)

    attempt = Attempt.objects.get(step=step.pk)
    assert attempt.score == 1
    page = browser.get(response.url).content.decode()
    assert "Where does the parcel go?" in page
    assert key["shelf"]["shown"] in page


def test_the_same_answer_sent_twice_counts_once(browser, step):
    same = str(uuid.uuid4())

    for _ in range(2):
        send(browser, step, {"shelf": "1"}, id=same)

    assert Attempt.objects.filter(step=step.pk).count() == 1


@pytest.mark.parametrize(
    "said",
    [
        "",
        "{",
        "[1]",
        "3",
        "null",
        "[" * 5000,
        {"shelf": {"a": 1}},
        {"shelf": 7},
        {"other": "x"},
        {"shelf": [1, {}]},
    ],
)
def test_what_is_no_answer_is_asked_for_again(browser, step, said):
    assert send(browser, step, said).status_code == 422
    assert not Attempt.objects.exists()


def test_a_remark_left_empty_takes_nothing_away(browser, step):
    said = {"shelf": step.item.key["shelf"]["right"], "fragile": "on", "remark": ""}

    send(browser, step, said)

    assert Attempt.objects.get(step=step.pk).score == 1


def test_not_knowing_is_an_answer_too(browser, step):
    send(browser, step, "", want="dont_know")

    assert Attempt.objects.get(step=step.pk).score == 0


def test_a_path_counts_it_among_the_task_types_of_who_can_read_it(template, amina, bilal):
    in_english = planning.not_for(goal_of(bilal))
    goal = goal_of(amina, enter_data=0.5)
    in_spanish = planning.not_for(goal)
    goal.required = {"read-english": 0.5}
    learns_english = planning.not_for(goal)

    assert template.slug not in in_english
    assert template.slug in in_spanish
    assert template.slug not in learns_english
    assert template.slug in tracing.tutor().catalogue.task_types


def test_vendored_files_are_unchanged():
    vendor = Path(foreign.__file__).parent / "vendor"
    listed = dict(reversed(line.split("  ")) for line in (vendor / "sha256sums.txt").read_text().splitlines())

    served = {name: hashlib.sha256(content).hexdigest() for name, content in foreign.files().items()}
    assert listed == {name: digest for name, digest in served.items() if not name.startswith("ours/")}
    assert {path.parent.name for path in vendor.rglob("LICENSE")} == {
        path.name for path in vendor.iterdir() if path.is_dir()
    }
