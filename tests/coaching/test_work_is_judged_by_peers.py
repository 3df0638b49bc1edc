"""From an answer that waits to a result: who judges what, and what comes of it."""

from datetime import timedelta
from uuid import uuid4

import numpy as np
import pytest

from conftest import someone
from escalera.coaching.judgement import actions, commenting, offering, pools, queries, settling
from escalera.coaching.judgement.models import Comment, Comparison, Judgement, Round, Verdict, Work
from escalera.coaching.judgement.refusals import NotYours
from escalera.coaching.judgement.weighing import Weighed
from escalera.ledger.models import Event
from escalera.people.models import Person
from escalera.rights import actions as rights
from escalera.tasks.families import judging
from escalera.tasks.models import Attempt, Item
from judged import COMENTARIO, answer, calibrated, captions, judge_honestly, offered, say, work_of

pytestmark = pytest.mark.usefixtures("tasks_loaded")


@pytest.fixture
def judges(noon) -> list[Person]:
    """Six people who have done the task and know how to judge."""
    people = [someone() for _ in range(6)]
    for person in people:
        answer(person, hook="", now=noon)
        calibrated(person, right=True, now=noon)
    return people


def judged(work: Work, quality: float, judges: list[Person], noon) -> Verdict | None:
    for person in judges:
        judge_honestly(person, {work.pk: quality}, noon, most=4)
    settling.settle(now=noon + timedelta(hours=1))
    return Verdict.objects.filter(round__work=work).last()


def test_an_answer_that_waits_becomes_one_work_however_often_one_looks(amina, noon):
    attempt = answer(amina, now=noon)

    for _ in range(3):
        actions.open_works(now=noon)

    work = Work.objects.get()
    assert (work.attempt_id, work.field, work.prior) == (attempt.pk, "hook", 1.0)
    assert Round.objects.get().number == 1


def test_an_answer_left_empty_is_no_work(amina, noon):
    answer(amina, hook="", now=noon)

    actions.open_works(now=noon)

    assert not Work.objects.exists()


def test_a_single_work_is_judged_beside_pieces_of_ours(amina, judges, noon):
    work = work_of(amina, now=noon)

    pair = offered(judges[0], noon)

    assert {pair.first_id, pair.second_id} == {work.pk, None}
    assert pair.first_anchor or pair.second_anchor


@pytest.mark.parametrize(("quality", "low", "high"), [(0.95, 0.7, 1.0), (0.02, 0.0, 0.35)])
def test_the_score_lies_where_the_work_stands_among_pieces_of_known_quality(
    amina, judges, noon, quality, low, high
):
    verdict = judged(work_of(amina, now=noon), quality, judges, noon)

    assert low < verdict.score < high
    assert verdict.low < verdict.score < verdict.high
    assert verdict.is_sure


def test_the_late_score_reaches_the_attempt_and_the_belief_as_if_it_had_come_in_time(amina, judges, noon):
    from escalera.learning import actions as learning
    from escalera.learning.models import BeliefState

    work = work_of(amina, now=noon)
    answer(amina, hook="", now=noon + timedelta(minutes=5))
    before = bytes(BeliefState.objects.get(person=amina).packed)

    verdict = judged(work, 0.02, judges, noon)

    attempt = Attempt.objects.get(pk=work.attempt_id)
    after = BeliefState.objects.get(person=amina)
    assert attempt.fields["hook"]["score"] == verdict.score
    assert attempt.score == pytest.approx((1 + verdict.score) / 2)
    assert bytes(after.packed) != before
    learning.rebuild(person=amina, claims={}, now=noon)
    assert bytes(BeliefState.objects.get(person=amina).packed) == bytes(after.packed)
    assert (after.told, after.told_at) == (2, noon + timedelta(minutes=5))


def test_settling_twice_changes_nothing(amina, judges, noon):
    judged(work_of(amina, now=noon), 0.95, judges, noon)
    before = (list(Verdict.objects.values()), Attempt.objects.count(), Event.objects.count())

    for _ in range(2):
        settling.settle(now=noon + timedelta(hours=2))

    assert (list(Verdict.objects.values()), Attempt.objects.count(), Event.objects.count()) == before


