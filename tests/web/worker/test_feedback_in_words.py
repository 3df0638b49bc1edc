"""What one reads after an answer: each rule once, orders as lists, and what still waits for people."""

import pytest
from django.test import Client

from escalera.tasks.making import built
from escalera.tasks.models import TaskType
from escalera.tasks.scoring import score
from escalera.web.worker import feedback

pytestmark = pytest.mark.usefixtures("tasks_loaded")


def results_of(slug: str, answer, seed: int = 21):
    item = built(task_type=TaskType.objects.get(pk=slug), language="en", seed=seed)
    judged = {name: vars(field) for name, field in score(item.key, answer).fields.items()}
    return feedback.results(item, judged, answer, lambda place: f"/{place}.svg"), item


def test_several_fields_that_break_one_rule_tell_it_once():
    found, item = results_of("sentiment-3", {"opinion": "x"})

    assert len(found) == 3 and len(set(item.feedback.values())) == 1
    assert [bool(one["rule"]) for one in found] == [True, False, False]


def test_an_order_is_a_list_in_the_words_people_saw():
    found, _item = results_of("headlines-2", {})
    order = next(one for one in found if one["lists"] and one["lists"]["in_order"])

    assert order["lists"]["given"] == []
    assert len(order["lists"]["right"]) == 4 and all(" " in label for label in order["lists"]["right"])


def test_short_choices_stay_on_one_line():
    found, _ = results_of("image-labels-2", {})

    assert all(one["lists"] is None for one in found)


def test_the_model_of_a_free_text_is_an_example_and_what_is_missing_is_said_once():
    found, _ = results_of("stories-from-data-3", {"story": "In June"})
    story = found[0]

    assert story["is_free"]
    assert len(story["missed"]) == len(set(story["missed"])) > 0


def test_the_task_can_be_seen_again_beside_what_was_right():
    page = Client().post("/tasks/receipts-1/en/21/", {"want": "dont_know"}, headers={"accept-language": "en"})

    html = page.content.decode()
    assert "See the task again" in html
    assert 'loading="lazy" src="/tasks/receipts-1/en/21/pictures/0.svg"' in html


def test_a_choice_that_a_peer_will_judge_has_no_list_of_what_was_right():
    options = [{"value": name, "label": f"A long label for {name}"} for name in "ab"]

    assert feedback.lists({"widget": "choices", "options": options}, {"right": None}, ["a"]) is None
