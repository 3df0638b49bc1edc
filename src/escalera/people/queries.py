import numpy as np

from escalera.people import usernames
from escalera.people.models import Account


def free_usernames(language: str, *, count: int, rng: np.random.Generator) -> tuple[str, ...]:
    """Usernames nobody has."""
    free: list[str] = []
    while len(free) < count:
        drawn = {usernames.draw(language, rng=rng) for _ in range(count)}.difference(free)
        taken = Account.objects.filter(username__in=drawn).values_list("username", flat=True)
        free.extend(sorted(drawn.difference(taken)))
    return tuple(free[:count])