def test_a_chore_killed_between_verdict_and_score_leaves_neither(amina, judges, noon, monkeypatch):
    work = work_of(amina, now=noon)
    for person in judges:
        judge_honestly(person, {work.pk: 0.95}, noon, most=4)
    monkeypatch.setattr(settling, "score_late", killed)

    with pytest.raises(KeyboardInterrupt):
        settling.settle(now=noon)
    left = Verdict.objects.count()
    monkeypatch.undo()
    settling.settle(now=noon)

    assert (left, Verdict.objects.count()) == (0, 1)


def killed(*args: object, **more: object) -> None:
    raise KeyboardInterrupt


def test_nobody_judges_their_own(amina, noon):
    work_of(amina, now=noon)

    assert offered(amina, noon) is None


def test_only_who_did_the_task_judges_it_until_the_round_is_widened(amina, dora, noon):
    work_of(amina, now=noon)
    calibrated(dora, right=True, now=noon)

    early = offered(dora, noon)
    settling.settle(now=noon + timedelta(days=2))
    late = offered(dora, noon + timedelta(days=2))

    assert early is None
    assert late is not None


def test_who_has_tried_nothing_here_judges_nothing(amina, dora, noon):
    work_of(amina, now=noon)

    with pytest.raises(offering.NotYetAPeer):
        offered(dora, noon)


def test_a_work_is_judged_by_people_of_its_language(bilal, judges, noon):
    work_of(bilal, now=noon)

    assert offered(judges[0], noon) is None


def test_the_same_pair_waits_until_it_is_judged_or_passed_over(amina, judges, noon):
    work_of(amina, now=noon)
    first = offered(judges[0], noon)

    again = offered(judges[0], noon, seed=7)
    offering.pass_over(comparison=first, person=judges[0], now=noon)
    other = offered(judges[0], noon, seed=7)

    assert first == again != other


def test_two_people_do_not_judge_each_other_for_ever(amina, judges, noon):
    for _ in range(5):
        work_of(amina, now=noon)

    done = judge_honestly(judges[0], dict.fromkeys(Work.objects.values_list("pk", flat=True), 0.5), noon)
    month_later = offered(judges[0], noon + timedelta(days=31))

    assert done <= queries.A_JUDGE_AND_AN_AUTHOR
    assert month_later is not None


def test_every_fifth_pair_is_one_whose_order_we_know(amina, judges, noon):
    judge = judges[0]
    authors = [someone() for _ in range(6)]
    works = [work_of(author, now=noon) for author in authors]

    judge_honestly(judge, {work.pk: 0.5 for work in works}, noon, most=5)

    gold = [pair.is_gold for pair in Comparison.objects.filter(judge=judge).order_by("offered_at")]
    assert gold == [False] * 4 + [True]
    last = Attempt.objects.get(pk=Judgement.objects.order_by("at").last().pk)
    assert last.score == 1.0


def test_a_judgement_sent_twice_is_one_and_the_first_word_counts(amina, judges, noon):
    work_of(amina, now=noon)
    pair, id = offered(judges[0], noon), uuid4()

    for better in ("first", "first", "second"):
        say(pair, better, noon, id=id)

    assert Judgement.objects.get().better == "first"
    assert Attempt.objects.filter(pk=id).count() == 1


def test_a_pair_that_was_offered_to_somebody_else_is_refused(amina, dora, judges, noon):
    work_of(amina, now=noon)
    pair = offered(judges[0], noon)

    with pytest.raises(NotYours):
        actions.judge(
            id=uuid4(), comparison=pair, person=dora, better="first", seconds=60, answered_at=noon, now=noon
        )


def test_judges_who_contradict_gold_do_not_move_the_score(amina, judges, noon):
    bad = [someone() for _ in range(4)]
    for person in bad:
        answer(person, hook="", now=noon)
        calibrated(person, right=False, now=noon, times=6)
    work = work_of(amina, now=noon)
    for person in bad:
        judge_honestly(person, {work.pk: -1.0}, noon, most=3)

    pool = pools.load(captions(), "es")
    weighed = Weighed(pool)
    verdict = weighed.verdict(pool.side_now(work))

    assert verdict.times >= 8
    assert weighed.fit.discrimination.max() < 0.2
    assert verdict.score > 0.45


