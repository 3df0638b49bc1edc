"""What a web process loads once it serves, so that the first posting need not wait: gunicorn's configuration.

The encoder and its index take 1.5 s and 200 MB a process. They are loaded beside the first pages, never before them;
ESCALERA_WARM=0 leaves them to the first posting, for a machine with little memory.
"""

import os
import threading
import time

AFTER_S = 5.0  # the first pages go first


def post_worker_init(worker: object) -> None:
    """gunicorn calls this in each web process when it is ready to serve."""
    if os.environ.get("ESCALERA_WARM") != "0":
        threading.Thread(target=_warm, name="warming", daemon=True).start()


def _warm() -> None:
    time.sleep(AFTER_S)
    from escalera.jobs import reading

    reading.warm()
