"""Several people at one moment, each on a connection of their own."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Run the works on several connections, all let go at one moment; what each returned or raised."""
    barrier, found = threading.Barrier(len(works)), list[Any]()

    def run(work: Callable[[], Any]) -> None:
        try:
            barrier.wait()
            found.append(work())
        except Exception as error:
            found.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
