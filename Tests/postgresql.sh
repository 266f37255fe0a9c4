#!/usr/bin/env bash
# A PostgreSQL server for the tests: on loopback, in a temporary folder, with a password that nobody else has.
#
#   bash Tests/postgresql.sh start        prints the address of the server, and the folder it is in after a space
#   bash Tests/postgresql.sh stop FOLDER  ends it, and removes the folder
#
# The server never runs as root: started by root it belongs to the user postgres of the package.
set -euo pipefail

binaries=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$binaries" ] || { echo "there is no PostgreSQL in /usr/lib/postgresql" >&2; exit 1; }

as_server() {
    if [ "$(id -u)" -eq 0 ]; then setpriv --reuid postgres --regid postgres --init-groups "$@"; else "$@"; fi
}

# A port on which nothing listens now.
free_port() {
    local port
    for _ in $(seq 100); do
        port=$((20000 + RANDOM % 30000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
    done
    return 1
}

start() {
    local folder password port
    folder=$(mktemp -d /tmp/testamur-postgresql-XXXXXX)
    password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    port=$(free_port)
    printf '%s\n' "$password" >"$folder/password"
    if [ "$(id -u)" -eq 0 ]; then chown -R postgres:postgres "$folder"; fi
    as_server "$binaries/initdb" --pgdata "$folder/data" --username testamur --pwfile "$folder/password" \
        --auth scram-sha-256 --encoding UTF8 --locale C.UTF-8 >"$folder/initdb.log" 2>&1 \
        || { cat "$folder/initdb.log" >&2; rm -rf "$folder"; exit 1; }
    # Everything as in earnest, fsync too: nothing is tested otherwise.
    (cd / && as_server "$binaries/pg_ctl" --pgdata "$folder/data" --wait --timeout 60 --log "$folder/server.log" \
        --options "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder" start) >&2 \
        || { cat "$folder/server.log" >&2; rm -rf "$folder"; exit 1; }
    echo "postgres://testamur:$password@127.0.0.1:$port/postgres $folder"
}

stop() {
    case $1 in /tmp/testamur-postgresql-??????) ;; *) echo "no folder of this script: $1" >&2; exit 1 ;; esac
    (cd / && as_server "$binaries/pg_ctl" --pgdata "$1/data" --mode fast --wait stop) >&2 || true
    rm -rf "$1"
}

case ${1:-} in
start) start ;;
stop) stop "$2" ;;
*) sed -n '2,8p' "$0" >&2; exit 64 ;;
esac
