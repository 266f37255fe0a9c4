#!/usr/bin/env bash
# Looks for rare faults for hours: what Tests/run.sh does in a minute, with other random numbers in every round.
#
#   bash Tests/campaign.sh [--hours HOURS] [--trials FACTOR]
#
#   --hours HOURS     when to stop, at the end of a round; a fraction is fine (8 unless told)
#   --trials FACTOR   how many times the usual number of random documents a round makes, and of kills at random moments
#                     (20 unless told)
#
# A round fuzzes for ten minutes, then runs all tests in a release build with new random documents, those
# compared with the independent implementations among them (set up by Tests/run.sh, which should have passed before).
# It stops at the first fault and tells how to repeat it; everything is kept in .build/campaign.
#
# Where TESTAMUR_POSTGRESQL names a server, two processes and four share out TRIALS times 1,200 rows on it, 100,000 at most
# (--trials 84), and of two processes on it one is killed TRIALS times two times.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

hours=8 trials=20
while [ $# -gt 0 ]; do
    case $1 in
    --hours) hours=${2:?--hours needs a number} ;;
    --trials) trials=${2:?--trials needs a number} ;;
    *)
        sed -n '2,16s/^# \{0,1\}//p' "$0" >&2
        exit 64
        ;;
    esac
    shift 2
done
seconds=$(awk -v hours="$hours" 'BEGIN { printf "%d", hours * 3600 }')
logs=.build/campaign
mkdir -p "$logs"

echo "$(date '+%F %T') building"
# Optimised, because that is what users run; -enable-testing lets the tests look inside all the same.
release=(-c release -Xswiftc -enable-testing)
swift build --build-tests "${release[@]}" >"$logs/build.log" 2>&1 || { tail -n 40 "$logs/build.log"; exit 1; }

SECONDS=0
round=0
while [ "$SECONDS" -lt "$seconds" ]; do
    round=$((round + 1))
    left=$((seconds - SECONDS))
    fuzzed=$(bash Tests/Fuzzing/run.sh $((left < 600 ? left : 600)))
    echo "$(date '+%F %T') round $round: ${fuzzed//$'\n'/; }"
    first=$(($(date +%s) * 1000000))
    if ! TESTAMUR_TRIALS=$trials TESTAMUR_FIRST_TRIAL=$first \
        swift test "${release[@]}" --skip-build --disable-xctest >"$logs/round-$round.log" 2>&1; then
        grep -E '^(✘|↳)' "$logs/round-$round.log" | tail -n 40
        echo "to repeat: TESTAMUR_TRIALS=$trials TESTAMUR_FIRST_TRIAL=$first swift test ${release[*]}"
        exit 1
    fi
    echo "$(date '+%F %T') round $round: $(tail -n 1 "$logs/round-$round.log")"
done
echo "$round rounds in $((SECONDS / 60)) minutes without a fault"
