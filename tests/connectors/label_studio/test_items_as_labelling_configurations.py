"""Every task type of ours that can go out: its set-up is one we could read, and right answers come back right."""

import numpy as np
import pytest

from escalera.connectors.label_studio import form
from escalera.connectors.models import Kind
from escalera.connectors.outgoing import NotPlain, check_plain, shape
from escalera.tasks.families import REGISTRY
from escalera.tasks.models import Item
from escalera.tasks.scoring import score
from solving import solved

from .labelling_there import regions

TYPES = [(slug, level) for slug in REGISTRY for level in (1, 2, 3)]
LEAST = (
    60  # of 81 task types; the others have sounds, tables to mend, things to rank, or items of several shapes
)


def item(slug, level, seed, language="es"):
    parts = REGISTRY[slug].make(level, language, np.random.default_rng(seed)).as_json()
    return Item(**parts, language=language)


def goes_out(items):
    try:
        for one in items:
            check_plain(one.content, kind=Kind.LABEL_STUDIO)
    except NotPlain:
        return False
    return len({shape(one.content) for one in items}) == 1


def test_right_answers_come_back_right_from_every_task_type_that_goes_out():
    gone = 0
    for slug, level in TYPES:
        items = [item(slug, level, seed) for seed in range(3)]
        if goes_out(items):
            gone += 1
            for one in items:
                wanted = solved(one.key)
                back = form.answer_of(one.content, regions(one, wanted))
                assert score(one.key, back).score == score(one.key, wanted).score, (slug, level)

    assert gone >= LEAST


@pytest.mark.parametrize("slug", ["text-tags", "picture-boxes"])
def test_labels_of_all_items_stand_in_the_one_setup(slug):
    items = [item(slug, 2, seed) for seed in range(4)]

    config = form.config_of(items)

    for one in items:
        assert all(f'alias="{option["value"]}"' in config for option in one.content["fields"][0]["options"])


def test_the_key_never_travels():
    one = item("text-tags", 2, 1)
    one.key["tags"]["right"] = ["canary:1-2"]

    assert "canary" not in str(form.data_of(one)) + form.config_of([one])


HOSTILE = [
    None,
    "x",
    {"from_name": "asked-1"},
    {"from_name": "asked-1", "value": {"labels": ["name"], "start": "1", "end": None}},
    {"from_name": "asked-1", "value": {"labels": "name", "start": 0, "end": 10**9}},
    {"from_name": "asked-1", "value": {"labels": [["name"]], "start": True, "end": 3}},
    {"from_name": "asked-1", "value": {"rectanglelabels": ["cup"], "x": "a"}},
    {
        "from_name": "asked-1",
        "value": {"rectanglelabels": [{}], "x": float("nan"), "y": 0, "width": 1, "height": 1},
    },
    {"from_name": ["asked-1"], "value": {"text": {"a": 1}}},
]


@pytest.mark.parametrize("slug", ["text-tags", "picture-boxes", "sentiment", "captions"])
@pytest.mark.parametrize("region", HOSTILE)
def test_regions_that_mean_nothing_are_left_out(slug, region):
    answer = form.answer_of(item(slug, 1, 1).content, [region])

    assert all(
        isinstance(one, str)
        for given in answer.values()
        for one in ([given] if isinstance(given, str) else given)
    )
