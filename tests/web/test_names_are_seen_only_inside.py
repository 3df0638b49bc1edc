"""Every page times everybody: what others are called is read only inside a shared circle or conversation."""

from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from test_every_url_and_role import PAGES, arguments, bodies

from belongings import Belongings, belongings_of
from conftest import NOON, browse_as
from escalera.circles import seating
from escalera.circles.models import Seat
from escalera.coaching.helping import answering, conversing
from escalera.people.models import Account, Person
from escalera.programmes import actions as programmes
from escalera.programmes.models import Role

# Names that stand nowhere by chance.
SEATS = {"amina": "Zacatlxochitl", "bilal": "Tepozquetzal"}
ACCOUNTS = {"amina": "quiet-xoloitz-417", "bilal": "brave-ajolote-853", "learner": "green-tlacuache-291"}
# Where Amina meets the others: her circle's pages, and the conversation with who asked her for help.
CIRCLE = {"circle", "circle_gift", "circle_block", "new_decision"} | {
    name for name in PAGES if name.startswith("decision")
}
CONVERSATION = {name for name in PAGES if name.startswith("asking")}


@pytest.fixture
def hers(starter, amina, noon, settings) -> Belongings:
    """Amina sits in a circle with Bilal, helps a learner, and coordinates a programme with both."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    hers = belongings_of(amina, noon)
    bilal = hers.circle.seats.get(name="Bilal").person
    learner = hers.asking.request.person
    people = {"amina": amina, "bilal": bilal, "learner": learner}
    for key, person in people.items():
        Account.objects.create_user(ACCOUNTS[key], "804193", person=person)
    for key, name in SEATS.items():
        Seat.objects.filter(person=people[key]).update(name=name)
    arguments(hers)  # are kept; they expect that nobody else is in her programme yet
    for person in (bilal, learner):
        programmes.give_role(programme=hers.programme, person=person, role=Role.WORKER, by=amina, now=noon)
    answering.accept(asking=hers.asking, now=timezone.now())
    conversing.say(id=hers.block.pk, asking=hers.asking, person=learner, text="Hola", now=timezone.now())
    return hers


def people_of(hers: Belongings) -> dict[str, Person]:
    return {
        "amina": hers.person,
        "bilal": Account.objects.get(username=ACCOUNTS["bilal"]).person,
        "learner": hers.asking.request.person,
    }


def read(client: Any, hers: Belongings) -> dict[str, str]:
    """What every address that shows somebody a page answers to looking, or to sending; nothing sent is kept."""
    found, cookies, sent = {}, client.cookies.copy(), bodies(hers)
    for name, (looking, sending) in PAGES.items():
        address, body = reverse(name, kwargs=arguments(hers).get(name)), sent.get(name, {})
        kind = {"content_type": "application/json"} if name.startswith("api:") else {}
        with transaction.atomic():
            client.cookies = cookies.copy()
            shown = [client.get(address)] if shows(looking) else []
            shown += [client.post(address, body, **kind)] if shows(sending) else []
            found[name] = "".join(text_of(answer) for answer in shown)
            transaction.set_rollback(True)
    return found


def shows(codes: tuple[int, ...]) -> bool:
    """Whether anybody is answered with a page."""
    return bool({200, 422} & set(codes))


def text_of(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="replace")


def told(pages: dict[str, str], names: list[str]) -> set[str]:
    return {f"{page}: {name}" for page, text in pages.items() for name in names if name in text}


OTHERS = [*SEATS.values(), *ACCOUNTS.values()]


def test_from_outside_nobody_reads_a_name(hers, dora, chen):
    role = {"programme": hers.programme, "by": hers.person, "now": NOON}
    programmes.give_role(person=chen, role=Role.COORDINATOR, **role)

    for outside in (None, dora):
        assert told(read(browse_as(outside), hers), OTHERS) == set()
    # Who coordinates the programme reads who does so, too, and nobody of those who take part in it.
    team = {f"{page}: {ACCOUNTS['amina']}" for page in ("programme", "cohorts", "invitations", "roles")}
    assert told(read(browse_as(chen), hers), OTHERS) == team


def test_inside_one_reads_only_those_one_shares_something_with_and_only_there(hers):
    people = people_of(hers)
    shared = {
        "amina": (SEATS["bilal"], ACCOUNTS["learner"]),
        "bilal": (SEATS["amina"], ""),
        "learner": ("", ACCOUNTS["amina"]),
    }
    for who, (seat, account) in shared.items():
        others = [names[key] for names in (SEATS, ACCOUNTS) for key in names if key != who]

        found = told(read(browse_as(people[who]), hers), others)

        allowed = {f"{page}: {seat}" for page in CIRCLE} | {f"{page}: {account}" for page in CONVERSATION}
        assert found <= allowed
        # What is looked at does hold names.
        assert not seat or f"circle: {seat}" in found
        assert not account or f"asking: {account}" in found

    seating.leave(circle=hers.circle, person=hers.person, now=timezone.now())
    pages = (f"/circles/{hers.circle.pk}/", f"/decisions/{hers.circle.decisions.get().pk}/")
    left = "".join(browse_as(people["bilal"]).get(page).content.decode() for page in pages)
    assert SEATS["bilal"] in left and SEATS["amina"] not in left  # who left is called by no name any more
