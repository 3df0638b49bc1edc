"""A platform rings when something happened there: known by its secret, never believed about anything else."""

import logging

import pytest

from escalera.connectors import actions
from escalera.connectors.label_studio import hooks
from escalera.connectors.models import Connection, Kind
from escalera.programmes import actions as programmes

from .test_connecting import connect

CANARY = "canary-payload-5678"


@pytest.fixture
def connected(db, chen, noon):
    programme = programmes.begin(name="Taller", coordinator=chen, now=noon)
    connection = connect(programme, noon, kind=Kind.LABEL_STUDIO)
    actions.succeeded(connection, "", now=noon)
    return connection


def ring(client, connection, secret, body=f'{{"action": "{CANARY}"}}'):
    return client.post(
        f"/platforms/{connection.pk}/ring/",
        body,
        content_type="application/json",
        headers={hooks.HEADER: secret},
    )


def test_the_right_secret_brings_the_next_exchange_forward_and_twice_is_once(connected, client, noon):
    assert not Connection.objects.due(now=noon).exists()

    answers = [ring(client, connected, hooks.secret_of(connected)) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [204, 204]
    assert Connection.objects.due(now=noon).exists()


@pytest.mark.parametrize("secret", ["", "wrong", "ñandú", "x" * 10_000])
def test_a_wrong_secret_finds_nothing_and_changes_nothing(connected, client, noon, secret):
    assert ring(client, connected, secret).status_code == 404
    assert not Connection.objects.due(now=noon).exists()


def test_the_secret_of_one_connection_opens_no_other_and_changes_with_the_key(connected, noon, settings):
    other = connect(connected.programme, noon, name="Other", kind=Kind.LABEL_STUDIO)
    before = hooks.secret_of(connected)
    assert not hooks.is_from(other, before)

    settings.SECRET_KEY = "another one"

    assert hooks.secret_of(connected) != before


def test_secrets_are_compared_in_constant_time(connected, monkeypatch):
    compared = []
    monkeypatch.setattr(hooks.secrets, "compare_digest", lambda a, b: compared.append((a, b)) or True)

    assert hooks.is_from(connected, "said") and compared[0][0] == b"said"


def test_what_it_sends_is_neither_logged_nor_kept(connected, client, caplog):
    with caplog.at_level(logging.DEBUG):
        ring(client, connected, hooks.secret_of(connected))
        ring(client, connected, "wrong")

    assert CANARY not in caplog.text and hooks.secret_of(connected) not in caplog.text
    assert CANARY not in str(list(Connection.objects.values()))


def test_a_body_that_is_no_json_or_has_no_end_harms_nothing(connected, client):
    assert ring(client, connected, hooks.secret_of(connected), "{" * 100_000).status_code == 204


def test_a_paused_connection_stays_paused(connected, client, noon):
    actions.pause(connection=connected, now=noon)

    ring(client, connected, hooks.secret_of(connected))

    assert not Connection.objects.due(now=noon).exists()


def test_a_platform_that_does_not_ring_has_no_bell(connected, client, noon):
    turkle = connect(connected.programme, noon, name="Other", kind=Kind.TURKLE)

    assert ring(client, turkle, hooks.secret_of(turkle)).status_code == 404
