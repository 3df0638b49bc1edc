"""Run beside the tests: wakes the product up once, then forks for each hostile input, and says what came of it.

`python host.py HOME` prints {"ready": ...}; then one JSON order a line on standard input, one JSON answer a line.
An order holds a folder and either `argv` (a command, standard input from the file `stdin`) or `http` (a request).
"""

import gc
import hashlib
import json
import os
import resource
import shutil
import signal
import sqlite3
import sys
import traceback
from pathlib import Path
from typing import Any

CPU_S, WALL_S, ADDRESS_SPACE = 90, 900, 3 << 30
BROKE = 99  # exit status of what no sentence was found for
REACHING = ("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request")
RUNNING = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "pty.spawn")
SECRET_FILES = ("/etc/passwd", "/etc/shadow", "/etc/hostname")


def main(home: Path) -> None:
    os.environ |= {"ESCALERA_HOME": str(home), "DJANGO_SETTINGS_MODULE": "escalera.site.settings"}
    os.environ.pop("DATABASE_URL", None)
    from escalera.cli import django as waking
    from escalera.cli import main as command_line

    waking.wake()
    waking.prepare = lambda: None  # once is enough: every child has the same database
    command_line.mount()
    known = settle(home)
    database = home / "escalera.sqlite3"
    warm()
    untouched = digest(database)
    gc.freeze()
    say({"ready": known, "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024})
    for line in sys.stdin:
        order = json.loads(line)
        answer = outcome(order, database)
        answer["changed"] = digest(Path(order["folder"]) / "database.sqlite3") != untouched
        say(answer)


def settle(home: Path) -> dict[str, str]:
    """Who and what the inputs meet: a worker with a step, a draft of theirs, a connection, a listening programme."""
    from datetime import UTC, datetime
    from uuid import uuid4

    from django.contrib.sessions.backends.db import SessionStore
    from django.db import connection

    from escalera.connectors import actions as connectors
    from escalera.connectors.aliases import alias_for
    from escalera.connectors.models import Kind
    from escalera.people.models import Person
    from escalera.people.presence import SESSION_KEY
    from escalera.programmes import actions as programmes
    from escalera.tasks import making
    from escalera.tasks.authoring import actions as authoring
    from escalera.tasks.models import TaskType

    now = datetime.now(UTC)
    person = Person.objects.create(language="en", created_at=now)
    programme = programmes.begin(name="Taller", coordinator=person, now=now)
    draft = authoring.begin(id=uuid4(), programme=programme, person=person, now=now)
    item = making.item_for(task_type=TaskType.objects.get(pk="sentiment-1"), person=person, seed=1, now=now)
    files = connectors.connect(
        programme=programme,
        kind=Kind.FILES,
        name="files",
        address="",
        token="",
        requester="Chen",
        pay=None,
        currency="",
        now=now,
    )
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session.save()
    known = {"draft": str(draft.pk), "item": str(item.pk), "session": str(session.session_key)}
    known["alias"] = alias_for(connection=files, person=person, now=now).username
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return known


def warm() -> None:
    """Import what commands import, so that a child's memory and time are those of its input."""
    import escalera.connectors.mturk.bringing
    import escalera.connectors.mturk.telling
    import escalera.jobs.reading
    import escalera.lab.evaluation
    import escalera.lab.fitting
    import escalera.lab.pay_evaluation
    import escalera.reference.importing.bringing
    import escalera.site.urls
    import escalera.skills.matching  # noqa: F401


def outcome(order: dict[str, Any], database: Path) -> dict[str, Any]:
    folder = Path(order["folder"])
    shutil.copyfile(database, folder / "database.sqlite3")
    events = os.open(folder / "events", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    child = os.fork()
    if child == 0:
        os._exit(lived(order, folder, events))
    _, status, used = os.wait4(child, 0)
    os.close(events)
    return {
        "code": os.waitstatus_to_exitcode(status),
        "cpu_s": used.ru_utime + used.ru_stime,
        "rss_mb": used.ru_maxrss // 1024,
        "events": (folder / "events").read_text(errors="replace").splitlines(),
    }


def lived(order: dict[str, Any], folder: Path, events: int) -> int:
    """What the child does; its exit status."""
    try:
        bounded()
        apart(order, folder)
        watch(events, order)
        if "label_config" in order:
            return configured(Path(order["label_config"]))
        return asked(order["http"]) if "http" in order else commanded(order["argv"])
    except BaseException:
        traceback.print_exc()
        return BROKE
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def bounded() -> None:
    os.setsid()
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.setitimer(signal.ITIMER_REAL, WALL_S)


def apart(order: dict[str, Any], folder: Path) -> None:
    """A folder, standard streams and a database of its own."""
    from django.db import connections

    connections["default"].settings_dict["NAME"] = str(folder / "database.sqlite3")
    os.chdir(folder / "given")
    os.dup2(os.open(order.get("stdin") or os.devnull, os.O_RDONLY), 0)
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(folder / name, os.O_CREAT | os.O_WRONLY), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115


def watch(events: int, order: dict[str, Any]) -> None:
    """Whatever Python code opens, reaches or starts in this process is heard of, by whichever library."""
    secret = {*SECRET_FILES, order["canary"]}
    ports = set(order.get("ports", ()))

    def heard(event: str, values: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(values[0], str) and os.path.realpath(values[0]) in secret:
            os.write(events, f"read {values[0]}\n".encode("utf-8", "replace"))
        elif event in RUNNING or (event in REACHING and not is_expected(event, values, ports)):
            os.write(events, f"{event} {values!r:.200}\n".encode("utf-8", "replace"))

    sys.addaudithook(heard)


def is_expected(event: str, values: tuple[Any, ...], ports: set[int]) -> bool:
    if event == "socket.connect":
        return isinstance(values[1], tuple) and values[1][1] in ports
    return event == "socket.getaddrinfo" and values[1] in ports


def commanded(argv: list[str]) -> int:
    from escalera.cli.main import app

    try:
        app(args=argv, prog_name="escalera")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1 if ended.code else 0
    return 0


def configured(file: Path) -> int:
    """Configurations come from a platform, through no command of ours."""
    from django.utils import translation

    from escalera.connectors.label_studio import config
    from escalera.connectors.politeness import Refused

    try:
        found = config.read(file.read_text())
    except Refused as refused:
        with translation.override("en"):
            print(refused)
        return 2
    print(f"It asks for {len(found.asked)} and shows {len(found.shown)}.")
    return 0


def asked(http: dict[str, Any]) -> int:
    """Answers of four hundreds are exit status 2, so that both doors are judged alike."""
    from django.conf import settings
    from django.test import Client

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    client = Client(raise_request_exception=False, headers={"accept-language": "en"})
    client.cookies[settings.SESSION_COOKIE_NAME] = http["session"]
    if "file" in http:
        with Path(http["file"]).open("rb") as file:
            answer = client.post(http["path"], {**http.get("fields", {}), http["field"]: file})
    else:
        body = Path(http["body"]).read_bytes() if "body" in http else b""
        answer = client.generic(http.get("method", "POST"), http["path"], body, http["type"])
    print(answer.status_code, answer.headers.get("Location", ""))
    print(answer.content.decode("utf-8", "replace")[:500_000])
    return BROKE if answer.status_code >= 500 else 2 if answer.status_code >= 400 else 0


def digest(database: Path) -> str:
    """Of every row but the sessions."""
    found = hashlib.sha256()
    with sqlite3.connect(database) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        for (name,) in tables.fetchall():
            if name not in ("django_session", "sqlite_sequence"):
                for row in connection.execute(f'SELECT * FROM "{name}"'):
                    found.update(repr(row).encode("utf-8", "replace"))
    connection.close()
    return found.hexdigest()


def say(what: dict[str, Any]) -> None:
    sys.__stdout__.write(json.dumps(what) + "\n")
    sys.__stdout__.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
