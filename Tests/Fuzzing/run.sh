#!/usr/bin/env bash
# Fuzzes with libFuzzer under the address sanitizer, one target after the other:
#
#   json           the JSON parser and canonical form
#   linked-data    JSON-LD expansion, its RDF, N-Quads and RDFC-1.0
#   carriers       PNG and SVG images, and the texts of QR codes
#
#   bash Tests/Fuzzing/run.sh [SECONDS] [TARGET…]     60 seconds for all together and all targets unless told
#
# A target starts from the small corpus in Tests/Fuzzing/Corpus; what it finds on the way is kept in .build/fuzzing and
# used the next time. An input that breaks something, takes ten seconds or more than a gigabyte is left in
# .build/fuzzing/TARGET as crash-…, timeout-… or oom-…, and the exit code is 1; to repeat it:
# SWIFT_BACKTRACE=enable=no .build/fuzzing/TARGET/fuzzer .build/fuzzing/TARGET/crash-…
# Where the toolchain has no libFuzzer it says so in one line and does nothing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

seconds=${1:-60}
[ $# -eq 0 ] || shift
targets=("$@")
[ $# -gt 0 ] || targets=(json linked-data carriers)
usage() {
    echo "usage: bash Tests/Fuzzing/run.sh [SECONDS] [json] [linked-data] [carriers]" >&2
    exit 64
}
case $seconds in '' | *[!0-9]*) usage ;; esac
for target in "${targets[@]}"; do
    case $target in json | linked-data | carriers) ;; *) usage ;; esac
done

folder=.build/fuzzing
modules=$folder/modules
mkdir -p "$modules"

# compile LOG OPTION…: the linker's remarks about the sanitizer's own symbols are shown only when something is wrong.
compile() {
    local log=$1
    shift
    swiftc -swift-version 6 -O -wmo -g -parse-as-library -sanitize=fuzzer,address -warnings-as-errors \
        -strict-memory-safety -enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility \
        -enable-upcoming-feature InternalImportsByDefault -package-name testamur -I "$modules" -I Sources/COpenSSL -I Sources/CZlib "$@" >"$log" 2>&1
}

# compile_or_stop LOG OPTION…: says what the compiler said when it fails.
compile_or_stop() {
    compile "$@" && return
    grep -v 'Cannot export local symbol' "$1" >&2
    exit 1
}

# compile_module NAME: a module and its objects, so that the sanitizer sees it too.
compile_module() {
    local name=$1 sources
    mapfile -t sources < <(find "Sources/$name" -name '*.swift' | sort)
    compile_or_stop "$modules/$name.log" -module-name "$name" -emit-module -emit-module-path "$modules/$name.swiftmodule" \
        -c -o "$modules/$name.o" "${sources[@]}"
}

# compile_fuzzer TARGET MODULE… -- FILE…
compile_fuzzer() {
    local target=$1 objects=()
    shift
    while [ "$1" != -- ]; do
        objects+=("$modules/$1.o")
        shift
    done
    shift
    mkdir -p "$folder/$target/corpus"
    compile_or_stop "$folder/$target/build.log" -module-name Fuzzer -o "$folder/$target/fuzzer" "$@" "${objects[@]}" \
        -lcrypto -lz
    # The compiler leaves the description of the module in the working folder.
    rm -f Fuzzer-1.swiftdoc Fuzzer-1.swiftmodule Fuzzer-1.swiftsourceinfo
}

# fuzz TARGET SECONDS
fuzz() {
    local target=$1 seconds=$2 log=$folder/$1/run.log leaks=1
    # What the cache of contexts holds counts as lost: Swift keeps marks in the unused bits of references, which the leak
    # sanitizer does not know. A leak that grows from document to document meets the memory limit.
    if [ "$target" = linked-data ]; then leaks=0; fi
    # Swift's own backtracer collides with the sanitizer, and can hang.
    if ! SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=$leaks "$folder/$target/fuzzer" \
        -max_total_time="$seconds" -max_len=4096 -timeout=10 -rss_limit_mb=1024 -print_final_stats=1 \
        -dict="Tests/Fuzzing/$target.dict" -artifact_prefix="$folder/$target/" "$folder/$target/corpus" "Tests/Fuzzing/Corpus/$target" >"$log" 2>&1; then
        grep -E 'Fatal error|ERROR: |SUMMARY: |Test unit written' "$log" >&2 || tail -n 40 "$log" >&2
        echo "fuzzing $target found a fault; all of the output is in $log" >&2
        exit 1
    fi
    awk -v target="$target" -v seconds="$seconds" '
        /number_of_executed_units/ { runs = $2 } /average_exec_per_sec/ { rate = $2 }
        END { printf "%s: %d documents in %d seconds, %d a second: no fault\n", target, runs, seconds, rate }' "$log"
}

# Asked with an empty fuzzer, so that a fault in our own code is never taken for a toolchain without libFuzzer.
echo '@c(LLVMFuzzerTestOneInput) func nothing(_ start: Int, _ count: Int) -> Int32 { 0 }' >"$folder/probe.swift"
if ! compile "$folder/probe.log" -module-name Probe -o "$folder/probe" "$folder/probe.swift"; then
    if grep -qE "libclang_rt\.|unsupported option '-sanitize=" "$folder/probe.log"; then
        echo "fuzzing skipped: this Swift toolchain does not offer libFuzzer (see $folder/probe.log)"
        exit 0
    fi
    cat "$folder/probe.log" >&2
    exit 1
fi

# compiled NAME: a module, once.
compiled() {
    [ -e "$modules/$1.done" ] || compile_module "$1"
    touch "$modules/$1.done"
}

rm -f "$modules"/*.done
compiled Encodings
for target in "${targets[@]}"; do
    case $target in
    json) compile_fuzzer json Encodings -- Tests/Fuzzing/ParserFuzzer.swift ;;
    linked-data)
        compiled Cryptography
        compiled LinkedData
        compile_fuzzer linked-data Encodings Cryptography LinkedData -- Tests/Fuzzing/LinkedDataFuzzer.swift \
            Tests/Fuzzing/LossCheck.swift Tests/Fuzzing/FuzzingContexts.swift
        ;;
    carriers)
        compiled Cryptography
        compiled Carriers
        compile_fuzzer carriers Encodings Cryptography Carriers -- Tests/Fuzzing/CarrierFuzzer.swift
        ;;
    esac
done
share=$((seconds / ${#targets[@]}))
# Zero would be without end.
for target in "${targets[@]}"; do fuzz "$target" $((share > 0 ? share : 1)); done
