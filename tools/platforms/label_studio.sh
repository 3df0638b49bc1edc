#!/bin/sh
# Label Studio in an environment of its own (1 GB, about 90 s): prints its Python. Used by tests that speak to the real server.
set -eu
place="${ESCALERA_PLATFORMS_HOME:-$(cd "$(dirname "$0")/../.." && pwd)/.platforms}/label-studio"
if [ ! -x "$place/bin/label-studio" ] || ! "$place/bin/python" -c "import label_studio" 2>/dev/null; then
  "${PYTHON:-python3}" -m venv "$place"
  # The project's own constraints are for another environment.
  PIP_CONSTRAINT= "$place/bin/pip" install --quiet label-studio==1.23.2 >&2
fi
echo "$place/bin/python"
