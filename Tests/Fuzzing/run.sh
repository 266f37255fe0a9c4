#!/usr/bin/env bash
# Fuzzes the JSON parser and canonical form with libFuzzer under the address sanitizer.
#
#   bash Tests/Fuzzing/run.sh [SECONDS]     60 seconds unless told
#
# It starts from the small corpus in Tests/Fuzzing/Corpus/json; what it finds on the way is kept in .build/fuzzing/corpus
# and used the next time. An input that breaks something is left in .build/fuzzing as crash-… and the exit code is 1;
# to repeat it: SWIFT_BACKTRACE=enable=no .build/fuzzing/json .build/fuzzing/crash-…
# Where the toolchain has no libFuzzer it says so in one line and does nothing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

seconds=${1:-60}
case $seconds in '' | *[!0-9]*)
    echo "usage: bash Tests/Fuzzing/run.sh [SECONDS]" >&2
    exit 64
    ;;
esac

folder=.build/fuzzing
mkdir -p "$folder/corpus"

# compile OUTPUT FILE…: the linker's remarks about the sanitizer's own symbols are shown only when something is wrong.
compile() {
    local output=$1
    shift
    swiftc -swift-version 6 -O -g -parse-as-library -sanitize=fuzzer,address -warnings-as-errors -strict-memory-safety \
        -enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility \
        -enable-upcoming-feature InternalImportsByDefault -module-name ParserFuzzer -o "$output" "$@" >"$output.log" 2>&1
}

# Asked with an empty fuzzer, so that a fault in our own code is never taken for a toolchain without libFuzzer.
echo '@c(LLVMFuzzerTestOneInput) func nothing(_ start: Int, _ count: Int) -> Int32 { 0 }' >"$folder/probe.swift"
if ! compile "$folder/probe" "$folder/probe.swift"; then
    if grep -qE "libclang_rt\.|unsupported option '-sanitize=" "$folder/probe.log"; then
        echo "fuzzing skipped: this Swift toolchain does not offer libFuzzer (see $folder/probe.log)"
        exit 0
    fi
    cat "$folder/probe.log" >&2
    exit 1
fi

mapfile -t sources < <(find Sources/Encodings -name '*.swift' | sort)
if ! compile "$folder/json" Tests/Fuzzing/ParserFuzzer.swift "${sources[@]}"; then
    grep -v 'Cannot export local symbol' "$folder/json.log" >&2
    exit 1
fi

# Swift's own backtracer collides with the sanitizer, and can hang.
export SWIFT_BACKTRACE=enable=no
if ! "$folder/json" -max_total_time="$seconds" -max_len=4096 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -dict=Tests/Fuzzing/json.dict -artifact_prefix="$folder/" \
    "$folder/corpus" Tests/Fuzzing/Corpus/json >"$folder/run.log" 2>&1; then
    grep -E 'Fatal error|ERROR: |SUMMARY: |Test unit written' "$folder/run.log" >&2 || tail -n 40 "$folder/run.log" >&2
    echo "fuzzing found a fault; all of the output is in $folder/run.log" >&2
    exit 1
fi
awk -v seconds="$seconds" '/number_of_executed_units/ { runs = $2 } /average_exec_per_sec/ { rate = $2 }
    END { printf "%d documents in %d seconds, %d a second: no fault\n", runs, seconds, rate }' "$folder/run.log"
