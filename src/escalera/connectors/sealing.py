"""Tokens and passwords of platforms, sealed with a key that comes from SECRET_KEY: the database alone opens nothing."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext_noop as _

from escalera.connectors.politeness import Refused

PURPOSE = b"escalera connectors: tokens and passwords, 1"


class Unreadable(Refused):
    """What is sealed can't be opened with today's SECRET_KEY."""


def seal(secret: str) -> str:
    return box().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """Raises Unreadable."""
    try:
        return box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise Unreadable(_("The token can't be read: SECRET_KEY changed. Connect again.")) from None


def derived(purpose: str) -> str:
    """A secret for one purpose that need not be stored; it changes with SECRET_KEY."""
    return key_for(purpose.encode()).decode()


def box() -> Fernet:
    return Fernet(key_for(PURPOSE))


def key_for(purpose: bytes) -> bytes:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(settings.SECRET_KEY.encode())
    return base64.urlsafe_b64encode(key)
