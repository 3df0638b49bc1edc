"""What a page says when a PIN, passphrase or name is refused."""

from django.utils.translation import gettext as _

from escalera.people.secret import WeakSecret


def of_secret(weak: WeakSecret) -> dict[str, str]:
    return {
        "password": {
            "too_short": _("Too short. A PIN has at least 6 digits; a phrase has at least 10 characters."),
            "too_long": _("Too long. Use at most 128 characters."),
            "has_username": _("Your username is in it. Choose something that is not on this page."),
            "easy_to_guess": _(
                "Too easy to guess: many choose this one. Avoid 123456, repeated digits, well-known words."
            ),
        }[weak.reason]
    }


def name_missing() -> dict[str, str]:
    return {"username": _("Choose one of the three names.")}


def name_taken() -> dict[str, str]:
    return {"username": _("Somebody else has just taken that name. Here are three others.")}


def page_too_old() -> dict[str, str]:
    return {"username": _("This page was open for a long time. Here are three new names.")}


def wrong_sign_in() -> dict[str, str]:
    # The same words for a wrong name and a wrong PIN: nobody can find out which names exist.
    return {"username": _("The username or the PIN is not right. Check both and try again.")}


def wrong_code() -> dict[str, str]:
    return {"username": _("The username or the code is not right. Check both and try again.")}


def wrong_pin() -> dict[str, str]:
    return {"password": _("That is not your PIN or phrase. Nothing has changed.")}


def wrong_word() -> dict[str, str]:
    return {"word": _("Write the word exactly as shown. Nothing has been erased.")}
