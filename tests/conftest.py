"""Who is in every test. The engine and the lab are tested where there is no Django, too."""

from importlib.util import find_spec

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
