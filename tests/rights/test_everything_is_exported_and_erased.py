import base64
import io
import json
import zipfile

import pytest
from django.db import models

from conftest import browse_as
from escalera.ledger.models import Event
from escalera.people.models import Account, Person
from escalera.rights import actions, queries, sessions
from escalera.rights.belongings import belongings, homeless, personal_fields

from .conftest import CANARY, ROOM, fill, whole_database

BELONGINGS = belongings()


def test_every_model_with_personal_fields_leads_to_a_person():
    assert homeless() == ()


def test_the_walk_finds_what_it_should():
    labels = {belonging.label for belonging in BELONGINGS}

    assert {
        "people.account",
        "tasks.attempt",
        "paths.outcome",
        "paths.passedover",
        "jobs.requiredskill",
    } <= labels
    assert not {"tasks.item", "skills.skill", "jobs.job"} & labels


@pytest.mark.parametrize("belonging", BELONGINGS, ids=lambda belonging: belonging.label)
def test_every_personal_field_is_in_the_export(belonging, amina, noon):
    row = fill(amina, "amina", noon)[belonging.model]
    row.refresh_from_db()

    rows = queries.everything_of(amina)["records"][belonging.label]

    assert len(rows) == 1
    for name in personal_fields(belonging.model):
        field = belonging.model._meta.get_field(name)
        if (belonging.label, name) in queries.WITHHELD:
            assert rows[0][name] == "set"
        elif holds_text(field):
            assert f"{CANARY}-amina" in told(rows[0][name], field), name
        else:
            assert rows[0][name] == queries.plain(field.value_from_object(row)), name


def holds_text(field: models.Field) -> bool:
    if field.choices or isinstance(field, models.ForeignKey):
        return False
    if isinstance(field, models.JSONField | models.BinaryField | models.TextField):
        return True
    return isinstance(field, models.CharField) and (field.max_length or ROOM) >= ROOM


def told(value: object, field: models.Field) -> str:
    return (
        base64.b64decode(str(value)).decode() if isinstance(field, models.BinaryField) else json.dumps(value)
    )


def test_the_history_is_in_the_export(amina, noon):
    fill(amina, "amina", noon)

    (event,) = queries.everything_of(amina)["history"]

    assert event["payload"] == {"text": f"{CANARY}-amina"}


def test_the_export_is_plain_json_and_holds_nothing_of_somebody_else(amina, dora, noon):
    fill(amina, "amina", noon)
    fill(dora, "dora", noon)

    text = json.dumps(queries.everything_of(dora))

    assert f"{CANARY}-dora" in text
    assert f"{CANARY}-amina" not in text
    assert str(amina.pk) not in text


def test_secrets_are_not_in_the_export_even_as_hashes(amina, noon):
    account = fill(amina, "amina", noon)[Account]

    text = json.dumps(queries.everything_of(amina))

    assert account.password not in text.replace(account.username, "")


def test_the_archive_holds_everything_once_for_programs_and_once_for_a_spreadsheet(amina, noon):
    fill(amina, "amina", noon)

    bundle = zipfile.ZipFile(io.BytesIO(queries.archive(amina)))

    assert {"LEEME.txt", "escalera.json", "tasks.attempt.csv", "history.csv"} <= set(bundle.namelist())
    assert json.loads(bundle.read("escalera.json")) == queries.everything_of(amina)
    assert f"{CANARY}-amina" in bundle.read("tasks.attempt.csv").decode()


def test_an_empty_export_is_an_export(amina):
    assert queries.archive(amina)


def test_erasing_leaves_nothing_of_the_person_anywhere_in_the_database(amina, noon):
    account = fill(amina, "amina", noon)[Account]
    browse_as(amina)
    browser = browse_as(None)
    browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    browse_as(None).post("/account/session/", {"username": account.username, "password": "550231"})
    key = amina.pk
    assert whole_database().count(f"{CANARY}-amina") > 15

    actions.erase(person=amina, now=noon)

    left = whole_database()
    assert f"{CANARY}-amina" not in left
    assert str(key) not in left
    assert key.hex not in left


def test_erasing_ends_every_session_of_the_person(amina, dora, noon):
    account = Account.objects.create_user("nube-alegre-42", "804193", person=amina)
    phone, guest_phone, other = browse_as(None), browse_as(amina), browse_as(dora)
    phone.force_login(account, backend="django.contrib.auth.backends.ModelBackend")

    actions.erase(person=amina, now=noon)

    kept = list(sessions.Session.objects.values_list("session_key", flat=True))
    assert kept == [other.cookies["sessionid"].value]
    assert guest_phone.get("/account/data/").status_code == phone.get("/account/data/").status_code == 200


def test_erasing_leaves_the_rows_of_others_alone(amina, dora, noon):
    fill(dora, "dora", noon)
    before = queries.everything_of(dora)
    fill(amina, "amina", noon)

    actions.erase(person=amina, now=noon)

    assert queries.everything_of(dora) == before


def test_the_ledger_keeps_its_counts(amina, noon):
    fill(amina, "amina", noon)
    before = Event.objects.filter(kind="test").count()

    actions.erase(person=amina, now=noon)

    event = Event.objects.get(kind="test")
    assert (before, event.subject, event.payload) == (1, None, {})


def test_a_proposal_that_peers_agreed_to_leaves_its_task_without_its_author(amina, noon):
    from escalera.learning.models import Proposal
    from escalera.tasks.models import TaskType

    proposal = fill(amina, "amina", noon)[Proposal]
    proposal.task_type = TaskType.objects.first()
    proposal.save()

    actions.erase(person=amina, now=noon)

    assert TaskType.objects.filter(pk=proposal.task_type_id).exists()
    assert not Proposal.objects.exists()
    assert not Person.objects.exists()


def test_what_is_kept_has_plain_words_for_every_model():
    from escalera.rights.summary import PLAIN_WORDS

    assert {belonging.label for belonging in BELONGINGS} == set(PLAIN_WORDS)
