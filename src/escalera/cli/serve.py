"""`escalera run` and `escalera doctor`."""

import json as json_format
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from escalera.cli.django import fail, wake
from escalera.cli.programmes import first_step


def run(
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    host: Annotated[
        str, typer.Option(help="Address to listen on; 0.0.0.0 for a village network.")
    ] = "127.0.0.1",
    workers: Annotated[int, typer.Option(help="Web processes.")] = 2,
) -> None:
    """Start the web server and one worker process, after bringing database and files up to date."""
    check_free(host, port)
    wake()
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    processes = [web(host, port, workers), worker()]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        wait_for(host, port, processes[0])
        typer.echo(
            f"Escalera is at http://{'localhost' if host == '127.0.0.1' else host}:{port}/  (Ctrl+C stops it)"
        )
        if hint := first_step():
            typer.echo(hint)
        watch(processes, host, port, workers)
    finally:
        stop(processes)


def check_free(host: str, port: int) -> None:
    """Stop with a hint when something listens on the port already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            fail(
                f"Port {port} can't be used ({error.strerror}). Try `escalera run --port {port + 1}`.", code=1
            )


def web(host: str, port: int, workers: int) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "gunicorn", "escalera.site.wsgi", "--bind", f"{host}:{port}"]
    command += ["--config", "python:escalera.site.warming"]
    command += [
        "--workers",
        str(workers),
        "--threads",
        "4",
        "--log-level",
        "warning",
        "--max-requests",
        "20000",
    ]
    return subprocess.Popen(command)  # noqa: S603


def worker() -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "escalera.site.worker"])


def wait_for(host: str, port: int, process: "subprocess.Popen[bytes]") -> None:
    """Wait until the web server accepts connections."""
    for _ in range(300):
        if process.poll() is not None:
            fail("The web server stopped; its last words are above. `escalera doctor` may know why.", code=1)
        try:
            socket.create_connection(("127.0.0.1" if host == "0.0.0.0" else host, port), timeout=1).close()  # noqa: S104
        except OSError:
            time.sleep(0.1)
        else:
            return
    fail("The web server does not answer after 30 seconds.", code=1)


def watch(processes: "list[subprocess.Popen[bytes]]", host: str, port: int, workers: int) -> None:
    """Start again whichever process dies."""
    starts = [lambda: web(host, port, workers), worker]
    while True:
        time.sleep(1)
        for place, process in enumerate(processes):
            if process.poll() is not None:
                processes[place] = starts[place]()


def stop(processes: "list[subprocess.Popen[bytes]]") -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()


def doctor(json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False) -> None:
    """Check the installation and say what is missing. Exit code 1 when something is."""
    findings = [python_version(), packages(), translations(), home(), secret_key(), pdfs(), *database()]
    if json:
        typer.echo(
            json_format.dumps({"ok": all(f["ok"] for f in findings), "checks": findings}, ensure_ascii=False)
        )
    else:
        for finding in findings:
            typer.echo(f"{'ok     ' if finding['ok'] else 'MISSING'}  {finding['check']}: {finding['says']}")
    raise typer.Exit(0 if all(f["ok"] for f in findings) else 1)


def finding(check: str, ok: bool, says: str) -> dict[str, object]:
    return {"check": check, "ok": ok, "says": says}


def python_version() -> dict[str, object]:
    version = ".".join(map(str, sys.version_info[:3]))
    return finding("Python", sys.version_info >= (3, 11), f"{version} (3.11 or later is needed)")


def packages() -> dict[str, object]:
    from importlib.util import find_spec

    wanted = (
        "django",
        "ninja",
        "axes",
        "csp",
        "whitenoise",
        "gunicorn",
        "argon2",
        "jiwer",
        "rapidfuzz",
    )
    missing = [name for name in wanted if find_spec(name) is None]
    says = f"missing: {', '.join(missing)}; run `pip install 'escalera[web]'`" if missing else "all there"
    return finding("web packages", not missing, says)


def translations() -> dict[str, object]:
    root = Path(__file__).parent.parent
    missing = [po for po in root.rglob("*.po") if not po.with_suffix(".mo").exists()]
    says = "not compiled; run `python tools/compile_translations.py`" if missing else "compiled"
    return finding("Spanish", not missing, says)


def pdfs() -> dict[str, object]:
    """Pages say the same without them, so nothing is missing."""
    from escalera.look import pdf

    try:
        pdf.check()
    except pdf.NoPango as error:
        return finding("PDFs", True, f"none: {error}")
    return finding("PDFs", True, "can be made")


def home() -> dict[str, object]:
    folder = Path(os.environ.get("ESCALERA_HOME", ".data"))
    while not folder.exists():
        folder = folder.absolute().parent
    ok = os.access(folder, os.W_OK)
    return finding(
        "data folder", ok, "can be written" if ok else f"can't be written; set ESCALERA_HOME ({folder})"
    )


def secret_key() -> dict[str, object]:
    file = Path(os.environ.get("ESCALERA_HOME", ".data")) / "secret_key"
    if not os.environ.get("ESCALERA_PUBLIC_HOST") or os.environ.get("SECRET_KEY") or file.exists():
        return finding("secret key", True, "set, or kept in the data folder")
    return finding(
        "secret key", False, f"set SECRET_KEY and keep it; here is a new one: {secrets.token_urlsafe(50)}"
    )


def database() -> list[dict[str, object]]:
    try:
        wake()
        from django.core.checks import run_checks
        from django.db import connection

        from escalera.tasks.models import TaskType

        found = [finding("database", True, f"{connection.vendor}, {TaskType.objects.count()} task types")]
        found.append(loaded_data())
        return [
            *found,
            *(finding("settings", False, str(problem)) for problem in run_checks() if problem.is_serious()),
        ]
    except (SystemExit, ImportError) as error:
        return [finding("database", False, f"does not answer ({error}); check DATABASE_URL")]


def loaded_data() -> dict[str, object]:
    """Nothing of it is needed to run, so nothing of it can be missing."""
    from django.utils import timezone

    from escalera.reference import queries

    listed = queries.datasets(today=timezone.localdate())
    told = [
        f"{one.known.id} {one.loaded.version}{' (old: look for a newer one)' if one.is_old else ''}"
        for one in listed
        if one.loaded
    ]
    return finding(
        "data of others", True, ", ".join(told) or "none loaded; `escalera import list` shows what can be"
    )