def test_judging_counts_on_the_way_and_is_scored_when_the_others_agree(amina, judges, noon):
    work = work_of(amina, now=noon)

    verdict = judged(work, 0.95, judges, noon)

    said = Judgement.objects.filter(comparison__judge=judges[0])
    attempts = Attempt.objects.filter(pk__in=said.values("pk"))
    assert verdict is not None
    assert attempts.count() == said.count() > 0
    assert {one.item.task_type_id for one in attempts} == {"judging-2"}
    assert max(one.score or 0 for one in attempts) > settling.CLEARLY


def test_no_text_of_a_work_is_kept_in_an_item(amina, judges, noon):
    work_of(amina, hook="El secreto de Amina es la lija de grano fino.", now=noon)
    say(offered(judges[0], noon), "first", noon)

    kept = " ".join(str(one.content) + str(one.key) for one in Item.objects.all())

    assert "grano fino" not in kept


def test_contact_data_of_a_work_is_not_shown(amina, judges, noon):
    from escalera.coaching.judgement import pieces

    work = work_of(amina, hook="Compra aquí: https://trampa.example.com o al 55 1234 5678.", now=noon)

    shown = pieces.text_of(work)

    assert "trampa" not in shown
    assert "5678" not in shown


def commented(judges, noon, text: str = COMENTARIO, line: str = "complete"):
    pair = offered(judges[0], noon)
    about = "first" if pair.first_id else "second"
    return say(pair, "first", noon, comment=commenting.Said(line, about, text))


def test_a_comment_reaches_the_author_without_contact_data_and_counts_as_the_third_level(amina, judges, noon):
    work = work_of(amina, now=noon)

    judgement = commented(judges, noon, COMENTARIO + " Escribe al 55 1234 5678.")

    [own] = queries.own_works(amina)
    assert own.work == work
    assert [one.line for one in own.comments] == ["complete"]
    assert "5678" not in own.comments[0].text
    assert Attempt.objects.get(pk=judgement.pk).item.task_type_id == "judging-3"


@pytest.mark.parametrize(
    "text", ["", "Está bien.", "TODO ESTO ES HORRIBLE Y MALO DE VERDAD, CAMBIA TODO", "palabra " * 60]
)
def test_a_comment_that_would_not_help_says_what_it_lacks_and_nothing_is_kept(amina, judges, noon, text):
    work_of(amina, now=noon)

    with pytest.raises(commenting.CommentNeedsWork) as refused:
        commented(judges, noon, text)

    assert all(refused.value.missed)
    assert not Judgement.objects.exists() and not Comment.objects.exists()


def test_a_comment_is_about_a_line_of_the_rubric(amina, judges, noon):
    work_of(amina, now=noon)

    with pytest.raises(commenting.NoLineChosen):
        commented(judges, noon, line="beautiful")


def test_a_reported_comment_is_seen_no_more(amina, dora, judges, noon):
    work_of(amina, now=noon)
    commented(judges, noon)
    comment = Comment.objects.get()

    with pytest.raises(NotYours):
        commenting.report(comment=comment, person=dora, now=noon)
    for _ in range(2):
        commenting.report(comment=comment, person=amina, now=noon)

    assert queries.own_works(amina)[0].comments == ()


def test_an_appeal_brings_fresh_judges_once_and_the_first_result_stays(amina, judges, noon):
    work = work_of(amina, now=noon)
    first = judged(work, 0.02, judges, noon)
    later = noon + timedelta(days=1)
    fresh = [someone() for _ in range(6)]
    for person in fresh:
        answer(person, hook="", now=later)
        calibrated(person, right=True, now=later)

    actions.judge_again(work=work, person=amina, because="appeal", now=later)
    same_judge = offered(judges[0], later)
    for person in fresh:
        judge_honestly(person, {work.pk: 0.95}, later + timedelta(minutes=1), most=4)
    settling.settle(now=later + timedelta(hours=1))

    second = Verdict.objects.get(round__work=work, round__number=2)
    assert same_judge is None
    assert first.score < 0.35 < 0.65 < second.score
    assert Attempt.objects.get(pk=work.attempt_id).fields["hook"]["score"] == second.score
    kept = Event.objects.filter(kind="verdict", subject=amina.pk).order_by("at")
    assert [event.payload["score"] for event in kept] == [first.score, second.score]
    with pytest.raises(actions.NotToBeJudgedAgain):
        actions.judge_again(work=work, person=amina, because="appeal", now=later + timedelta(days=1))


