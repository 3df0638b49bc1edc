"""What one can practise here: every task type with an item to try that neither counts nor is kept."""

import gzip
import re

import pytest
from django.test import Client
from django.utils.html import escape

from conftest import browse_as
from escalera.tasks.families import REGISTRY
from escalera.tasks.making import built
from escalera.tasks.models import Attempt, Item, TaskType
from escalera.web.worker import marking
from solving import solved

in_both_languages = pytest.mark.parametrize("locale", ["es-MX", "en-US"])


def visitor(locale="en-US"):
    return Client(headers={"accept-language": locale})


def form_of(item: Item) -> dict[str, object]:
    """What a page without scripts sends for the right answer."""
    sent: dict[str, object] = {"want": "answer"}
    right = solved(item.key)
    for field in item.content["fields"]:
        name, value = field["name"], right[field["name"]]
        if field["widget"] == "ranking":
            sent |= {f"{name}--{one}": str(place) for place, one in enumerate(value, start=1)}
        elif field["widget"] in ("spans", "boxes"):
            sent |= {label["name"]: label["text"] for label in marking.labels(field, value)}
        elif field["widget"] == "cells":
            sent |= {f"{name}--{one.partition('=')[0]}": one.partition("=")[2] for one in value}
        elif field["widget"] in ("text", "longtext") and isinstance(value, list):
            sent[name] = ", ".join(value)
        else:
            sent[name] = value
    return sent


@in_both_languages
def test_every_task_type_stands_on_one_page_with_an_item_of_its_own(starter, locale):
    page = visitor(locale).get("/tasks/").content.decode()
    shown = set(re.findall(r'href="/tasks/([\w-]+)/(?:en|es)/\d+/"', page))

    wanted = {f"{slug}-{level}" for slug in REGISTRY for level in (1, 2, 3) if not REGISTRY[slug].opt_in}
    assert shown == wanted
    for task_type in TaskType.objects.filter(origin="family"):
        assert escape(task_type.title_es if locale == "es-MX" else task_type.title_en) in page


def test_the_page_is_light_however_many_task_types_there_are(starter):
    page = visitor().get("/tasks/").content

    assert len(gzip.compress(page)) <= 14_000
    assert b"<img" not in page


@in_both_languages
def test_the_right_answer_to_any_task_type_scores_fully_from_a_plain_form(starter, locale):
    language = locale[:2]
    for task_type in TaskType.objects.filter(origin="family", opt_in=False):
        item = built(task_type=task_type, language=language, seed=5)
        page = visitor(locale).post(f"/tasks/{task_type.pk}/{language}/5/", form_of(item)).content.decode()

        heading = re.search(r"<h1>(.*?)</h1>", page, re.S)[1].strip()
        waits = {"es": "Lo verá una persona", "en": "A person will look at it"}[language]
        assert heading in ({"es": "Todo bien", "en": "All right"}[language], waits), task_type.pk


def test_trying_stores_nothing(starter, amina):
    browser = browse_as(amina)
    browser.get("/tasks/receipts-1/en/3/")
    browser.post("/tasks/receipts-1/en/3/", {"want": "dont_know"})

    assert Item.objects.count() == Attempt.objects.count() == 0


@pytest.mark.parametrize(
    "address",
    [
        "/tasks/receipts-1/en/10000/",
        "/tasks/receipts-1/fr/3/",
        "/tasks/no-such-1/en/3/",
        "/tasks/moderation-1/en/3/",
    ],
)
def test_what_nobody_offered_is_not_there(starter, address):
    assert visitor().get(address).status_code == 404


def test_moderation_is_tried_by_those_who_want_it(starter, amina):
    amina.sees_moderation = True
    amina.save()

    assert browse_as(amina).get("/tasks/moderation-1/en/3/").status_code == 200


def test_help_keeps_what_was_given_and_shows_the_hint(starter):
    page = (
        visitor()
        .post("/tasks/text-tags-1/en/3/", {"want": "hint", "tags--name": "4-5", "tags--place": "9"})
        .content.decode()
    )

    assert 'value="4-5"' in page
    assert "Look for words with a capital letter" in page


def test_what_was_missed_is_said_in_words_beside_the_place_where_it_stands(starter):
    text = visitor().post("/tasks/text-tags-1/en/3/", {"want": "dont_know"}).content.decode()
    boxes = visitor().post("/tasks/picture-boxes-1/en/3/", {"want": "dont_know"}).content.decode()
    table = visitor().post("/tasks/table-correction-2/en/3/", {"want": "dont_know"}).content.decode()

    assert re.search(r'<mark class="missed">[^<]+</mark>\s*<small[^>]*>\[\w+, ✗ missed', text)
    assert '<g class="box missed">' in boxes
    assert "✗ missed" in boxes
    assert re.search(r"<s>[^<]+</s> <mark>[^<]+</mark>.*✗ missed", table)
