from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from conftest import browse_as
from escalera.connectors import actions, sealing, troubles
from escalera.connectors.exchanged import Exchanged
from escalera.connectors.models import Batch, Connection, Direction, Kind
from escalera.connectors.politeness import Unreachable
from escalera.programmes import actions as programmes
from escalera.tasks.models import TaskType

CANARY = "canary-token-1234"


@pytest.fixture
def connected(db, chen, noon):
    programme = programmes.begin(name="Taller", coordinator=chen, now=noon)
    return connect(programme, noon)


def connect(programme, noon, **values):
    usual = {
        "programme": programme,
        "kind": Kind.TURKLE,
        "name": "Seed shop",
        "address": "http://127.0.0.1:9",
        "token": CANARY,
        "requester": "Seed shop",
        "pay": Decimal("0.05"),
        "currency": "USD",
        "now": noon,
    }
    return actions.connect(**usual | values)


def test_a_token_is_sealed_and_a_changed_key_is_said_plainly(connected, settings):
    assert CANARY not in connected.sealed and sealing.unseal(connected.sealed) == CANARY

    settings.SECRET_KEY = "another one"

    with pytest.raises(sealing.Unreadable, match="SECRET_KEY changed"):
        sealing.unseal(connected.sealed)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "turkle.example.org",
        "http://turkle.example.org",
        "https://a:b@c.org",
        "file:///etc/passwd",
        "https://[",
    ],
)
def test_an_address_that_is_none_or_unsafe_is_refused(connected, noon, address):
    with pytest.raises(actions.NotAnAddress):
        connect(connected.programme, noon, name="Other", address=address)


@pytest.mark.parametrize(
    ("pay", "currency"),
    [
        (Decimal(0), "USD"),
        (Decimal(-1), "USD"),
        (Decimal("NaN"), "USD"),
        (Decimal(1), "usd"),
        (Decimal(1), ""),
    ],
)
def test_pay_that_says_too_little_is_refused(connected, noon, pay, currency):
    with pytest.raises(actions.PayUnclear):
        connect(connected.programme, noon, name="Other", pay=pay, currency=currency)


def test_two_connections_do_not_share_a_name(connected, noon):
    with pytest.raises(actions.NameTaken):
        connect(connected.programme, noon)


def test_the_database_refuses_unpaid_work(connected, noon):
    task_type = TaskType.objects.create(slug="x", family="x", title_en="x", title_es="x", minutes=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Batch.objects.create(
            connection=connected,
            remote_id="1",
            name="x",
            direction=Direction.IN,
            task_type=task_type,
            made_at=noon,
        )


def test_a_platform_out_of_reach_is_asked_more_and_more_seldom(connected, noon, monkeypatch):
    def nobody_answers(connection, *, now):
        raise Unreachable("It can't be reached.")

    monkeypatch.setitem(actions.EXCHANGES, Kind.TURKLE, nobody_answers)
    waits, now = [], noon
    for _ in range(3):
        actions.sync_due(now=now)
        connected.refresh_from_db()
        waits.append(connected.next_sync_at - now)
        assert actions.sync_due(now=now) == 0
        now = connected.next_sync_at

    assert waits == [timedelta(minutes=5), timedelta(minutes=10), timedelta(minutes=20)]
    assert connected.last_error == "It can't be reached." and connected.busy_until is None


def test_one_exchange_at_a_time_and_a_killed_one_lapses(connected, noon, monkeypatch):
    monkeypatch.setitem(actions.EXCHANGES, Kind.TURKLE, lambda connection, *, now: Exchanged())
    assert actions.lease(connected, now=noon)

    with pytest.raises(actions.Busy):
        actions.sync(connection=connected, now=noon)
    actions.sync(connection=connected, now=noon + actions.LEASE)

    assert Connection.objects.get().last_sync_at == noon + actions.LEASE


def test_a_paused_connection_is_not_due(connected, noon):
    actions.pause(connection=connected, now=noon)
    assert not Connection.objects.due(now=noon).exists()

    actions.resume(connection=connected, now=noon)
    assert Connection.objects.due(now=noon).exists()


@pytest.mark.parametrize("language", ["en", "es-mx"])
def test_the_page_shows_errors_and_never_the_token(connected, chen, language):
    gone = Unreachable(
        "%(address)s can't be reached. Is the server running, is the address right?", address="https://x.org"
    )
    Connection.objects.update(errors=[troubles.kept(gone)])

    page = browse_as(chen, language).get(f"/desk/{connected.programme_id}/connections/").content.decode()

    words = {"en": "https://x.org can&#x27;t be reached.", "es-mx": "No se puede llegar a https://x.org."}
    assert words[language] in page and "Seed shop" in page
    assert CANARY not in page and connected.sealed not in page


def test_files_are_carried_by_hand_so_the_page_says_how_and_offers_no_exchange(programme, chen, noon):
    files = actions.connect(
        programme=programme,
        kind=Kind.FILES,
        name="Seeds",
        address="",
        token="",
        requester="Seed shop",
        pay=None,
        currency="",
        now=noon,
    )
    desk = f"/desk/{programme.pk}/connections/"

    page = browse_as(chen).get(desk).content.decode()
    answer = browse_as(chen).post(f"{desk}{files.pk}/retry/", follow=True).content.decode()

    assert "Exchange now" not in page and "in about a minute" not in page
    assert "escalera connect results &quot;Seeds&quot;" in page or 'escalera connect results "Seeds"' in page
    assert "We try again" not in answer and "carried by hand" in answer


def test_without_a_connection_the_page_says_which_command_makes_one(db, chen, noon):
    programme = programmes.begin(name="Taller", coordinator=chen, now=noon)

    page = browse_as(chen).get(f"/desk/{programme.pk}/connections/").content.decode()

    assert "escalera connect turkle" in page


def test_a_coordinator_of_another_programme_finds_no_page_and_changes_nothing(connected, bilal, noon):
    other = programmes.begin(name="Otro", coordinator=bilal, now=noon)

    for programme in (connected.programme_id, other.pk):
        answer = browse_as(bilal).post(f"/desk/{programme}/connections/{connected.pk}/pause/")
        assert answer.status_code == 404
    assert Connection.objects.get().paused_at is None
