import json
import re
from typing import Any

import pytest

from escalera.jobs import starter
from escalera.reference.content import ContentError
from escalera.skills import starter as skills

WORDS = {"en": "x", "es": "x"}
NOT_ASKED_YET = {
    "annotate-text",
    "choose-photos",
    "correct-tables",
    "draw-boxes",
    "find-ideas-for-customers",
    "give-feedback",
    "judge-work",
    "plan-a-calendar",
    "sort-expenses",
    "sort-messages",
    "speak-clearly",
    "tell-stories-from-data",
    "time-subtitles",
    "write-captions",
    "write-headlines",
    "write-scripts",
}


def job(**more: Any) -> dict[str, Any]:
    asked = {"skill": "a", "level": 0.5, "importance": 1.0, "en": "x", "es": "x"}
    texts = dict.fromkeys(("title", "name_of_work", "summary", "sample"), WORDS)
    return {"slug": "j", "group": "g", "skills": [asked], **texts, **more}


def parse(*jobs: dict[str, Any]) -> tuple[starter.StarterJob, ...]:
    return starter.parse_all(jobs, skills=["a"], groups=["g"])


def texts(one: starter.StarterJob) -> str:
    return json.dumps(one.as_json(), ensure_ascii=False)


def test_there_are_at_least_thirty_jobs_and_some_are_creative():
    assert len(starter.load()) >= 30
    assert sum(one.creative for one in starter.load()) >= 6


def test_no_title_is_used_twice():
    for titles in ([one.title.en for one in starter.load()], [one.title.es for one in starter.load()]):
        assert len(set(titles)) == len(titles)


def test_every_job_can_be_practised_here():
    known = skills.load().by_id()
    for one in starter.load():
        taught = [asked for asked in one.skills if asked.is_required and known[asked.skill].taught_as]

        assert len(taught) >= 3, one.slug


def test_every_trainable_skill_is_wanted_by_some_job():
    wanted = {asked.skill for one in starter.load() for asked in one.skills}

    assert {one.id for one in skills.load().trainable()} - wanted - NOT_ASKED_YET == set()


def test_a_job_says_how_to_apply_what_to_watch_out_for_and_what_to_show():
    for one in starter.load():
        assert len(one.apply) >= 2 and len(one.watch_out) >= 4 and one.sample.es, one.slug
        assert len(one.search.en) >= 3 and len(one.search.es) >= 3, one.slug


def test_fees_documents_and_crypto_are_warned_of_in_every_job():
    for one in starter.load():
        warnings = " ".join(text.en for text in one.watch_out)

        assert all(word in warnings for word in ("fee", "ID", "crypto")), one.slug


def test_a_platform_is_never_named_without_the_advice_to_check_it():
    named = [text for one in starter.load() for text in one.apply if re.search(r"such as [A-Z]", text.en)]

    assert len(named) > 10
    for advice in named:
        assert "check reviews and pay first" in advice.en.lower()
        assert "revisa antes las opiniones y el pago" in advice.es.lower()


def test_no_job_carries_an_address():
    for one in starter.load():
        words = texts(one).replace(one.codes.esco or "\0", "")

        assert not re.search(r"https?:|www\.|@\w", words), one.slug


def test_exposure_is_told_by_two_measures_or_not_at_all():
    for one in starter.load():
        assert len(one.exposure) != 1, one.slug
        assert bool(one.exposure) == bool(one.nearest_occupation), one.slug


def test_some_work_has_been_measured_by_nobody_and_says_so():
    moderation = starter.by_slug()["content-moderation"]

    assert (moderation.pay, moderation.exposure) == ((), ())


def test_pay_of_another_occupation_names_it():
    measured = {"data-entry", "graphic-design", "bookkeeping-help", "community-management"}
    for one in starter.load():
        for fact in one.pay:
            assert fact.occupation or one.slug in measured, one.slug
            assert fact.covers.es and fact.place.es and 2018 <= fact.year <= 2026


def test_as_json_holds_no_float_for_money():
    one = starter.by_slug()["data-entry"].as_json()

    assert one["pay"][0]["amount_low"] == "17.19"
    assert json.loads(json.dumps(one)) == one


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"group": "h"}, "j: group: unknown: h"),
        ({"skills": []}, "asks for no skill"),
        ({"title": {"en": "x"}}, "j: title: 'es'"),
        ({"skills": [{"skill": "b", "level": 0.5, "importance": 1, "en": "x", "es": "x"}]}, "unknown: b"),
        ({"skills": [{"skill": "a", "level": 1.5, "importance": 1, "en": "x", "es": "x"}]}, "from 0 to 1"),
    ],
)
def test_a_job_that_cannot_be_right_is_refused_by_name(more, said):
    with pytest.raises(ContentError, match=said):
        parse(job(**more))


def test_the_same_job_twice_is_refused():
    with pytest.raises(ContentError, match="jobs: more than once: j"):
        parse(job(), job())


def pay(**more: Any) -> dict[str, Any]:
    fact = {
        "amount_low": "1.00",
        "amount_high": "2.00",
        "currency": "USD",
        "per": "hour",
        "measure": "median",
    }
    return fact | {"place": WORDS, "covers": WORDS, "source": "hara-2018", "year": 2018} | more


@pytest.mark.parametrize(
    "more",
    [
        {"amount_low": 1.0},
        {"amount_low": "3.00"},
        {"per": "week"},
        {"measure": "rumour"},
        {"source": "somebody-said"},
    ],
)
def test_a_pay_fact_without_source_or_sense_is_refused(more):
    assert parse(job(pay=[pay()]))[0].pay[0].people is None

    with pytest.raises(ContentError):
        parse(job(pay=[pay(**more)]))
