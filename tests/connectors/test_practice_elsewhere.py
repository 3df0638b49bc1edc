"""A worker on a path does tasks of ours on a live Turkle, under a name that nobody there can trace."""

import pytest
from bs4 import BeautifulSoup

from conftest import browse_as
from escalera.connectors import actions, sealing
from escalera.connectors.models import Alias
from escalera.paths import actions as paths
from escalera.paths import planning
from escalera.programmes import actions as programmes
from escalera.programmes.models import Role
from escalera.tasks.models import Attempt
from walking import goal_for

from .test_work_for_a_live_turkle import LATER, put_out
from .working_there import Visitor, do_all, remote_of

PAGE = "/platforms/"


@pytest.fixture
def out(connected, programme, amina, chen, noon):
    programmes.give_role(programme=programme, person=amina, role=Role.WORKER, by=chen, now=noon)
    put_out(connected, noon, items=4, answers=1)
    actions.sync(connection=connected, now=noon)
    return connected


def asked_for_a_name(person, connection):
    browser = browse_as(person)
    answer = browser.post(f"{PAGE}{connection.pk}/alias/", follow=True)
    return answer, BeautifulSoup(answer.content, "html.parser")


def test_a_worker_on_a_path_does_it_there_and_the_path_goes_on(out, turkle, boss, amina, noon):
    goal = goal_for(amina, {"clean-data": 0.55}, noon)
    before = planning.standing(goal).levels["clean-data"]
    _, page = asked_for_a_name(amina, out)
    name, password = (code.text for code in page.select("dd code"))
    assert actions.sync_due(now=noon + LATER) == 1

    with Visitor(turkle.address, username=name, password=password) as visitor:
        do_all(visitor, str(remote_of(out, boss).id))
    actions.sync(connection=out, now=noon + 2 * LATER)

    assert set(Attempt.objects.filter(person=amina).values_list("score", flat=True)) == {1.0}
    assert planning.standing(goal).levels["clean-data"] > before
    assert paths.next_step(goal=goal, now=noon + 2 * LATER, seed=1) is not None


def test_the_name_is_invented_once_and_never_the_token_is_shown(out, turkle, amina):
    answer, _ = asked_for_a_name(amina, out)
    asked_for_a_name(amina, out)

    alias = Alias.objects.get(person=amina)
    shown = answer.content.decode()
    assert alias.username in shown and sealing.unseal(alias.sealed) in shown
    assert turkle.token not in shown and out.sealed not in shown


def test_others_neither_see_it_nor_get_a_name(out, dora):
    answer, _page = asked_for_a_name(dora, out)

    assert answer.status_code == 404
    assert out.name not in browse_as(dora).get(PAGE).content.decode()
    assert not Alias.objects.filter(person=dora).exists()


def test_nobody_is_sent_to_a_platform_that_is_paused(out, amina, noon):
    actions.pause(connection=out, now=noon)

    assert out.name not in browse_as(amina).get(PAGE).content.decode()


def test_a_changed_key_is_said_and_breaks_no_page(out, amina, settings):
    asked_for_a_name(amina, out)
    settings.SECRET_KEY = "another one"

    assert "can't be read any more" in browse_as(amina).get(PAGE).content.decode()
