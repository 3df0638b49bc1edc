#!/bin/sh
# Install Chromium, PostgreSQL, gettext and pango (PDFs) where they are missing and we are root; else say which packages to ask for.
missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
command -v msgfmt >/dev/null 2>&1 || missing="$missing gettext"
for library in pango-1.0 pangoft2-1.0 harfbuzz-subset; do
  ls /usr/lib/*/lib$library.so.0 /usr/lib/lib$library.so.0 /usr/lib64/lib$library.so.0 2>/dev/null | grep -q . && continue
  missing="$missing lib${library%-subset}$([ $library = harfbuzz-subset ] && echo -subset0 || echo -0)"
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" -ne 0 ]; then
  echo "The tests need these Debian packages:$missing. Ask an administrator: apt-get install$missing" >&2
  exit 1
fi
echo "Installing$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq >/dev/null && apt-get install -y -qq --no-install-recommends $missing >/dev/null
