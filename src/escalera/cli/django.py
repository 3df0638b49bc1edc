"""Wakes Django up for a command: settings, an up-to-date database, the starter set."""

import os
import sys
from typing import NoReturn

NEEDS_WEB = "This needs the web packages: pip install 'escalera[web]'"


def wake() -> None:
    """Set Django up, migrate an empty or older database, load the starter set where it is missing or older."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "escalera.site.settings")
    try:
        import django
        from django.core.exceptions import ImproperlyConfigured
        from django.db import DatabaseError
    except ImportError:
        fail(NEEDS_WEB)

    try:
        django.setup()
        prepare()
    except ImproperlyConfigured as error:
        fail(str(error))
    except OSError as error:
        fail(f"{error.filename} can't be used: {error.strerror}. Set ESCALERA_HOME to another folder.")
    except DatabaseError as error:
        fail(
            f"The database does not answer: {str(error).strip()}\n"
            "Check DATABASE_URL and that the server runs."
        )


def prepare() -> None:
    from pathlib import Path

    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        Path(database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    from escalera.site import starter

    starter.load_if_changed(now=timezone.now())


def fail(message: str, code: int = 2) -> NoReturn:
    """Say what went wrong and what to do, and stop."""
    print(message, file=sys.stderr)  # noqa: T201
    raise SystemExit(code)
