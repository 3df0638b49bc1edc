"""The 16-digit code on paper: the way back in for somebody who has no e-mail and forgot their PIN."""

import re
import secrets

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest

from escalera.people import usernames
from escalera.people.models import Account

DIGITS = 16


def renew(*, account: Account) -> str:
    """Make a new code, which is kept as a hash only; the old one stops working."""
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    account.recovery_hash = make_password(code)
    account.save(update_fields=["recovery_hash"])
    return code


def grouped(code: str) -> str:
    return " ".join(code[start : start + 4] for start in range(0, DIGITS, 4))


def admit(request: HttpRequest, *, username: str, code: str) -> Account | None:
    """The account whose code this is. Wrong codes are counted like wrong PINs, but by a count of their own:
    somebody locked out by another's guesses must get in with the paper."""
    name = usernames.normal(username)
    credentials = {"username": lock_name(name)}
    account = Account.objects.filter(username=name, is_active=True).exclude(recovery_hash="").first()
    allowed = AxesProxyHandler.is_allowed(request, credentials)
    right = check_password(re.sub(r"\D", "", code), account.recovery_hash if account else spare_hash())
    if allowed and account and right:
        return account
    user_login_failed.send(sender=__name__, credentials=credentials, request=request)
    return None


def lock_name(username: str) -> str:
    return f"recovery of {username}"


def spare_hash() -> str:
    """A hash of nothing anybody has, so that a wrong name takes as long as a wrong code."""
    return make_password(secrets.token_hex())