def test_only_the_author_appeals_and_only_against_a_result(amina, dora, judges, noon):
    work = work_of(amina, now=noon)

    with pytest.raises(actions.NotToBeJudgedAgain):
        actions.judge_again(work=work, person=amina, because="appeal", now=noon)
    with pytest.raises(NotYours):
        actions.judge_again(work=work, person=dora, because="appeal", now=noon)


def test_a_work_that_nobody_judged_says_so_and_can_be_asked_for_again(amina, noon):
    work = work_of(amina, now=noon)

    for days in (1, 2, 7, 8):
        settling.settle(now=noon + timedelta(days=days))
    [left] = queries.own_works(amina)
    actions.judge_again(work=work, person=amina, because="again", now=noon + timedelta(days=9))
    [asked] = queries.own_works(amina)

    assert (left.verdict.score, left.may_ask_again, left.may_appeal) == (None, True, False)
    assert (asked.verdict, asked.round.number) == (None, 2)
    assert Attempt.objects.get(pk=work.attempt_id).score == 1.0


def test_the_work_of_who_leaves_disappears_and_what_was_said_of_it_still_counts(amina, judges, noon):
    from escalera.coaching.judgement import pieces

    work = work_of(amina, now=noon)
    pair = offered(judges[0], noon)
    open_pair = offered(judges[1], noon)
    say(pair, "first", noon)

    rights.erase(person=amina, now=noon)

    work.refresh_from_db()
    open_pair.refresh_from_db()
    assert work.attempt is None
    assert pieces.text_of(work) == ""
    assert Judgement.objects.count() == 1
    assert pieces.both(open_pair) is None
    assert offered(judges[1], noon) is None


def test_the_judgements_of_who_leaves_lose_the_person_and_still_count(amina, judges, noon):
    work = work_of(amina, now=noon)
    commented(judges, noon)

    rights.erase(person=judges[0], now=noon)

    pool = pools.load(captions(), "es")
    assert Comparison.objects.get().judge is None
    assert Weighed(pool).times(pool.side_now(work)) == 1
    assert not Comment.objects.exists()


def test_a_guest_who_turns_out_to_be_the_author_has_not_judged(amina, noon):
    work = work_of(amina, now=noon)
    guest = someone()
    answer(guest, hook="", now=noon)
    say(offered(guest, noon), "first", noon)

    rights.claim_guest(guest=guest, account_person=amina, now=noon)

    pool = pools.load(captions(), "es")
    assert Comparison.objects.get().judge_id == amina.pk
    assert pool.answers == ()
    assert Weighed(pool).times(pool.side_now(work)) == 0


def test_a_choice_of_a_pair_is_in_the_ledger_with_its_propensity(amina, judges, noon):
    work_of(amina, now=noon)
    pair = offered(judges[0], noon)

    event = Event.objects.get(kind="comparison", subject=judges[0].pk)

    assert event.payload["comparison"] == str(pair.pk)
    assert 0 < event.payload["propensity"] <= 1


def test_the_same_seed_offers_the_same_pair(amina, judges, noon):
    for _ in range(3):
        work_of(someone(), now=noon)
    pool = pools.load(captions(), "es")
    wanted = queries.may_judge(judges[0], pool, now=noon)

    pairs = {offering.chosen(judges[0], pool, wanted, np.random.default_rng(5)) for _ in range(3)}

    assert len(pairs) == 1


def test_pieces_of_ours_exist_in_both_languages_from_good_to_careless():
    for family in ("captions", "headlines"):
        for language in ("en", "es"):
            worth = [one.quality for one in judging.anchors(family, language)]
            assert max(worth) > 0.8 and min(worth) < 0.2


def test_who_changes_language_is_not_left_with_a_pair_in_the_other_one(amina, judges, noon):
    work_of(amina, now=noon)
    judge = judges[0]
    offered(judge, noon)

    Person.objects.filter(pk=judge.pk).update(language="en" if judge.words == "es" else "es-mx")
    judge.refresh_from_db()

    assert offered(judge, noon) is None
    assert not Comparison.objects.filter(judge=judge, passed_at=None).exists()
