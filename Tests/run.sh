#!/usr/bin/env bash
# Runs every check there is, on a fresh Debian 12 with Swift or anywhere else:
#
#   bash Tests/run.sh
#
# Installs what is missing (apt-get, as root or with sudo; Python packages into .build/cross-checks), checks format and
# layering, builds with the compiler's import check, runs all tests, and fuzzes for a minute. It prints a line for each
# step and stops at the first that fails, with what was wrong; the whole output of a step is in .build/tests. A PostgreSQL
# server runs on loopback, in a temporary folder, for as long as the tests do.
#
#   CI=true                 what would be skipped (vectors, Python packages or PostgreSQL missing) fails instead
#   TESTAMUR_POSTGRESQL=URL a server that runs already, with the right to make schemas in it
#   TESTAMUR_VECTORS=DIR    the published vectors; else ../shared/vectors beside this repository
#   TESTAMUR_PYTHON=FILE    a Python that has Tests/CrossChecks/requirements.txt; else one is set up
#   TESTAMUR_FUZZ=SECONDS   how long to fuzz; 60 unless told, 0 not at all
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

logs=.build/tests
mkdir -p "$logs"
bold='' red='' plain=''
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
    bold=$'\e[1m' red=$'\e[31m' plain=$'\e[0m'
fi

# explain LOG: the failed tests with what they expected, or the end of any other output.
explain() {
    if grep -qE '^✘' "$1"; then
        # A failure's own lines, and what follows it up to the next event; the rest is the names of tests that passed.
        awk '/^✘/ { shown = 1 } /^(◇|✔|━|➜|Test Suite|[[:space:]]+Executed)/ { shown = 0 } shown' "$1" |
            cut -c 1-500 | head -n 100 || true
        echo
        grep -E '^✘ Test run' "$1" || true
    else
        tail -n 60 "$1"
    fi
}

# step NAME COMMAND…: runs it with its output in a log, of which the interesting part is shown when it fails.
step() {
    local name=$1 started=$SECONDS log
    log=$logs/$(tr ' ' '-' <<<"$name").log
    shift
    printf '%s%-22s%s' "$bold" "$name" "$plain"
    if "$@" >"$log" 2>&1; then
        printf ' %4d s\n' $((SECONDS - started))
        return
    fi
    printf ' %4d s  %sFAILED%s\n\n' $((SECONDS - started)) "$red" "$plain"
    explain "$log"
    printf '\n%s failed; all of its output is in %s\n' "$name" "$log" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

install_packages() {
    local missing=() package
    for package in libssl-dev zlib1g-dev libyaml-dev libcurl4-openssl-dev libsqlite3-dev libutf8proc-dev pkg-config \
        python3-venv strace libp11-kit-dev softhsm2 libqrencode-dev libzbar-dev libpng-dev libturbojpeg0-dev \
        libpango1.0-dev libqpdf-dev fonts-noto-core fonts-droid-fallback poppler-utils chromium; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    echo "installing ${missing[*]}"
    as_root apt-get update
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "${missing[@]}"
}

# The system's own Python makes the environment, because others come and go with a user's settings.
install_cross_checks() {
    local folder=.build/cross-checks wanted=Tests/CrossChecks/requirements.txt python=/usr/bin/python3
    if [ -n "${TESTAMUR_PYTHON:-}" ] || cmp -s "$wanted" "$folder/installed.txt"; then return 0; fi
    [ -x "$python" ] || python=python3
    rm -rf "$folder"
    "$python" -m venv "$folder" || return 1
    "$folder/bin/pip" install --disable-pip-version-check --requirement "$wanted" || return 1
    cp "$wanted" "$folder/installed.txt"
}

# Without the network everything else can still be tested; the tests say what they skip.
try_cross_checks() {
    install_cross_checks && return
    [ "${CI:-}" != true ] || return 1
    touch "$logs/no-cross-checks"
}

# The cluster that the package would make on its own is of no use here.
install_postgresql() {
    command -v dpkg-query >/dev/null || return 1
    if dpkg-query -W -f '${Status}\n' postgresql libpq-dev 2>/dev/null | grep -cx 'install ok installed' | grep -qx 2; then
        return 0
    fi
    as_root mkdir -p /etc/postgresql-common || return 1
    if ! [ -e /etc/postgresql-common/createcluster.conf ]; then
        as_root tee /etc/postgresql-common/createcluster.conf <<<'create_main_cluster = false' || return 1
    fi
    as_root apt-get update || return 1
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends postgresql libpq-dev
}

start_postgresql() {
    install_postgresql && bash Tests/postgresql.sh start >"$logs/postgresql"
}

# Without a server everything else can still be tested; the tests say what they skip.
try_postgresql() {
    rm -f "$logs/postgresql"
    [ -z "${TESTAMUR_POSTGRESQL:-}" ] || return 0
    start_postgresql && return
    [ "${CI:-}" != true ] || return 1
    rm -f "$logs/postgresql"
    touch "$logs/no-postgresql"
}

stop_postgresql() {
    if [ -n "$server" ]; then bash Tests/postgresql.sh stop "$server" >/dev/null 2>&1; fi
    rm -f "$logs/postgresql"
}

run_tests() {
    rm -f "$logs/results.xml"
    swift test "${traits[@]}" --skip-build --disable-xctest --xunit-output "$logs/results.xml"
}

if command -v dpkg-query >/dev/null; then step 'system packages' install_packages; fi
rm -f "$logs/no-cross-checks"
step 'Python packages' try_cross_checks
if [ -e "$logs/no-cross-checks" ]; then echo "  could not be installed; comparisons with them are skipped"; fi
rm -f "$logs/no-postgresql"
server=''
traits=(--traits PostgreSQL)
trap stop_postgresql EXIT
step 'PostgreSQL' try_postgresql
if [ -e "$logs/no-postgresql" ]; then
    traits=()
    echo "  could not be started; tests of a register on a server are skipped"
elif [ -e "$logs/postgresql" ]; then
    read -r TESTAMUR_POSTGRESQL server <"$logs/postgresql"
    export TESTAMUR_POSTGRESQL
fi
step 'format' swift format lint --strict --recursive Sources Tests Package.swift
step 'layering' bash Tests/check-layering.sh
step 'build' swift build "${traits[@]}" --build-tests --explicit-target-dependency-import-check error
step 'tests' run_tests
grep -E '^(➜ Suite|➜ Test|━ .* recorded a known issue)' "$logs/tests.log" | cut -c1-200 | sed 's/^/  /' || true
step 'failing libcrypto' bash Tests/FaultInjection/run.sh
if [ "${TESTAMUR_FUZZ:-60}" -gt 0 ]; then
    step 'fuzzing' bash Tests/Fuzzing/run.sh "${TESTAMUR_FUZZ:-60}"
    sed 's/^/  /' "$logs/fuzzing.log"
fi

# Counted from the test report, one testcase each, so that the line cannot say more than was run.
awk '
    /<testcase / { ran++ }
    /<failure/ { if (last != ran) failed++; last = ran }
    /<skipped/ { skipped++ }
    END {
        printf "%d passed, %d failed", ran - failed - skipped, failed
        if (skipped) printf ", %d skipped", skipped
        print ""
        exit failed > 0 || ran == 0
    }' "$logs/results.xml"
