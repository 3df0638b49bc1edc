import uuid
from collections.abc import Collection

from django.contrib.auth import SESSION_KEY as ACCOUNT_KEY
from django.contrib.sessions.models import Session

from escalera.people.presence import SESSION_KEY as PERSON_KEY


def end(*, people: Collection[uuid.UUID], accounts: Collection[int] = ()) -> None:
    """Delete every session of these. A session is one signed text, so each of them has to be read."""
    if not people and not accounts:
        return
    keys = {str(key) for key in people}, {str(key) for key in accounts}
    gone = [session.pk for session in Session.objects.iterator() if belongs(session, *keys)]
    for start in range(0, len(gone), 500):
        Session.objects.filter(pk__in=gone[start : start + 500]).delete()


def belongs(session: Session, people: set[str], accounts: set[str]) -> bool:
    content = session.get_decoded()
    return content.get(PERSON_KEY) in people or content.get(ACCOUNT_KEY) in accounts
