import re
from uuid import uuid4

import numpy as np
import pytest

from escalera.people import actions, queries, recovery, secret, usernames
from escalera.people.models import Account, Person

NAME = "nube-alegre-42"
PIN = "804193"


@pytest.fixture(autouse=True)
def quick_hashes(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def opened(person, noon, *, username=NAME, id=None, password=PIN):
    return actions.open_account(
        id=id or uuid4(), person=person, language="es-mx", username=username, password=password, now=noon
    )


@pytest.mark.parametrize("language", ["en", "es"])
def test_there_are_a_million_usernames_of_two_words_and_a_number(language):
    pairs = usernames.word_pairs(language)

    assert len(set(pairs)) * len(usernames.NUMBERS) >= 1_000_000
    assert all(re.fullmatch(r"[a-z]+-[a-z]+", pair) for pair in pairs)
    assert max(map(len, pairs)) <= 18


def test_spanish_words_agree():
    pairs = set(usernames.word_pairs("es"))

    assert {"nube-tranquila", "barco-tranquilo", "nube-alegre", "barco-alegre"} <= pairs
    assert not {"nube-tranquilo", "barco-tranquila"} & pairs


def test_no_given_name_is_among_the_words():
    given = {
        "luna",
        "rosa",
        "flor",
        "luz",
        "paz",
        "sol",
        "estrella",
        "mar",
        "clara",
        "serena",
        "blanca",
        "perla",
        "violeta",
    }
    given |= {
        "iris",
        "alba",
        "aurora",
        "cielo",
        "brisa",
        "marina",
        "lily",
        "rose",
        "daisy",
        "ruby",
        "amber",
        "sky",
        "river",
    }
    given |= {
        "summer",
        "dawn",
        "ivy",
        "hazel",
        "robin",
        "jade",
        "pearl",
        "joy",
        "grace",
        "hope",
        "faith",
        "sunny",
        "cherry",
    }

    words = {
        word
        for language in ("en", "es")
        for pair in usernames.word_pairs(language)
        for word in pair.split("-")
    }

    assert words & given == set()


def test_only_free_usernames_are_offered(amina, noon):
    first = queries.free_usernames("es", count=3, rng=np.random.default_rng(7))
    opened(amina, noon, username=first[0])

    again = queries.free_usernames("es", count=3, rng=np.random.default_rng(7))

    assert len(set(again)) == 3
    assert first[0] not in again


def test_a_username_is_understood_however_it_is_typed():
    assert usernames.normal("  Nube Alegre  42 ") == NAME
    assert usernames.normal("NUBE_ALEGRE-42") == NAME


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("80419", "too_short"),
        ("", "too_short"),
        ("sol y mar", "too_short"),
        ("123456", "easy_to_guess"),
        ("654321", "easy_to_guess"),
        ("000000", "easy_to_guess"),
        ("121212", "easy_to_guess"),
        ("123123", "easy_to_guess"),
        ("112233", "easy_to_guess"),
        ("890123", "easy_to_guess"),
        ("aaaaaaaaaa", "easy_to_guess"),
        ("password123", "easy_to_guess"),
        ("mi nube-alegre-42", "has_username"),
        ("x" * 200, "too_long"),
    ],
)
def test_a_secret_that_is_guessed_first_is_refused(password, reason):
    with pytest.raises(secret.WeakSecret) as refused:
        secret.check(password, username=NAME)

    assert refused.value.reason == reason


@pytest.mark.parametrize("password", ["804193", "73920184", "maíz puente lunes", "caballo-7-lampara"])
def test_a_pin_of_six_digits_or_a_phrase_of_ten_characters_is_accepted(password):
    secret.check(password, username=NAME)


def test_an_account_belongs_to_the_guest_who_made_it(amina, noon):
    account = opened(amina, noon)

    assert account.person == amina
    assert not Person.objects.get(pk=amina.pk).is_guest
    assert PIN not in account.password
    assert account.check_password(PIN)


def test_the_same_form_twice_is_one_account(amina, noon):
    form = uuid4()

    assert opened(amina, noon, id=form) == opened(amina, noon, id=form)
    assert Account.objects.count() == 1


def test_the_same_form_twice_is_one_account_and_one_person_for_somebody_new(db, noon):
    form = uuid4()

    assert opened(None, noon, id=form) == opened(None, noon, id=form)
    assert Person.objects.count() == 1


def test_a_taken_username_is_refused_and_leaves_nobody_behind(amina, noon):
    opened(amina, noon)

    with pytest.raises(actions.UsernameTaken):
        opened(None, noon, password="another phrase")

    assert Person.objects.count() == 1


def test_the_id_of_somebody_elses_form_does_not_open_their_account(amina, dora, noon):
    form = uuid4()
    opened(amina, noon, id=form)

    with pytest.raises(actions.UsernameTaken):
        opened(dora, noon, id=form, password="550231")


def test_a_recovery_code_has_sixteen_digits_and_is_kept_as_a_hash_only(amina, noon):
    account = opened(amina, noon)

    code = recovery.renew(account=account)

    assert re.fullmatch(r"\d{16}", code)
    assert re.fullmatch(r"(\d{4} ){3}\d{4}", recovery.grouped(code))
    account.refresh_from_db()
    assert code not in account.recovery_hash


def test_a_new_code_replaces_the_old_one(amina, noon, rf):
    account = opened(amina, noon)
    old, new = recovery.renew(account=account), recovery.renew(account=account)

    assert recovery.admit(rf.post("/"), username=NAME, code=old) is None
    assert recovery.admit(rf.post("/"), username=NAME, code=recovery.grouped(new)) == account


def test_an_account_without_a_code_is_not_opened_by_an_empty_one(amina, noon, rf):
    opened(amina, noon)

    assert recovery.admit(rf.post("/"), username=NAME, code="") is None


def test_eight_wrong_codes_close_the_way_even_for_the_right_one(amina, noon, rf):
    account = opened(amina, noon)
    code = recovery.renew(account=account)
    for _ in range(8):
        recovery.admit(rf.post("/"), username=NAME, code="1")

    assert recovery.admit(rf.post("/"), username=NAME, code=code) is None


def test_recovering_sets_the_secret_and_spends_the_code(amina, noon, rf):
    account = opened(amina, noon)
    code = recovery.renew(account=account)

    actions.recover(account=account, password="un secreto nuevo")

    account.refresh_from_db()
    assert account.check_password("un secreto nuevo")
    assert recovery.admit(rf.post("/"), username=NAME, code=code) is None
