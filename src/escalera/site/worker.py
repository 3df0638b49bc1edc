"""The worker process: runs chores, one after the other. Start it with `python -m escalera.site.worker`."""

import os
import time

PAUSE_S = 2.0


def work() -> None:
    """Sweep, enqueue what is due, run what is ready; for ever."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "escalera.site.settings")
    django.setup()
    while True:
        work_once()
        time.sleep(PAUSE_S)


def work_once() -> None:
    from django.db import OperationalError, close_old_connections
    from django.utils import timezone
    from django_tasks_db.management.commands.db_worker import Worker

    from escalera.site import chores

    close_old_connections()
    try:
        chores.sweep(now=timezone.now())
        chores.enqueue_due(now=timezone.now())
        Worker(
            queue_names=["default"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"worker-{os.getpid()}",
            excluded_queue_names=[],
        ).run()
    except OperationalError:
        close_old_connections()  # the database is away; the next round tries again


if __name__ == "__main__":
    work()
