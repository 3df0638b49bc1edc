from datetime import timedelta
from uuid import uuid4

import pytest

from escalera.ledger import actions as ledger
from escalera.people.models import Account
from escalera.rights import actions
from escalera.rights.belongings import belongings
from escalera.rights.retention import times

from .conftest import fill, whole_database

LATER = timedelta(days=181)


def test_a_guest_unseen_for_180_days_is_erased_with_all_that_was_theirs(amina, noon):
    fill(amina, "amina", noon)
    Account.objects.filter(person=amina).delete()
    key = amina.pk

    assert actions.expire_guests(now=noon + LATER) == 1
    assert str(key) not in whole_database()


def test_an_account_stays_however_long_nobody_comes(amina, noon):
    Account.objects.create_user("nube-alegre-42", "804193", person=amina)

    assert actions.expire_guests(now=noon + timedelta(days=4000)) == 0


def test_a_guest_of_yesterday_stays(amina, noon):
    assert actions.expire_guests(now=noon + timedelta(days=179)) == 0


@pytest.mark.parametrize(
    "belonging", [b for b in belongings() if b.is_direct and times(b.model)], ids=lambda b: b.label
)
def test_whoever_did_anything_lately_stays(belonging, amina, noon):
    if belonging.model is Account:
        pytest.skip("whoever has an account is no guest")
    row = fill(amina, "amina", noon)[belonging.model]
    Account.objects.filter(person=amina).delete()
    type(row)._base_manager.filter(pk=row.pk).update(
        **{times(belonging.model)[-1]: noon + timedelta(days=100)}
    )

    assert actions.expire_guests(now=noon + LATER) == 0


def test_whoever_is_in_the_ledger_lately_stays(amina, noon):
    ledger.record(kind="choice", subject=amina.pk, payload={}, now=noon + timedelta(days=100), id=uuid4())

    assert actions.expire_guests(now=noon + LATER) == 0
