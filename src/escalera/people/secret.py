"""What a PIN or passphrase must be: not the first guess. The lock after eight tries does the rest."""

from itertools import pairwise

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

PIN_DIGITS = 6
PASSPHRASE_LENGTH = 10
LONGEST = 128


class WeakSecret(Exception):
    """The secret is refused; `reason` is too_short, too_long, easy_to_guess or has_username."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def check(secret: str, *, username: str) -> None:
    """Raises WeakSecret."""
    if len(secret) < (PIN_DIGITS if secret.isdecimal() else PASSPHRASE_LENGTH):
        raise WeakSecret("too_short")
    if len(secret) > LONGEST:
        raise WeakSecret("too_long")
    if username and username in secret.lower():
        raise WeakSecret("has_username")
    if is_repeat(secret) or is_run(secret) or is_common(secret):
        raise WeakSecret("easy_to_guess")


def is_repeat(secret: str) -> bool:
    """111111, 121212, 123123, and 112233: a piece repeated, or every character doubled or tripled."""
    pieces = any(
        secret == secret[:size] * (len(secret) // size)
        for size in range(1, len(secret) // 2 + 1)
        if len(secret) % size == 0
    )
    return pieces or len(set(secret)) <= 2 or secret[0::2] == secret[1::2]


def is_run(secret: str) -> bool:
    """123456, 987654, 246810 without its end, 890123: the same difference all along."""
    if not secret.isdecimal():
        return False
    steps = {(int(right) - int(left)) % 10 for left, right in pairwise(secret)}
    return len(steps) == 1


def is_common(secret: str) -> bool:
    try:
        CommonPasswordValidator().validate(secret)
    except ValidationError:
        return True
    return False
