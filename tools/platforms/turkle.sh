#!/bin/sh
# Turkle in an environment of its own (it wants another Django): prints its Python. Used by tests that speak to the real server.
set -eu
place="${ESCALERA_PLATFORMS_HOME:-$(cd "$(dirname "$0")/../.." && pwd)/.platforms}/turkle"
if [ ! -x "$place/bin/python" ] || ! "$place/bin/python" -c "import turkle" 2>/dev/null; then
  "${PYTHON:-python3}" -m venv "$place"
  # The project's own constraints are for another environment.
  PIP_CONSTRAINT= "$place/bin/pip" install --quiet turkle==3.1.0 >&2
fi
echo "$place/bin/python"
