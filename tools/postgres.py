"""Run a command beside a private PostgreSQL: python tools/postgres.py -- COMMAND [ARGUMENT ...]

The cluster lives in a temporary folder, listens on loopback only, and is gone when the command ends.
"""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[str]:
    """Yield the DATABASE_URL of a new cluster. `durable` keeps fsync on, for tests that kill."""
    folder = Path(tempfile.mkdtemp(prefix="escalera-postgres-"))
    port, password = free_port(), secrets.token_hex(16)
    try:
        initialise(folder, password)
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder}"
        options += "" if durable else " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        as_postgres(
            "pg_ctl", "-D", str(folder / "data"), "-o", options, "-l", str(folder / "log"), "-w", "start"
        )
        yield f"postgres://escalera:{password}@127.0.0.1:{port}/postgres"
    finally:
        as_postgres("pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "stop", check=False)
        shutil.rmtree(folder, ignore_errors=True)


def initialise(folder: Path, password: str) -> None:
    secret = folder / "secret"
    secret.write_text(password)
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
        shutil.chown(secret, "postgres")
    as_postgres(
        "initdb",
        "-D",
        str(folder / "data"),
        "-U",
        "escalera",
        "-A",
        "scram-sha-256",
        "--pwfile",
        str(secret),
        "-E",
        "UTF8",
    )
    secret.unlink()


def as_postgres(program: str, *arguments: str, check: bool = True) -> None:
    """Run a program of the server; PostgreSQL refuses to run as root, so root becomes postgres."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    if not found:
        sys.exit("PostgreSQL is not installed. On Debian: apt-get install postgresql")
    command = [str(found[-1]), *arguments]
    if os.getuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd="/", check=False, text=True
    )
    if check and done.returncode:
        sys.exit(f"{program} failed:\n{done.stdout}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> int:
    command = sys.argv[2:] if sys.argv[1:2] == ["--"] else sys.argv[1:]
    if not command:
        sys.exit(__doc__)
    with cluster() as url:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
