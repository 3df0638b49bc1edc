"""Amina is asked whether she takes part, is offered a way, says yes or no, and reads why and what helped others."""

import pytest
from django.urls import reverse
from django.utils import timezone

from conftest import browse_as
from escalera.coaching.helping.models import Asking
from escalera.coaching.models import WayPeriod
from escalera.coaching.ways import estimating, opening, pairing, queries, tending
from escalera.coaching.ways.models import Way
from escalera.people import consents
from escalera.tasks.models import TaskType
from helping import TASK, tries
from tipping import step_for
from walking import goal_for
from wayfaring import REQUIRED, circles_helped, offered, on_the_way, partners, takes_part

pytestmark = pytest.mark.usefixtures("tasks_loaded")
INVITED, LINE = "what helps you most?", "A suggestion for four weeks"


@pytest.fixture
def now():
    return timezone.now()


def path_of(person) -> str:
    return browse_as(person).get(reverse("path")).text


def test_who_has_begun_is_asked_in_one_line_until_they_answer(bilal, now):
    goal_for(bilal, REQUIRED, now)
    before = path_of(bilal)
    tries(bilal, 0.5, now, times=10)
    asked, page = path_of(bilal), browse_as(bilal).get(reverse("ways")).text

    browse_as(bilal).post(reverse("ways_wanted"), {"takes_part": "no"})

    assert (INVITED in before, INVITED in asked, INVITED in path_of(bilal)) == (False, True, False)
    for words in ("Chance chooses it", "We measure", "Nothing is taken away", "You can leave at any time"):
        assert words in page
    assert not consents.agrees(bilal, opening.USE) and not WayPeriod.objects.exists()


def test_who_takes_part_is_offered_a_way_and_reads_why(bilal, now):
    goal_for(bilal, REQUIRED, now)
    browse_as(bilal).post(reverse("ways_wanted"), {"takes_part": "yes"})
    waits = browse_as(bilal).get(reverse("ways")).text

    tending.tend(now=now, seed=4)

    period = WayPeriod.objects.get()
    page = browse_as(bilal).get(reverse("ways")).text
    assert "comes in a few minutes" in waits
    assert "Chance chose, with these chances" in page and "Nothing about who you are" in page
    assert f"<b>{round(100 * period.shares['pair'])}</b>" in page


def test_a_no_is_free_and_nobody_asks_again(bilal, now):
    takes_part(bilal, now)
    period = offered(bilal, Way.CIRCLE, now)
    assert LINE in path_of(bilal)

    answer = reverse("way_answer", args=[period.pk])
    for _ in range(2):
        browse_as(bilal).post(answer, {"accepts": "no"})

    assert LINE not in path_of(bilal)
    assert "after all" in browse_as(bilal).get(reverse("ways")).text


def test_yes_to_a_circle_leads_to_circles_and_no_answer_is_no_answer(bilal, now):
    takes_part(bilal, now)
    answer = reverse("way_answer", args=[offered(bilal, Way.CIRCLE, now).pk])

    assert browse_as(bilal).post(answer, {"accepts": "perhaps"}).status_code == 404
    assert browse_as(bilal).post(answer, {"accepts": "yes"}).url == reverse("circles")


def test_with_help_from_the_start_a_person_can_be_asked_before_one_is_stuck(bilal, chen, now):
    on_the_way(bilal, Way.BROKER, now)

    bilals, chens = (
        browse_as(person).get(reverse("task", args=[step_for(person, now, on=TASK).pk])).text
        for person in (bilal, chen)
    )

    assert "Ask a person" in bilals and "Ask a person" not in chens


def test_a_partner_is_asked_first_and_told_so(bilal, chen, now):
    for person in (bilal, chen):
        takes_part(person, now)
    partners(bilal, chen, now)
    pairing.pair_up(now=now)
    step_for(chen, now, on=TASK)
    page = browse_as(chen).get(reverse("ways")).text

    browse_as(chen).post(reverse("help_requests"), {"task_type": TASK})

    asking = Asking.objects.get()
    told = browse_as(bilal).get(reverse("asking", args=[asking.pk])).text
    assert f"Ask about “{TaskType.objects.get(pk=TASK).title}”" in page and "Your partner is there." in page
    assert "You two learn together in these weeks." in told
    assert asking.helper == bilal


def test_everybody_reads_what_helped_people_like_them_once_it_stands(bilal, now):
    goal_for(bilal, REQUIRED, now)
    before = browse_as(bilal).get(reverse("ways")).text
    circles_helped(now, known=queries.known_of(bilal, now=now))
    estimating.estimate(now=now)

    page = browse_as(bilal).get(reverse("ways")).text

    assert "We can't say yet" in before
    assert "came further in a circle than working alone: we are quite sure. 15 people tried it." in page


def test_who_leaves_is_offered_nothing_more_and_the_page_asks_anew_only_if_they_look(bilal, now):
    takes_part(bilal, now)
    offered(bilal, Way.PAIR, now)

    browse_as(bilal).post(reverse("ways_wanted"), {"takes_part": "no"})

    assert LINE not in path_of(bilal) and INVITED not in path_of(bilal)
    assert "Yes, I take part" in browse_as(bilal).get(reverse("ways")).text


def test_dora_sees_nothing_of_aminas(amina, dora, now):
    period = offered(amina, Way.PAIR, now)

    answer = browse_as(dora).post(reverse("way_answer", args=[period.pk]), {"accepts": "yes"})

    period.refresh_from_db()
    assert answer.status_code == 404 and period.accepted_at is None
    assert browse_as(None).get(reverse("ways")).status_code == 404
