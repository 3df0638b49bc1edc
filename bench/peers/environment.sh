#!/bin/sh
# The environment pyBKT wants: it does not import on the scikit-learn that the project uses.
# sh bench/peers/environment.sh makes bench/.peers/pybkt, outside git.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
place="$here/.peers/pybkt"
[ -x "$place/bin/python" ] || "${PYTHON:-python3}" -m venv "$place"
"$place/bin/pip" install --quiet --requirement "$here/peers/requirements-pybkt.txt"
echo "$place/bin/python"
