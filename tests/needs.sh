#!/usr/bin/env bash
# Names, all at once, what the tests need and this machine lacks: tests/needs.sh chromium postgresql
set -euo pipefail

# Each function prints nothing when the thing is there, else what it is for and how to get it.
need_chromium() {
    command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
        command -v google-chrome >/dev/null ||
        echo "Chromium, which drives the pages. On Debian or Ubuntu: apt-get install chromium"
}
need_postgresql() {
    compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || command -v initdb >/dev/null ||
        echo "PostgreSQL, as the second database. On Debian or Ubuntu: apt-get install postgresql"
    [ "$(id -u)" != 0 ] || id postgres >/dev/null 2>&1 ||
        echo "the user postgres, since PostgreSQL does not run as root: useradd --system postgres"
}

missing=$(for need in "$@"; do "need_$need"; done)
[ -z "$missing" ] || { printf 'The tests need what is missing here:\n%s\n' "$missing" >&2; exit 1; }
[ -d "${LEVELLER_SHARED:-../shared}" ] ||
    echo "Note: no shared data at ${LEVELLER_SHARED:-../shared}; the tests that read it will be skipped."
