"""Circles are suggested to people who look for one; once enough say yes, the circle is there."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from escalera.circles import forming, seating
from escalera.circles.models import Asked, Circle, Profile, Seat, Suggestion
from escalera.circles.wording import cleaned
from escalera.ledger import actions as ledger
from escalera.people import blocking
from escalera.people.models import Person

LASTS = timedelta(days=14)
EVERY = timedelta(hours=1)
REST = timedelta(days=7)  # after a no
KEPT = timedelta(days=90)
AT_ONCE = 5000
# Not answered yet, or said yes to a circle for which others are still awaited.
WAITING = Q(suggestion__ended_at=None) & (Q(says_yes=None) | Q(says_yes=True, suggestion__circle=None))


class SuggestionOver(Exception):
    """Its time is over, too few were left, or the circle is full."""


def looking(*, now: datetime) -> QuerySet[Profile]:
    """Who looks for a circle and is free: sits nowhere, waits for no answer, said no a week ago at least."""
    mine = Asked.objects.filter(person=OuterRef("person"))
    waits = mine.filter(WAITING)
    rests = mine.filter(says_yes=False, said_at__gt=now - REST)
    seated = Seat.objects.taken().filter(person=OuterRef("person"))
    free = Profile.objects.exclude(looking_since=None).exclude(Exists(waits) | Exists(rests) | Exists(seated))
    return free.select_related("person").order_by("looking_since", "pk")


def suggest(*, now: datetime, rng: np.random.Generator) -> int:
    """Suggest circles to those who look, at most once an hour; returns how many. May be killed and run again."""
    if Suggestion.objects.filter(made_at__gt=now - EVERY).exists():
        return 0
    profiles = list(looking(now=now)[:AT_ONCE])
    if len(profiles) < forming.FEWEST:
        return 0
    circles = forming.propose(profiles, rng=rng)
    for circle in circles:
        _keep(circle, now)
    return len(circles)


@transaction.atomic
def _keep(circle: Any, now: datetime) -> None:
    shares = {
        "languages": list(circle.languages),
        "hours": list(circle.hours),
        "places": list(circle.places),
        "wishes": len(circle.wishes),
        "met": circle.met,
    }
    suggestion = Suggestion.objects.create(shares=shares, made_at=now, expires_at=now + LASTS)
    for member in circle.members:
        because = {
            "learns": sorted(wish.skill for wish in circle.wishes if wish.worker == member and wish.teachers),
            "teaches": sorted({wish.skill for wish in circle.wishes if member in wish.teachers}),
        }
        asked = suggestion.asked.create(person_id=member, because=because)
        payload = {"suggestion": str(suggestion.pk), "because": because, "shares": shares}
        ledger.record(kind="circle suggested", subject=asked.person_id, payload=payload, now=now)


def open_to(person: Person | None, *, now: datetime) -> Asked | None:
    """The suggestion that waits for the person's answer, or for those of others."""
    if person is None:
        return None
    waiting = Asked.objects.filter(WAITING, person=person, suggestion__expires_at__gt=now)
    return waiting.select_related("suggestion").first()


@transaction.atomic
def answer(*, asked: Asked, says_yes: bool, name: str, now: datetime) -> Circle | None:
    """Say yes or no; returns the circle if it is there. The same again changes nothing.

    Raises SuggestionOver, and of `seating.sit` NoName and SitsElsewhere.
    """
    suggestion = Suggestion.objects.select_for_update().get(pk=asked.suggestion_id)
    if asked.says_yes is not None and asked.says_yes == says_yes:
        return suggestion.circle
    if suggestion.expires_at <= now or (suggestion.ended_at and not suggestion.circle):
        raise SuggestionOver
    _say(asked, says_yes, name, now)
    if not says_yes:
        _end_if_too_few(suggestion, now)
        return None
    if suggestion.circle:
        return _sit_later(suggestion.circle, asked, now)
    circle = _found_if_enough(suggestion, now)
    # Who is kept apart from somebody there waits on, as far as they can tell.
    return circle if circle and circle.seats.filter(person=asked.person).exists() else None


def _say(asked: Asked, says_yes: bool, name: str, now: datetime) -> None:
    if says_yes:
        name = cleaned(name, person=asked.person, longest=seating.LONGEST_NAME)
        if not name:
            raise seating.NoName
        if Seat.objects.taken().filter(person=asked.person).exists():
            raise seating.SitsElsewhere
    asked.says_yes, asked.name, asked.said_at = says_yes, name if says_yes else "", now
    asked.save(update_fields=["says_yes", "name", "said_at"])
    payload = {"suggestion": str(asked.suggestion_id), "says_yes": says_yes}
    ledger.record(kind="circle answered", subject=asked.person_id, payload=payload, now=now)


def _end_if_too_few(suggestion: Suggestion, now: datetime) -> None:
    if suggestion.circle is None and suggestion.asked.exclude(says_yes=False).count() < forming.FEWEST:
        suggestion.ended_at = now
        suggestion.save(update_fields=["ended_at"])


def _found_if_enough(suggestion: Suggestion, now: datetime) -> Circle | None:
    seated = Seat.objects.taken().filter(person=OuterRef("person"))
    said_yes = suggestion.asked.filter(says_yes=True).exclude(Exists(seated)).select_related("person")
    ready = _not_apart(list(said_yes.order_by("said_at", "pk")))
    if len(ready) < forming.FEWEST:
        return None
    circle = Circle.objects.create(founded_at=now, last_sign_at=now)
    suggestion.circle = circle
    suggestion.save(update_fields=["circle"])
    for one in ready:
        seating.sit(circle=circle, person=one.person, name=one.name, now=now)
    return circle


def _not_apart(asked: list[Asked]) -> list[Asked]:
    """Somebody may have blocked somebody since the suggestion was made: who said yes first sits down."""
    apart = blocking.kept_apart([one.person_id for one in asked])
    kept: list[Asked] = []
    for one in asked:
        if apart[one.person_id].isdisjoint(other.person_id for other in kept):
            kept.append(one)
    return kept


def _sit_later(circle: Circle, asked: Asked, now: datetime) -> Circle:
    try:
        seating.sit(circle=circle, person=asked.person, name=asked.name, now=now)
    except (seating.CircleIsFull, seating.KeptApart):
        raise SuggestionOver from None
    return circle


@transaction.atomic
def end_old(*, now: datetime) -> None:
    """What nobody answered in time is over, and who did not answer no longer looks: others wait for them."""
    over = Suggestion.objects.filter(ended_at=None, expires_at__lte=now)
    silent = Asked.objects.filter(suggestion__in=over, says_yes=None).values("person")
    Profile.objects.filter(person__in=silent).update(looking_since=None)
    over.update(ended_at=now)
    Suggestion.objects.filter(made_at__lt=now - KEPT).delete()


def still_waiting(suggestion: Suggestion) -> int:
    """How many more must say yes."""
    said = suggestion.asked.filter(says_yes=True).count()
    return max(forming.FEWEST - said, 0)


def members(suggestion: Suggestion) -> Sequence[Asked]:
    return list(suggestion.asked.exclude(Q(says_yes=False)))
