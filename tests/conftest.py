"""Who is in every test. The engine and the lab are tested where there is no Django, too."""

import os
from importlib.util import find_spec

import pytest

if find_spec("django") is not None:
    from with_django import (  # noqa: F401
        NOON,
        amina,
        bilal,
        browse_as,
        chen,
        dora,
        english,
        no_tutor_of_another_test,
        noon,
        plain_static_files,
        someone,
        starter,
        starter_models,
        starter_rows,
        tasks_loaded,
        write,
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With ESCALERA_ONLY_DATABASE only tests that use the database: the others say nothing new on PostgreSQL."""
    if not os.environ.get("ESCALERA_ONLY_DATABASE"):
        return
    stays = [uses_database(item) for item in items]
    config.hook.pytest_deselected(items=[item for item, stay in zip(items, stays, strict=True) if not stay])
    items[:] = [item for item, stay in zip(items, stays, strict=True) if stay]


def uses_database(item: pytest.Item) -> bool:
    asked = set(getattr(item, "fixturenames", ()))
    return bool({"db", "transactional_db"} & asked) or item.get_closest_marker("django_db") is not None
