#!/usr/bin/env bash
# Runs a command beside a PostgreSQL of its own, thrown away afterwards: tests/postgresql.sh COMMAND…
# DATABASE_URL names it. Started as root, the server runs as the user postgres.
set -euo pipefail

# The newest installed release, unless initdb stands on the path.
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb || true)")
if [ ! -x "$bin/initdb" ] || [ ! -x "$bin/pg_ctl" ]; then
    echo "PostgreSQL is not installed. On Debian or Ubuntu: apt-get install postgresql" >&2
    exit 3
fi

folder=$(mktemp -d /tmp/leveller-postgresql.XXXXXX)
as_server() { "$@"; }
if [ "$(id -u)" = 0 ]; then
    chown postgres "$folder"
    as_server() { runuser -u postgres -- "$@"; }
fi

stop() {
    as_server "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT

cd "$folder"
as_server "$bin/initdb" -D "$folder/data" -U postgres --auth=trust -E UTF8 --locale=C.UTF-8 >/dev/null
# Nothing here outlives the tests, so nothing waits for the disk.
as_server "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w start >/dev/null -o \
    "-k $folder -c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off" ||
    { cat "$folder/log" >&2; exit 4; }
as_server "$bin/psql" -qh "$folder" -U postgres -c "CREATE DATABASE leveller"
cd "$OLDPWD"

DATABASE_URL="postgresql://postgres@${folder//\//%2F}/leveller" "$@"
