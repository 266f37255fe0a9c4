#!/usr/bin/env bash
# Checks what the compiler cannot see of the map of modules: who imports C, that nobody imports Foundation, and that no
# file has grown beyond what one reads in one go. Prints one line for each fault; exit code 1 if there is any.
#
#   bash Tests/check-layering.sh [FOLDER]     another folder than this repository, to try the checks out
set -euo pipefail
cd "${1:-"$(dirname "${BASH_SOURCE[0]}")/.."}"

# Every C module, and the one folder that may import it.
declare -A home=(
    [COpenSSL]=Sources/Cryptography/OpenSSL
    [CYAML]=Sources/YAMLDocuments
)
longest=500

faults=0
fault() {
    echo "layering: $*"
    faults=$((faults + 1))
}

# importers MODULE: the files in Sources with an import of it, whatever attributes and access level it has.
importers() {
    local attributes='(@[A-Za-z_]+(\([^)]*\))?[[:space:]]+)*((public|package|internal|fileprivate|private)[[:space:]]+)?'
    local kind='((typealias|struct|class|enum|protocol|let|var|func)[[:space:]]+)?'
    grep -rlE --include='*.swift' "^[[:space:]]*${attributes}import[[:space:]]+${kind}$1([.;[:space:]]|\$)" Sources || true
}

for module in "${!home[@]}"; do
    while read -r file; do
        case $file in
        '' | "${home[$module]}"/*) ;;
        *) fault "$file imports $module, which only ${home[$module]} may" ;;
        esac
    done < <(importers "$module")
done

while read -r module; do
    [ -z "$module" ] || [ -n "${home[$module]:-}" ] || fault "Package.swift has the C module $module, for which $0 names no folder"
done < <(grep -oE 'systemLibrary\([[:space:]]*name: "[^"]+"' Package.swift | sed -E 's/.*"([^"]+)"/\1/' || true)

for module in Foundation FoundationEssentials FoundationNetworking FoundationInternationalization FoundationXML; do
    while read -r file; do
        [ -z "$file" ] || fault "$file imports $module"
    done < <(importers "$module")
done

while read -r file; do
    lines=$(wc -l <"$file")
    [ "$lines" -le "$longest" ] || fault "$file has $lines lines; the limit is $longest"
done < <(find Sources Tests -name '*.swift' | sort)

[ "$faults" -eq 0 ]
