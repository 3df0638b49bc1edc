"""People who work on a live Turkle: with the very form that its page shows, filled as a browser would."""

from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup

from escalera.connectors import sealing
from escalera.connectors.aliases import alias_for
from escalera.connectors.models import Connection
from escalera.connectors.outgoing import mark_of
from escalera.connectors.turkle.client import Turkle
from escalera.connectors.turkle.visitor import Visitor
from escalera.people.models import Person
from escalera.tasks.models import Item
from live_turkle import LiveTurkle
from solving import solved

PASSWORD = "of their own"


def enter(turkle: LiveTurkle, boss: Turkle, username: str, password: str = PASSWORD) -> Visitor:
    if boss.find_user(username) is None:
        boss.create_user(username=username, password=password)
    return Visitor(turkle.address, username=username, password=password)


def enter_as(person: Person, connection: Connection, turkle: LiveTurkle, boss: Turkle) -> Visitor:
    """The person at the platform, under the name invented for them."""
    alias = alias_for(connection=connection, person=person, now=connection.made_at)
    return enter(turkle, boss, alias.username, sealing.unseal(alias.sealed))


def do_all(visitor: Visitor, batch: str, *, wrong: bool = False) -> list[Item]:
    """Take and answer every task of the batch; returns the items."""
    done = []
    for task, page in list(visitor.tasks(batch, known=(), most=99)):
        assignment = visitor.take(batch, task)
        assert assignment is not None
        form = BeautifulSoup(page, "html.parser")
        item = Item.objects.get(pk=form.find("input", {"name": "escalera_item"})["value"])
        answer = {} if wrong else solved(item.key)
        assert visitor.hand_in(task, assignment, filled(form, item, answer))
        done.append(item)
    return done


def filled(form: BeautifulSoup, item: Item, answer: Mapping[str, Any]) -> dict[str, str]:
    """What the browser sends. Asserts that the page has a control for every field."""
    fields = {"escalera_item": str(item.pk)}
    for field in item.content["fields"]:
        name, value = field["name"], answer.get(field["name"], "")
        if field["widget"] in ("choices", "ranking"):
            values = [option["value"] for option in field["options"]]
            controls = [form.find(["input", "select"], {"name": f"{name}--{n}"}) for n in range(len(values))]
            assert all(controls)
            for control, one in zip(controls, values, strict=True):
                if one in value:
                    fields[control["name"]] = (
                        str(value.index(one) + 1) if control.name == "select" else control["value"]
                    )
        else:
            controls = form.find_all(["input", "textarea"], {"name": name})
            assert controls
            if controls[0].get("type") != "radio":
                fields[name] = value
            elif value:
                assert value in [control["value"] for control in controls]
                fields[name] = value
    return fields


def remote_of(connection: Connection, boss: Turkle) -> Any:
    """The batch there, found by our mark."""
    mark = mark_of(connection.batches.get())
    (found,) = [one for one in boss.batches() if one.filename == f"{mark}.csv"]
    return found
